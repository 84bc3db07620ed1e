"""Dates as editors type them; readers get the occurrences that publishing makes of them."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from events.span import Span, SpanError

TIME_ZONES = [
    ("Europe/Berlin", _("Berlin")),
    ("Europe/Kyiv", _("Kyiv")),
    ("Europe/London", _("London")),
    ("America/New_York", _("New York")),
    ("UTC", "UTC"),
]


class EventDate(models.Model):
    """One session of an event, by the clock on its wall. `key` ties it to its occurrence across edits."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="dates")
    key = models.UUIDField(default=uuid4, editable=False)
    start_date = models.DateField(_("first day"))
    start_time = models.TimeField(_("from"), null=True, blank=True)
    end_date = models.DateField(_("last day"), null=True, blank=True, help_text=_("Only if it ends on another day."))
    end_time = models.TimeField(_("to"), null=True, blank=True)
    all_day = models.BooleanField(_("all day"), default=False)
    timezone = models.CharField(
        _("time zone"),
        max_length=40,
        choices=TIME_ZONES,
        default="Europe/Berlin",
        help_text=_("Change it only if the event is run from another country."),
    )

    panels = [
        FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time")]),
        FieldRowPanel([FieldPanel("end_date"), FieldPanel("end_time")]),
        FieldRowPanel([FieldPanel("all_day"), FieldPanel("timezone")]),
    ]

    class Meta:
        verbose_name = _("date of an event")
        verbose_name_plural = _("dates of an event")
        ordering = ("start_date", "start_time", "pk")

    def __str__(self) -> str:
        return str(self.start_date)

    def span(self) -> Span:
        """The moments this date means; raises SpanError with words where it means none."""
        return Span.from_wall_clock(
            start_date=self.start_date,
            start_time=self.start_time,
            end_date=self.end_date,
            end_time=self.end_time,
            all_day=self.all_day,
            timezone=self.timezone,
        )

    def clean(self) -> Any:
        super().clean()
        first_day: Any = self.start_date
        if first_day is None:
            return
        try:
            self.span()
        except SpanError as error:
            raise ValidationError({error.field: str(error)}) from None
