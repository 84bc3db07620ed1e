"""One request to the mentor programme, and the tandem that comes of it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.admin import display
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import ConfirmedContact
from actors.models import Actor
from core.models import District, FundingSource, Region, Topic
from core.permissions import grants_of
from mentoring.models import Access, Format, Language, Mentor


class State(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Address not confirmed")
    SEEKING = "seeking", _("Waits for a proposal")
    REQUESTED = "requested", _("Waits for the mentor")
    QUESTION = "question", _("Mentor has asked back")
    ACCEPTED = "accepted", _("Accepted")
    FIRST_MEETING = "first_meeting", _("First meeting")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ENDED = "ended", _("Ended early")
    EXPIRED = "expired", _("Expired")


# A tandem in these states takes one of the mentor's places.
HOLDING = (State.ACCEPTED, State.FIRST_MEETING, State.RUNNING)
WITH_MENTOR = (State.REQUESTED, State.QUESTION, *HOLDING)
OPEN = (State.SEEKING, *WITH_MENTOR)
FINAL = (State.FINISHED, State.DECLINED, State.WITHDRAWN, State.ENDED, State.EXPIRED)


class Side(models.TextChoices):
    MENTEE = "mentee", _("Mentee")
    MENTOR = "mentor", _("Mentor")
    TEAM = "team", _("Programme team")
    NOBODY = "nobody", _("by itself")


class Reason(models.TextChoices):
    """Why a mentor declines, or somebody ends a tandem."""

    TIME = "time", _("No time at the moment")
    TOPIC = "topic", _("Somebody else knows more about it")
    CLOSE = "close", _("Too close: funding, competition or personal ties")
    FIT = "fit", _("It does not fit between us")
    DONE = "done", _("The matter is settled")
    OTHER = "other", _("Something else")


class MatchQuerySet(models.QuerySet["Match"]):
    def confirmed(self) -> "MatchQuerySet":
        return self.exclude(state=State.UNCONFIRMED)

    def open(self) -> "MatchQuerySet":
        return self.filter(state__in=OPEN)

    def visible_to(self, user: Any) -> "MatchQuerySet":
        """For registers, that is without the confidential parts: all for lead editors, else the own regions'."""
        grants = grants_of(user)
        if grants.leads:
            return self.confirmed()
        own = grants.edits | grants.moderates | grants.deputises | grants.runs_programme
        return self.confirmed().filter(Q(region_id__in=own) | (Q(region=None) if grants.runs_programme else Q(pk=None)))

    def run_by(self, user: Any) -> "MatchQuerySet":
        """Those that this person's programme team looks after."""
        regions = grants_of(user).runs_programme
        return self.confirmed().filter(Q(region_id__in=regions) | (Q(region=None) if regions else Q(pk=None)))


