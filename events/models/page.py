"""An event as a page: what, where, who invites. When it takes place is in its dates."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.models import BasePage, District
from core.models.opening import OpeningPicture, body_blockers
from core.saxony import lookup_postcode
from events import detail, ical, services
from events.blocks import ProgrammeBlock
from events.detail import CALENDAR_FILE
from events.models.occurrence import Status
from events.panels import DatesPanel
from events.querysets import EventQuerySet
from events.span import SpanError
from events.views import ARCHIVE

POSTCODE = RegexValidator(r"\A[0-9]{5}\Z", _("A German postcode has five digits."))


class Attendance(models.TextChoices):
    ONSITE = "onsite", _("On site")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("On site and online")


class EventPage(OpeningPicture, BasePage):
    """An event with one or several dates; publishing turns the typed dates into occurrences."""

    page_description = _("An event: when, where, programme, who invites.")
    parent_page_types = ["events.EventIndexPage"]
    subpage_types: list[str] = []
    page_files = {CALENDAR_FILE: "serve_calendar"}
    template = "events/event_page.html"

    lead = models.TextField(
        _("lead"), max_length=500, help_text=_("What it is about and for whom, in two or three sentences.")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.PLANNED)
    status_reason = models.CharField(
        _("reason"), max_length=300, blank=True, help_text=_("Shown to readers if it is moved or cancelled.")
    )
    attendance = models.CharField(_("attendance"), max_length=10, choices=Attendance.choices, default=Attendance.ONSITE)
    venue = models.CharField(_("venue"), max_length=160, blank=True, help_text=_("House, room, floor."))
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True, validators=[POSTCODE])
    city = models.CharField(_("town"), max_length=80, blank=True)
    district = models.ForeignKey(
        District,
        verbose_name=_("district"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    online_note = models.CharField(
        _("how to join online"),
        max_length=300,
        blank=True,
        help_text=_("For example: You get the link by e-mail on the day before."),
    )
    registration_url = models.URLField(
        _("address for registration"), blank=True, help_text=_("Left empty, no registration is needed.")
    )
    access_notes = models.TextField(
        _("access"),
        max_length=1000,
        blank=True,
        help_text=_("Step-free? Sign language? Parking? What is not yet clear, and who answers questions?"),
    )
    organiser = models.ForeignKey(
        "actors.Actor",
        verbose_name=_("organiser"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="organised_events",
        help_text=_("Who invites. Left empty, the organisation that owns this page is named."),
    )
    programme = StreamField(ProgrammeBlock(), verbose_name=_("programme"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    objects = PageManager.from_queryset(EventQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        DatesPanel("dates", label=pgettext_lazy("event", "date"), heading=_("When")),
        MultiFieldPanel(
            [
                FieldPanel("attendance"),
                FieldPanel("venue"),
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                FieldPanel("online_note"),
                FieldPanel("access_notes"),
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel([FieldPanel("status"), FieldPanel("status_reason")], heading=_("Does it take place?")),
        MultiFieldPanel(
            [
                FieldPanel("organiser"),
                FieldPanel("registration_url"),
                InlinePanel("contact_links", label=_("contact person"), heading=_("Contact persons")),
            ],
            heading=_("Who invites"),
        ),
        OpeningPicture.opening_panel,
        FieldPanel("programme"),
        FieldPanel("body"),
        InlinePanel("page_topics", label=_("topic"), heading=_("Topics")),
        BasePage.also_in_panel,
        BasePage.simple_panel,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("body"),
        index.SearchField("programme"),
        index.SearchField("venue"),
        index.SearchField("city"),
        index.AutocompleteField("lead"),
        index.FilterField("attendance"),
        index.FilterField("status"),
    ]
    override_translatable_fields = [
        SynchronizedField("street"),
        SynchronizedField("postcode"),
        SynchronizedField("city"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.district_id = self._derive_district_id()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.slug and f"{self.slug}/" == ARCHIVE:
            raise ValidationError({"slug": _now("This address belongs to the archive. Please choose another one.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.district_id = self._derive_district_id()
        super().save(*args, **kwargs)

    def _derive_district_id(self) -> int | None:
        place = lookup_postcode(self.postcode)
        return District.objects.filter(ags=place.ags).values_list("pk", flat=True).first() if place else None

    def publish(self, revision: Any, user: Any = None, **options: Any) -> Any:
        """Publishing brings the occurrences in step with the typed dates, or neither happens."""
        with transaction.atomic():
            result = super().publish(revision, user=user, **options)
            services.expand_dates(event_id=self.pk)
        return result

    @property
    def takes_place_onsite(self) -> bool:
        return self.attendance != Attendance.ONLINE

    @property
    def takes_place_online(self) -> bool:
        return self.attendance != Attendance.ONSITE

    @property
    def address(self) -> str:
        """Venue, street and town on one line; empty for events that are only online."""
        if not self.takes_place_onsite:
            return ""
        town = " ".join(part for part in (self.postcode, self.city) if part)
        return ", ".join(part for part in (self.venue, self.street, town) if part)

    def publication_blockers(self) -> list[str]:
        return [
            *super().publication_blockers(),
            *self._date_blockers(),
            *self._place_blockers(),
            *self.opening_blockers(),
            *body_blockers(self.body),
        ]

    def _date_blockers(self) -> list[str]:
        blockers = []
        dates = list(self.dates.all())
        if not dates:
            blockers.append(_now("The event has no date. Please add at least one."))
        for date in dates:
            try:
                date.span()
            except SpanError as error:
                blockers.append(f"{date.start_date:%d.%m.%Y}: {error}")
        if self.status == Status.CANCELLED and not self.status_reason:
            blockers.append(_now("Please tell readers why the event is cancelled."))
        if self.status == Status.MOVED and not self.status_reason:
            blockers.append(_now("Please tell readers why the event is moved, and from when or where."))
        return blockers

    def _place_blockers(self) -> list[str]:
        blockers = []
        if self.takes_place_onsite and not (self.venue and self.city):
            blockers.append(_now("Please say where the event takes place: venue and town."))
        if self.takes_place_online and not self.online_note:
            blockers.append(_now("Please say how to join online, or when the link will come."))
        return blockers

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | detail.event_context(self, request)

    def serve_calendar(self, request: HttpRequest) -> HttpResponseBase:
        return ical.event_calendar(self, request)


class EventContact(Orderable):
    """A person to ask about an event."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="contact_links")
    person = models.ForeignKey(
        "actors.ContactPerson", verbose_name=_("contact person"), on_delete=models.CASCADE, related_name="event_links"
    )

    panels = [FieldPanel("person")]

    class Meta(Orderable.Meta):
        verbose_name = _("contact person of an event")
        verbose_name_plural = _("contact persons of an event")
        constraints = (models.UniqueConstraint(fields=("page", "person"), name="events_one_contact"),)
