"""Advisers with their hours, and the cases of the people whom they advise. Slots are computed, never stored."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.admin import display
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import ConfirmedContact, RegionRole
from core.models import Region, Topic
from core.permissions import grants_of
from mentoring.advice.choices import ACTIVE, Channel, Result, State, StepKind, Way


def regions_on_watch(user: Any) -> frozenset[int] | None:
    """Regions whose registers the person may read; None stands for all."""
    grants = grants_of(user)
    return None if grants.leads else grants.moderates | grants.deputises


class AdviserQuerySet(models.QuerySet["Adviser"]):
    def at_work(self) -> "AdviserQuerySet":
        """With an active account that has the role in the region."""
        role = RegionRole.objects.filter(
            user=OuterRef("user"), region=OuterRef("region"), role=RegionRole.Role.ADVISER, user__is_active=True
        )
        return self.filter(Exists(role))

    def gone(self) -> "AdviserQuerySet":
        return self.exclude(pk__in=self.at_work().values("pk"))

    def with_times(self) -> "AdviserQuerySet":
        """All that slots are computed from, in a fixed number of queries."""
        return self.select_related("user", "region").prefetch_related("hours", "exceptions", "user__absences", "topics")


class Adviser(models.Model):
    """Somebody who advises people of a region, and how."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="adviser",
    )
    region = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.PROTECT, related_name="advisers")
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="advisers")
    languages = models.JSONField(_("languages"), default=list, blank=True)
    at_place = models.BooleanField(_("On site"), default=False)
    address = models.CharField(_("address"), max_length=200, blank=True)
    step_free = models.BooleanField(_("The place is step-free"), default=False)
    directions = models.CharField(_("how to get there without steps"), max_length=400, blank=True)
    by_phone = models.BooleanField(_("By telephone"), default=True)
    by_video = models.BooleanField(_("By video"), default=False)
    at_home = models.BooleanField(_("At your place"), default=False)
    slot_minutes = models.PositiveSmallIntegerField(
        _("minutes of a talk"), default=45, validators=[MinValueValidator(10), MaxValueValidator(240)]
    )
    pause_minutes = models.PositiveSmallIntegerField(
        _("minutes between two talks"), default=15, validators=[MaxValueValidator(240)]
    )
    notice_hours = models.PositiveSmallIntegerField(
        _("hours of notice"), default=24, validators=[MaxValueValidator(24 * 30)]
    )
    ahead_days = models.PositiveSmallIntegerField(
        _("days ahead"), default=60, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    paused = models.BooleanField(
        _("Takes no new bookings at the moment"), default=False, help_text=_("What is booked stays booked.")
    )

    objects = AdviserQuerySet.as_manager()

    class Meta:
        verbose_name = _("adviser")
        verbose_name_plural = _("advisers")
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.user) if self.user else str(_("Former adviser"))

    @property
    def ways(self) -> list[str]:
        """The ways to meet, in the order of the form."""
        offered = {Way.PLACE: self.at_place, Way.PHONE: self.by_phone, Way.VIDEO: self.by_video, Way.HOME: self.at_home}
        return [way.value for way, is_offered in offered.items() if is_offered]


class Hours(models.Model):
    """Recurring hours in local time. An end before the start is on the next day."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    adviser = models.ForeignKey(Adviser, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices)
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("recurring hours")
        verbose_name_plural = _("recurring hours")
        ordering = ("weekday", "starts", "pk")
        constraints = (models.CheckConstraint(condition=~Q(starts=F("ends")), name="advice_hours_have_length"),)

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"


class DayException(models.Model):
    """Closed days, or extra hours on one day. Closed days win."""

    class Kind(models.TextChoices):
        CLOSED = "closed", _("Closed")
        EXTRA = "extra", _("Extra hours")

    adviser = models.ForeignKey(Adviser, on_delete=models.CASCADE, related_name="exceptions")
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        ordering = ("first_day", "starts", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="advice_exception_ends"),
            models.CheckConstraint(
                condition=Q(kind="closed") | (Q(starts__isnull=False, ends__isnull=False) & ~Q(starts=F("ends"))),
                name="advice_extra_hours_have_length",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.first_day}"


class CaseQuerySet(models.QuerySet["Case"]):
    def confirmed(self) -> "CaseQuerySet":
        return self.exclude(contact=None)

    def open(self) -> "CaseQuerySet":
        return self.confirmed().filter(closed_at=None)

    def opened_to(self, user: Any) -> "CaseQuerySet":
        """The cases in this adviser's hands; nothing without the role."""
        return self.confirmed().filter(adviser__user=user, adviser__region__in=grants_of(user).advises)


