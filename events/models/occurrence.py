"""Dates as readers and calendars know them. They live outside revisions and are written by `events.services` only."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.querysets import OccurrenceQuerySet
from events.span import Span


class Status(models.TextChoices):
    PLANNED = "planned", _("Takes place as planned")
    MOVED = "moved", _("Moved to another date or place")
    CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")


class Occurrence(models.Model):
    """One session of a published event. UID and SEQUENCE are what calendars recognise it by; rows are never deleted.

    `event` is the page in the first language, whose dates hold for all translations. `key` is the typed date it comes
    from. `end` is None where it is open, `over_at` when it belongs to the past in either case.
    """

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="occurrences"
    )
    key = models.UUIDField(editable=False)
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(_("sequence"), default=0, editable=False)
    start = models.DateTimeField(_("start"))
    end = models.DateTimeField(_("end"), null=True, blank=True)
    over_at = models.DateTimeField(_("over at"))
    all_day = models.BooleanField(_("all day"), default=False)
    timezone = models.CharField(_("time zone"), max_length=40, default="Europe/Berlin")
    month = models.CharField(_("month"), max_length=7, help_text=_("Of its start, by its own clock: 2026-12."))
    place = models.CharField(_("place"), max_length=400, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.PLANNED)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"))

    objects = OccurrenceQuerySet.as_manager()

    # Given by `EventQuerySet.attach_to`: the page in the reader's language.
    page: Any
    # Given by `with_series`.
    series_number: int
    series_total: int

    class Meta:
        verbose_name = pgettext_lazy("event", "date")
        verbose_name_plural = pgettext_lazy("event", "dates")
        ordering = ("start", "pk")
        constraints = (
            models.UniqueConstraint(fields=("event", "key"), name="events_one_occurrence_per_date"),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gt=F("start")), name="events_occurrence_ends_after_start"
            ),
        )
        indexes = (
            models.Index(fields=("over_at",), name="events_occurrence_over"),
            models.Index(fields=("start",), name="events_occurrence_start"),
            models.Index(fields=("month",), name="events_occurrence_month"),
        )

    def __str__(self) -> str:
        return f"{self.event}: {self.start:%Y-%m-%d}"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end, self.all_day, self.timezone)

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    def take(self, **values: Any) -> bool:
        """Set fields; returns whether any of them changed."""
        changed = {name: value for name, value in values.items() if getattr(self, name) != value}
        for name, value in changed.items():
            setattr(self, name, value)
        return bool(changed)
