"""What is due in the programme: mail that came back, mentors who are gone, reminders, ends, tandems that stall."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.desk import hours
from core.models import OutboxMessage
from mentoring.tandems.models import WITH_MENTOR, Match, Side, State, Step
from mentoring.tandems.states import enter, leave, lock, tell

QUIET = timedelta(days=42)
Kind = Step.Kind
# What becomes of a state whose time is over.
ENDS = {
    State.SEEKING: (State.EXPIRED, Kind.UNFOUND),
    State.REQUESTED: (State.EXPIRED, Kind.SILENT),
    State.QUESTION: (State.EXPIRED, Kind.UNANSWERED),
    State.ACCEPTED: (State.EXPIRED, Kind.UNMET),
    State.FIRST_MEETING: (State.EXPIRED, Kind.UNAGREED),
    State.RUNNING: (State.FINISHED, Kind.RAN_OUT),
}
UNDECIDED = (State.REQUESTED, State.QUESTION)


def do_due(now: datetime) -> int:
    """Each step is written into the ledger with its mails; what is done is not done again."""
    done = _each(_lost("mentor_mail", UNDECIDED), lambda row: leave(match=row, kind=Kind.UNREACHABLE))
    done += _each(_lost("mentee_mail", None), _mentee_lost)
    done += _each(_gone(), _mentor_gone)
    if not hours.is_open(now):
        return done
    today, open_rows = timezone.localdate(now), Match.objects.open()
    done += _each(open_rows.filter(due_on__lt=today), _over)
    half = open_rows.filter(reminded_at=None, remind_on__lte=today, due_on__gte=today)
    done += _each(half, lambda row: _remind(row, now))
    return done + _each(stalled(now), lambda row: _stalled(row, now))


def _each(rows: QuerySet[Any], work: Callable[[Any], Any]) -> int:
    """Every row in a transaction of its own; those that another run has at this moment are left to it."""
    done = 0
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            if (
                Match.objects.select_for_update(of=("self",), no_key=True, skip_locked=True).filter(pk=pk).first()
                is None
            ):
                continue
            if rows.filter(pk=pk).exists():
                work(lock(pk))
                done += 1
    return done


def _over(match: Match) -> None:
    state, kind = ENDS[State(match.state)]
    enter(match, state, kind, by=Side.NOBODY)


def _remind(match: Match, now: datetime) -> None:
    match.reminded_at = now
    match.save(update_fields=["reminded_at"])
    tell(match, Kind.MIDTERM if match.state == State.RUNNING else Kind.REMINDED)


def stalled(now: datetime) -> QuerySet[Match]:
    """Running tandems whose last session, or beginning, is six weeks ago; each is spoken of once in that time."""
    rows = Match.objects.filter(state=State.RUNNING, started_on__isnull=False)
    last = rows.annotate(last=Coalesce(Max("sessions__on"), "started_on"))
    spoken = Step.objects.filter(kind=Kind.STALLED, at__gt=now - QUIET).values("match_id")
    found = last.filter(last__lt=timezone.localdate(now - QUIET)).exclude(pk__in=spoken)
    return Match.objects.filter(pk__in=found.values("pk"))


def _stalled(match: Match, now: datetime) -> None:
    tell(match, Kind.STALLED, number=match.steps.filter(kind=Kind.STALLED).count() + 1)


def _lost(attribute: str, states: Any) -> QuerySet[Match]:
    """Open tandems whose last mail to one side was given up."""
    failed = OutboxMessage.objects.filter(status=OutboxMessage.Status.FAILED).values("message_id")
    rows = Match.objects.open() if states is None else Match.objects.filter(state__in=states)
    rows = rows.filter(**{f"{attribute}__in": failed}).exclude(**{attribute: ""})
    return rows if states else rows.exclude(steps__kind=Kind.MENTEE_LOST)


def _mentee_lost(match: Match) -> None:
    tell(match, Kind.MENTEE_LOST, number=0)


def _gone() -> QuerySet[Match]:
    """Open tandems whose mentor cannot act any more, or is not public, and of which nobody has been told yet."""
    away = Q(mentor__user=None) | Q(mentor__user__is_active=False)
    rows = Match.objects.filter(state__in=WITH_MENTOR, mentor__isnull=False)
    waiting = Q(state__in=UNDECIDED) & (away | Q(mentor__live=False))
    begun = ~Q(state__in=(*UNDECIDED, State.RUNNING)) & away
    running = Q(pk__in=rows.filter(away | Q(mentor__live=False)).exclude(steps__kind=Kind.MENTOR_GONE).values("pk"))
    return rows.filter(waiting | begun | running)


def _mentor_gone(match: Match) -> None:
    """What has not begun goes back; of the rest the programme team is told once."""
    mentor = match.mentor
    without_account = mentor is None or mentor.user is None or not mentor.user.is_active
    if match.state in UNDECIDED or (without_account and match.state != State.RUNNING):
        leave(match=match, kind=Kind.LEFT)
    else:
        tell(match, Kind.MENTOR_GONE, number=0)