class Case(models.Model):
    """What somebody wants to talk about. It is open to one adviser at a time."""

    contact = models.ForeignKey(
        ConfirmedContact,
        verbose_name=_("person"),
        null=True,
        on_delete=models.CASCADE,
        related_name="advice_cases",
    )
    adviser = models.ForeignKey(
        Adviser, verbose_name=_("adviser"), null=True, blank=True, on_delete=models.SET_NULL, related_name="cases"
    )
    region = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.PROTECT, related_name="+")
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    words = models.TextField(_("concern"))
    needs = models.JSONField(_("needs"), default=list, blank=True)
    needs_words = models.CharField(_("further needs"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=20)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    # The person has been offered other dates and may choose until this day.
    choose_by = models.DateField(_("may choose a date until"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    mail_id = models.CharField(_("Message-ID of the last mail"), max_length=200, blank=True)
    unreachable_at = models.DateTimeField(_("could not be reached"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("mail_id",), name="advice_case_mail"),)

    def __str__(self) -> str:
        return f"{self.name}, {self.created_at:%Y-%m-%d}"


class BookingQuerySet(models.QuerySet["Booking"]):
    def active(self) -> "BookingQuerySet":
        return self.filter(state__in=ACTIVE)

    def confirmed(self) -> "BookingQuerySet":
        return self.filter(state=State.CONFIRMED)

    def taking_time(self, now: Any) -> "BookingQuerySet":
        """Booked, or held and not run out."""
        return self.filter(Q(state=State.CONFIRMED) | Q(state=State.HELD, held_until__gt=now))

    def visible_to(self, user: Any) -> "BookingQuerySet":
        regions, rows = regions_on_watch(user), self.exclude(case__contact=None)
        return rows if regions is None else rows.filter(case__region__in=regions)


class Booking(models.Model):
    """One date of a case. A change makes a new row with the same UID and a higher sequence."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="bookings", verbose_name=_("case"))
    adviser = models.ForeignKey(Adviser, on_delete=models.CASCADE, related_name="bookings", verbose_name=_("adviser"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    way = models.CharField(_("way"), max_length=5, choices=Way.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    held_until = models.DateTimeField(_("held until"), null=True, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    # The adviser has closed these hours and keeps the date on purpose.
    kept = models.BooleanField(_("kept outside of the hours"), default=False)
    made_at = models.DateTimeField(_("booked"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ("starts_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("adviser", "starts_at"), condition=Q(state__in=ACTIVE), name="advice_one_booking_at_a_time"
            ),
            models.UniqueConstraint(
                fields=("case",), condition=Q(state__in=ACTIVE), name="advice_one_active_booking_of_a_case"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="advice_booking_has_length"),
        )
        indexes = (models.Index(fields=("state", "starts_at"), name="advice_booking_due"),)

    def __str__(self) -> str:
        return f"{self.adviser}, {timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    @property
    @display(description=_("name"))
    def person(self) -> str:
        return self.case.name

    @property
    @display(description=_("region"))
    def region(self) -> Region:
        return self.case.region

    @property
    @display(description=_("topic"))
    def topic(self) -> str:
        return self.case.topic.label if self.case.topic else ""


class CallBackQuerySet(models.QuerySet["CallBack"]):
    def open(self) -> "CallBackQuerySet":
        return self.filter(ended_at=None).exclude(case__contact=None)

    def free(self) -> "CallBackQuerySet":
        """Nobody has taken them yet."""
        return self.open().filter(case__adviser=None)

    def visible_to(self, user: Any) -> "CallBackQuerySet":
        regions, rows = regions_on_watch(user), self.exclude(case__contact=None)
        return rows if regions is None else rows.filter(case__region__in=regions)


class CallBack(models.Model):
    """No date suits: somebody asks to be called."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="call_backs", verbose_name=_("case"))
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    remind_on = models.DateField(_("reminder on"), null=True)
    due_on = models.DateField(_("promised until"), null=True)
    ended_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects = CallBackQuerySet.as_manager()

    class Meta:
        verbose_name = _("call-back")
        verbose_name_plural = _("call-backs")
        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("case",), condition=Q(ended_at=None), name="advice_one_open_call_back_of_a_case"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case}"

    @property
    @display(description=_("name"))
    def person(self) -> str:
        return self.case.name

    @property
    @display(description=_("region"))
    def region(self) -> Region:
        return self.case.region

    @property
    @display(description=_("adviser"))
    def adviser(self) -> Adviser | None:
        return self.case.adviser

    @property
    @display(description=_("topic"))
    def topic(self) -> str:
        return self.case.topic.label if self.case.topic else ""


class CaseLink(models.Model):
    """A link to the case that was mailed to the person; here is only its SHA-256."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("sent"), auto_now_add=True)

    class Meta:
        verbose_name = _("link to a case")
        verbose_name_plural = _("links to cases")

    def __str__(self) -> str:
        return f"{self.case_id}/{self.pk}"


class Step(models.Model):
    """The ledger: each step of a case, with what it is about, happens once."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("step"), max_length=16, choices=StepKind.choices)
    about = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("step of a case")
        verbose_name_plural = _("steps of cases")
        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=("case", "kind", "about"), name="advice_each_step_once"),)

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Tally(models.Model):
    """One talk that took place, for the funder: nothing of it leads to a person."""

    month = models.DateField(_("month"))
    region = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.PROTECT, related_name="+")
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    channel = models.CharField(_("how it came about"), max_length=9, choices=Channel.choices)
    way = models.CharField(_("way"), max_length=5, choices=Way.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    result = models.CharField(_("result"), max_length=12, choices=Result.choices)

    class Meta:
        verbose_name = _("talk (counted)")
        verbose_name_plural = _("talks (counted)")
        ordering = ("-month", "pk")

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.minutes}"
