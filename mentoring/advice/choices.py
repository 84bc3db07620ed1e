"""What can be chosen about advice."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """Ways to meet."""

    PLACE = "place", _("On site")
    PHONE = "phone", _("By telephone")
    VIDEO = "video", _("By video")
    HOME = "home", _("At your place")


class Need(models.TextChoices):
    """What a person needs to take part in a talk."""

    DGS = "dgs", _("German Sign Language")
    SIMPLE_LANGUAGE = "simple_language", _("Leichte Sprache")
    STEP_FREE = "step_free", _("Step-free place")
    OTHER = "other", _("Something else")


class State(models.TextChoices):
    """Where a booking stands."""

    HELD = "held", _("Held until the mail is confirmed")
    CONFIRMED = "confirmed", _("Booked")
    LAPSED = "lapsed", _("Not confirmed in time")
    CHANGED = "changed", _("Moved to another date")
    CANCELLED = "cancelled", _("Cancelled")
    DONE = "done", _("Took place")
    MISSED = "missed", _("Did not come")
    UNRECORDED = "unrecorded", _("Nothing was recorded")


ACTIVE = (State.HELD, State.CONFIRMED)


class Result(models.TextChoices):
    """What a talk has led to."""

    ANSWERED = "answered", _("Question answered")
    FURTHER_TALK = "further_talk", _("Another talk is useful")
    PASSED_ON = "passed_on", _("Passed on to another office")
    PROJECT = "project", _("A project begins")
    MENTORING = "mentoring", _("Mentoring fits")
    OTHER = "other", _("Something else")


class Channel(models.TextChoices):
    BOOKING = "booking", _("Booked date")
    CALL_BACK = "call_back", _("Call-back")


class StepKind(models.TextChoices):
    """Steps of a case that somebody is told of."""

    BOOKED = "booked", _("Booked")
    TOO_LATE = "too_late", _("Confirmed too late: other dates offered")
    CHANGED = "changed", _("Moved to another date")
    CANCELLED = "cancelled", _("Cancelled by the person")
    CALLED_OFF = "called_off", _("Cancelled by the adviser: other dates offered")
    ADVISER_LEFT = "adviser_left", _("The adviser has left: other dates offered")
    REMINDED = "reminded", _("Reminded one day before")
    DONE = "done", _("Took place")
    MISSED = "missed", _("Did not come: other dates offered")
    ASKED_RECORD = "asked_record", _("Adviser asked what came of it")
    UNRECORDED = "unrecorded", _("Nothing was recorded: regional office told")
    CALL_BACK = "call_back", _("Call-back asked for")
    TAKEN = "taken", _("Taken by an adviser")
    CALL_BACK_HALF = "call_back_half", _("Advisers reminded of the call-back")
    CALL_BACK_LATE = "call_back_late", _("Call-back overdue: regional office told")
    CALLED = "called", _("Called back")
    WITHDRAWN = "withdrawn", _("Withdrawn by the person")
    HANDED_ON = "handed_on", _("Handed to a colleague")
    OFFERED = "offered", _("Another date offered")
    NOT_CHOSEN = "not_chosen", _("No date chosen: closed")
    UNREACHABLE = "unreachable", _("Mail came back: adviser and regional office told")
    HANDED_OVER = "handed_over", _("Invited to go on elsewhere")
    OUTSIDE = "outside", _("Outside of the hours: adviser asked")
