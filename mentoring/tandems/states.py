"""How a tandem gets from one state to the next: under its lock, with a clock, a line in the ledger and its mails."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.workdays import add_working_days, half_time
from mentoring.models import Mentor
from mentoring.tandems import mails
from mentoring.tandems.models import FINAL, HOLDING, OPEN, Match, Side, State, Step

# Working days until something has to have happened.
DAYS = {
    State.SEEKING: 10,
    State.REQUESTED: 7,
    State.QUESTION: 7,
    State.ACCEPTED: 15,
    State.FIRST_MEETING: 15,
}
# So long after the agreed end a tandem is finished by itself.
GRACE = 10


class TandemError(Exception):
    """A step that cannot be taken now; the message is for the person who tried."""


class TooLate(TandemError):
    """The tandem is in another state by now."""


class NoPlace(TandemError):
    """All places of the mentor are taken."""


class InConflict(TandemError):
    """A conflict rule forbids it; the message says which."""


def lock(match_id: int) -> Match:
    """The tandem, serialised: whatever decides about it goes through here.

    Without the key: rows that point here are written under it, which would wait for each other else.
    """
    rows = Match.objects.select_for_update(of=("self",), no_key=True).select_related(
        "contact", "actor", "region", "mentor__user"
    )
    return rows.get(pk=match_id)


def lock_with_mentor(match_id: int) -> tuple[Match, Mentor]:
    """Both rows, the mentor's first as everywhere. Raises TooLate where it has no mentor (any more)."""
    mentor_id = Match.objects.values_list("mentor_id", flat=True).get(pk=match_id)
    mentor = lock_mentor(mentor_id)
    match = lock(match_id)
    if mentor is None or match.mentor_id != mentor.pk:
        raise TooLate(_("The mentor of this request has changed meanwhile."))
    match.mentor = mentor
    return match, mentor


def lock_mentor(mentor_id: int | None) -> Mentor | None:
    if mentor_id is None:
        return None
    return (
        Mentor.objects.select_for_update(of=("self",), no_key=True).select_related("user").filter(pk=mentor_id).first()
    )


def require(match: Match, *states: str) -> None:
    """Raises TooLate unless the tandem is in one of the states."""
    if match.state not in states:
        raise TooLate(
            _("This is not possible any more. The tandem now stands at: %(state)s.")
            % {"state": match.get_state_display()}
        )


def require_mentor(match: Match, user: Any) -> None:
    """Raises PermissionDenied unless it is the tandem of this mentor."""
    if match.mentor is None or match.mentor.user_id is None or match.mentor.user_id != getattr(user, "pk", None):
        raise PermissionDenied


def enter(match: Match, state: str, kind: str, *, by: str, **values: Any) -> None:
    """The next state with its clock, the line in the ledger and the mails; call it under the lock."""
    now = timezone.now()
    match.state, match.turn, match.since, match.reminded_at = state, match.turn + 1, now, None
    if state not in HOLDING:
        match.seat = match.seats = None
    for name, value in values.items():
        setattr(match, name, value)
    match.remind_on, match.due_on = clock_of(match) if state in OPEN else (None, None)
    if state in FINAL:
        match.ended_at, match.ended_by = now, by
    match.save()
    tell(match, kind, by=by)


def clock_of(match: Match) -> tuple[date, date]:
    """When half of the time is over, and when all of it is."""
    today = timezone.localdate()
    if match.state == State.RUNNING:
        end = match.ends_on or today
        return _next_working_day(today + (end - today) / 2), add_working_days(end, GRACE)
    start = max(today, match.meeting_on) if match.state == State.FIRST_MEETING and match.meeting_on else today
    due = add_working_days(start, DAYS[State(match.state)])
    return half_time(start, due), due


def _next_working_day(day: date) -> date:
    return add_working_days(day, 0)


def tell(match: Match, kind: str, *, by: str = Side.NOBODY, number: int | None = None) -> bool:
    """A line in the ledger with the mails that belong to it; false if it stands there already."""
    number = match.turn if number is None else number
    step, created = Step.objects.get_or_create(match=match, kind=kind, number=number, defaults={"by": by})
    if created:
        mails.send(match, step)
    return created


def add_months(start: date, months: int) -> date:
    """The same day so many months later, or the last one of that month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=start.day - 1), after - timedelta(days=1))


@transaction.atomic
def leave(*, match: Match, kind: str) -> bool:
    """The mentor is gone: the request goes back to the mentee, who gets alternatives. Once."""
    match = lock(match.pk)
    if match.state not in OPEN or match.mentor is None:
        return False
    enter(match, State.EXPIRED, kind, by=Side.NOBODY)
    return True
