"""What the programme team and mentors steer: propose, end, close problems; pause, places, declarations, leaving."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.permissions import may_run_programme
from mentoring.models import Intake, Mentor
from mentoring.tandems.conflicts import conflicts_with, forbidding
from mentoring.tandems.models import (
    OPEN,
    DecidesOn,
    DeclaredCompetitor,
    Match,
    Problem,
    Reason,
    Side,
    State,
    Step,
)
from mentoring.tandems.people import takes_requests
from mentoring.tandems.states import (
    InConflict,
    NoPlace,
    TandemError,
    TooLate,
    enter,
    leave,
    lock,
    lock_mentor,
    require,
)

MOST_PLACES = 20


def _require_team(user: Any, match: Match) -> None:
    if not may_run_programme(user, match.region_id):
        raise PermissionDenied


@transaction.atomic
def propose(*, match: Match, mentor: Mentor, by: Any, judgement: str = "") -> None:
    """The team passes a request to a mentor. A possible conflict needs its reason in words.

    Raises PermissionDenied, TooLate, InConflict or NoPlace.
    """
    locked = lock_mentor(mentor.pk)
    match = lock(match.pk)
    _require_team(by, match)
    require(match, State.SEEKING)
    if locked is None or not takes_requests(locked):
        raise NoPlace(_("This mentor takes nobody at the moment."))
    found = conflicts_with(match, locked)
    if forbidding(found):
        raise InConflict(" ".join(conflict.words for conflict in forbidding(found)))
    if found and not judgement.strip():
        raise InConflict(_("Please say why this is no conflict: %(words)s") % {"words": found[0].words})
    enter(
        match,
        State.REQUESTED,
        Step.Kind.REQUESTED,
        by=Side.TEAM,
        mentor=locked,
        mentor_name=locked.name,
        judgement=judgement.strip(),
        judged_by=by,
    )


@transaction.atomic
def end_by_team(*, match: Match, by: Any, reason: str = "", words: str = "") -> None:
    """The team ends whatever is still open, and tells both. Raises PermissionDenied or TooLate."""
    match = lock(match.pk)
    _require_team(by, match)
    require(match, *OPEN)
    match.reason, match.words = Reason(reason) if reason else "", words
    enter(match, State.ENDED, Step.Kind.ENDED, by=Side.TEAM)


@transaction.atomic
def close_problem(*, problem: Problem, by: Any, note: str) -> None:
    """The team writes down what was done. Raises PermissionDenied or TooLate."""
    row = Problem.objects.select_for_update(of=("self",)).select_related("match").get(pk=problem.pk)
    _require_team(by, row.match)
    if row.closed_at:
        raise TooLate(_("This problem is closed already."))
    row.closed_at, row.closed_by, row.closing_note = timezone.now(), by, note
    row.save(update_fields=["closed_at", "closed_by", "closing_note"])


def _own_locked(mentor: Mentor, user: Any) -> Mentor:
    row = lock_mentor(mentor.pk)
    if row is None or row.user_id is None or row.user_id != user.pk:
        raise PermissionDenied
    return row


@transaction.atomic
def set_places(*, mentor: Mentor, user: Any, capacity: int) -> None:
    """Counts at once, past the review; fewer than are taken is fine, nobody loses a place. Raises PermissionDenied."""
    _own_locked(mentor, user)
    if not 1 <= capacity <= MOST_PLACES:
        raise TandemError(_("Please choose between 1 and 20."))
    Mentor.objects.filter(pk=mentor.pk).update(capacity=capacity)


@transaction.atomic
def pause(*, mentor: Mentor, user: Any, pass_back: bool) -> int:
    """Takes nobody new; open requests stay, or go back with alternatives. Gives how many went. Raises PermissionDenied."""
    _own_locked(mentor, user)
    Mentor.objects.filter(pk=mentor.pk).update(intake=Intake.PAUSED)
    if not pass_back:
        return 0
    waiting = Match.objects.filter(mentor=mentor, state__in=(State.REQUESTED, State.QUESTION)).order_by("pk")
    return sum(leave(match=match, kind=Step.Kind.PAUSED) for match in waiting)


@transaction.atomic
def resume(*, mentor: Mentor, user: Any) -> None:
    _own_locked(mentor, user)
    Mentor.objects.filter(pk=mentor.pk).update(intake=Intake.OPEN)


@transaction.atomic
def declare(*, mentor: Mentor, user: Any, sources: Iterable[Any], whole: bool, competitors: Iterable[Any]) -> None:
    """On which money the mentor (or the whole organisation) decides, and whom the mentor does not accompany."""
    _own_locked(mentor, user)
    DecidesOn.objects.filter(mentor=mentor).delete()
    DecidesOn.objects.bulk_create(
        DecidesOn(mentor=mentor, funding_source=source, whole_organisation=whole) for source in sources
    )
    DeclaredCompetitor.objects.filter(mentor=mentor).delete()
    DeclaredCompetitor.objects.bulk_create(DeclaredCompetitor(mentor=mentor, actor=actor) for actor in competitors)


@transaction.atomic
def mentor_is_deleted(instance: Mentor, **kwargs: Any) -> None:
    """Before the row goes: requests are handed back, tandems are ended, everybody is told."""
    lock_mentor(instance.pk)
    for match in Match.objects.filter(mentor=instance).open().order_by("pk"):
        if match.state != State.RUNNING:
            leave(match=match, kind=Step.Kind.LEFT)
            continue
        with_lock = lock(match.pk)
        enter(with_lock, State.ENDED, Step.Kind.ENDED, by=Side.NOBODY)


@transaction.atomic
def contact_is_deleted(instance: Any, **kwargs: Any) -> None:
    """Somebody wants to be forgotten: what is open ends, the mentor is told, and nothing personal stays."""
    from mentoring.tandems.forgetting import strip

    for pk in list(Match.objects.filter(contact=instance).order_by("pk").values_list("pk", flat=True)):
        match = lock(pk)
        if match.state in OPEN:
            running = match.state == State.RUNNING
            kind = Step.Kind.ENDED if running else Step.Kind.WITHDRAWN
            enter(match, State.ENDED if running else State.WITHDRAWN, kind, by=Side.MENTEE)
        strip(match)