class Match(models.Model):
    """Somebody has asked for a mentor. The mentor is empty until one is chosen."""

    mentor = models.ForeignKey(
        Mentor, verbose_name=_("mentor"), null=True, on_delete=models.SET_NULL, related_name="tandems"
    )
    mentor_name = models.CharField(_("name of the mentor"), max_length=120, blank=True)
    wished = models.ForeignKey(
        Mentor, verbose_name=_("wished mentor"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    contact = models.ForeignKey(
        ConfirmedContact, verbose_name=_("mentee"), null=True, on_delete=models.SET_NULL, related_name="tandems"
    )
    name = models.CharField(_("name of the mentee"), max_length=120)
    language = models.CharField(_("language of mails"), max_length=20)
    actor = models.ForeignKey(
        Actor, verbose_name=_("organisation"), null=True, on_delete=models.SET_NULL, related_name="tandems"
    )
    organisation = models.CharField(_("name of the organisation"), max_length=160, blank=True)
    funding = models.ManyToManyField(
        FundingSource, verbose_name=_("funding applied for or received"), related_name="+", blank=True
    )
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), related_name="+")
    region = models.ForeignKey(Region, verbose_name=_("region"), null=True, on_delete=models.SET_NULL, related_name="+")
    district = models.ForeignKey(
        District, verbose_name=_("district"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    project = models.CharField(_("project or idea"), max_length=160)
    goal = models.TextField(_("goal"))
    languages = models.JSONField(_("wished languages"), default=list, blank=True)
    formats = models.JSONField(_("wished ways to meet"), default=list, blank=True)
    access = models.JSONField(_("wished accessibility"), default=list, blank=True)

    state = models.CharField(_("state"), max_length=14, choices=State.choices, default=State.UNCONFIRMED)
    turn = models.PositiveIntegerField(_("number of the state"), default=0)
    since = models.DateTimeField(_("in this state since"), default=timezone.now)
    remind_on = models.DateField(_("reminder on"), null=True)
    due_on = models.DateField(_("next step expected by"), null=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True)

    seat = models.PositiveSmallIntegerField(_("place at the mentor"), null=True)
    seats = models.PositiveSmallIntegerField(_("places of the mentor at that time"), null=True)

    created_at = models.DateTimeField(_("written"), default=timezone.now)
    requested_at = models.DateTimeField(_("requested"), null=True)
    answered_at = models.DateTimeField(_("first answer"), null=True)
    meeting_on = models.DateField(_("first meeting on"), null=True)
    started_on = models.DateField(_("running since"), null=True)
    ends_on = models.DateField(_("agreed until"), null=True)
    ended_at = models.DateTimeField(_("over since"), null=True)
    ended_by = models.CharField(_("ended by"), max_length=6, choices=Side.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=6, choices=Reason.choices, blank=True)
    words = models.TextField(_("words to the other side"), blank=True)
    previous = models.ForeignKey(
        "self", verbose_name=_("passed on from"), null=True, on_delete=models.SET_NULL, related_name="passed_on"
    )
    judgement = models.TextField(_("why it is no conflict of interest"), blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("proposed by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    mentor_mail = models.CharField(_("Message-ID of the last mail to the mentor"), max_length=200, blank=True)
    mentee_mail = models.CharField(_("Message-ID of the last mail to the mentee"), max_length=200, blank=True)
    stripped_at = models.DateTimeField(_("freed of personal data"), null=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("tandem")
        verbose_name_plural = _("tandems")
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("due_on",), name="tandems_due", condition=Q(state__in=OPEN)),
            models.Index(fields=("mentor", "state"), name="tandems_of_mentor"),
        )
        constraints = (
            # Each place of a mentor is taken once, and there are only as many as the mentor had when it was taken.
            models.UniqueConstraint(fields=("mentor", "seat"), name="tandems_one_place"),
            models.CheckConstraint(
                condition=Q(seat=None, seats=None) | Q(seat__gte=1, seat__lte=F("seats")), name="tandems_place_exists"
            ),
            models.CheckConstraint(
                condition=Q(state__in=HOLDING, seat__isnull=False) | (~Q(state__in=HOLDING) & Q(seat=None)),
                name="tandems_place_while_needed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, due_on__isnull=False, remind_on__isnull=False) | ~Q(state__in=OPEN),
                name="tandems_every_state_has_a_clock",
            ),
            models.CheckConstraint(
                condition=Q(contact__isnull=False) | ~Q(state__in=OPEN), name="tandems_open_for_somebody"
            ),
            models.CheckConstraint(
                condition=Q(state__in=FINAL, ended_at__isnull=False) | (~Q(state__in=FINAL) & Q(ended_at=None)),
                name="tandems_end_has_its_time",
            ),
            models.UniqueConstraint(fields=("previous", "mentor"), name="tandems_passed_on_once"),
        )

    def __str__(self) -> str:
        return f"{self.project}, {self.created_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_over(self) -> bool:
        return self.state in FINAL

    @property
    @display(description=_("mentor"))
    def mentor_label(self) -> str:
        return self.mentor.name if self.mentor else self.mentor_name

    @property
    @display(description=_("days in this state"))
    def days_waiting(self) -> int:
        return (timezone.now() - self.since).days

    @property
    def wishes(self) -> list[str]:
        """What the mentee wishes, in words."""
        kinds: tuple[tuple[Any, list[str]], ...] = (
            (Language, self.languages),
            (Format, self.formats),
            (Access, self.access),
        )
        return [str(kind(value).label) for kind, values in kinds for value in values if value in kind.values]

    @property
    def agreed_until(self) -> date | None:
        return self.ends_on
