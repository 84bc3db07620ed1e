"""What both do on the way: first meeting, agreement, sessions, the end, feedback, problems."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mentoring.tandems.models import Agreement, Feedback, Match, Problem, Reason, Session, Side, State, Step
from mentoring.tandems.states import TandemError, TooLate, add_months, clock_of, enter, lock, require, tell

MEETING_WITHIN = timedelta(days=60)
NOTED_LATE = timedelta(days=365)
MOST_PROBLEMS = 10


@transaction.atomic
def meet(*, match: Match, by: str, on: date) -> None:
    """The day of the first meeting; while nothing is agreed it can be moved. Raises TooLate or TandemError."""
    match = lock(match.pk)
    require(match, State.ACCEPTED, State.FIRST_MEETING)
    today = timezone.localdate()
    if not today - timedelta(days=31) <= on <= today + MEETING_WITHIN:
        raise TandemError(_("Please choose a day within the next 60 days."))
    if match.state == State.FIRST_MEETING and match.meeting_on == on:
        return
    enter(match, State.FIRST_MEETING, Step.Kind.MEETING, by=by, meeting_on=on)


@transaction.atomic
def write_agreement(*, match: Match, by: str, goal: str, rhythm: str, months: int, confidentiality: str) -> Agreement:
    """Write the sheet, or another one; whoever writes it agrees, and the other side is asked. Raises TooLate."""
    match = lock(match.pk)
    require(match, State.FIRST_MEETING)
    earlier = Agreement.objects.filter(match=match).first()
    agreement, _created = Agreement.objects.update_or_create(
        match=match,
        defaults={
            "goal": goal,
            "rhythm": rhythm,
            "months": months,
            "confidentiality": confidentiality,
            "version": earlier.version + 1 if earlier else 1,
            "written_by": by,
            "written_at": timezone.now(),
            "agreed_at": None,
        },
    )
    tell(match, Step.Kind.AGREEMENT, by=by, number=agreement.version)
    return agreement


def waits_for(match: Match) -> str:
    """The side whose agreement is missing; empty where no sheet waits."""
    agreement = Agreement.objects.filter(match=match, agreed_at=None).first()
    if agreement is None or match.state != State.FIRST_MEETING:
        return ""
    return Side.MENTOR if agreement.written_by == Side.MENTEE else Side.MENTEE


@transaction.atomic
def agree(*, match: Match, by: str, version: int) -> None:
    """The other side agrees to exactly this version: the tandem runs. Raises TooLate."""
    match = lock(match.pk)
    require(match, State.FIRST_MEETING)
    agreement = Agreement.objects.select_for_update().filter(match=match).first()
    if agreement is None or agreement.version != version or waits_for(match) != by:
        raise TooLate(_("The agreement has changed meanwhile. Please look at it again."))
    agreement.agreed_at = timezone.now()
    agreement.save(update_fields=["agreed_at"])
    today = timezone.localdate()
    enter(
        match,
        State.RUNNING,
        Step.Kind.RUNNING,
        by=by,
        started_on=today,
        ends_on=add_months(today, agreement.months),
    )


@transaction.atomic
def note_session(*, match: Match, on: date, minutes: int, topic: str) -> Session:
    """A line in the log: day, length, topic. Raises TooLate or TandemError."""
    match = lock(match.pk)
    require(match, State.FIRST_MEETING, State.RUNNING, State.FINISHED)
    today = timezone.localdate()
    if not today - NOTED_LATE <= on <= today:
        raise TandemError(_("A session is noted after it has taken place."))
    try:
        with transaction.atomic():
            return Session.objects.create(match=match, on=on, minutes=minutes, topic=topic)
    except IntegrityError:
        raise TandemError(_("This session is in the log already.")) from None


@transaction.atomic
def remove_session(*, match: Match, session_id: int) -> None:
    """Take a line out of the log that was a mistake. Raises TooLate."""
    match = lock(match.pk)
    require(match, State.FIRST_MEETING, State.RUNNING, State.FINISHED)
    match.sessions.filter(pk=session_id).delete()


@transaction.atomic
def extend(*, match: Match, by: str, months: int) -> None:
    """A running tandem goes on for so many months more, up to 24 in all. Raises TooLate or TandemError."""
    match = lock(match.pk)
    require(match, State.RUNNING)
    end = add_months(match.ends_on or timezone.localdate(), months)
    if match.started_on and end > add_months(match.started_on, 24):
        raise TandemError(_("A tandem lasts two years at most."))
    match.ends_on = end
    match.remind_on, match.due_on = clock_of(match)
    match.save(update_fields=["ends_on", "remind_on", "due_on"])


@transaction.atomic
def finish(*, match: Match, by: str) -> None:
    """A running tandem has reached its end; finished already is as good. Raises TooLate."""
    match = lock(match.pk)
    if match.state == State.FINISHED:
        return
    require(match, State.RUNNING)
    enter(match, State.FINISHED, Step.Kind.FINISHED, by=by)


@transaction.atomic
def end(*, match: Match, by: str, reason: str = "", words: str = "") -> None:
    """Either side ends it early, the reason is optional; ended already is as good. Raises TooLate."""
    match = lock(match.pk)
    if match.state == State.ENDED:
        return
    require(match, State.ACCEPTED, State.FIRST_MEETING, State.RUNNING)
    match.reason, match.words = Reason(reason) if reason else "", words
    enter(match, State.ENDED, Step.Kind.ENDED, by=by)


def feedback_due(match: Match, side: str) -> str:
    """Which five questions wait for this side; empty where none do."""
    given = set(match.feedback.filter(side=side).values_list("kind", flat=True))
    kind = ""
    if match.state == State.RUNNING and match.reminded_at is not None:
        kind = Feedback.Kind.MIDTERM
    elif match.started_on and match.state in (State.FINISHED, State.ENDED):
        kind = Feedback.Kind.FINAL
    return "" if kind in given else kind


@transaction.atomic
def give_feedback(*, match: Match, by: str, answers: dict[str, Any]) -> Feedback:
    """Five answers for the programme team. Raises TooLate where none are asked for."""
    match = lock(match.pk)
    kind = feedback_due(match, by)
    if not kind:
        raise TooLate(_("These questions have been answered already."))
    return Feedback.objects.create(match=match, side=by, kind=kind, **answers)


@transaction.atomic
def tell_problem(*, match: Match, by: str, text: str) -> Problem:
    """In confidence to the programme team, in every state; the other side never hears of it. Raises TandemError."""
    match = lock(match.pk)
    number = match.problems.count() + 1
    if number > MOST_PROBLEMS:
        raise TandemError(_("The programme team has many messages of this tandem. Please call it."))
    problem = Problem.objects.create(match=match, side=by, text=text)
    tell(match, Step.Kind.PROBLEM, by=by, number=number)
    return problem
