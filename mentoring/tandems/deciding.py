"""What mentors decide about a request: accept, decline, ask back. A place is given under the mentor's lock."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mentoring.models import Mentor
from mentoring.tandems.conflicts import conflicts_with, forbidding
from mentoring.tandems.models import Match, Question, Reason, Side, State, Step
from mentoring.tandems.people import can_act
from mentoring.tandems.states import (
    InConflict,
    NoPlace,
    TandemError,
    enter,
    lock,
    lock_with_mentor,
    require,
    require_mentor,
)

MOST_QUESTIONS = 3
DECIDABLE = (State.REQUESTED, State.QUESTION)


@transaction.atomic
def accept(*, match: Match, user: Any, unbiased: bool) -> None:
    """The mentor says yes and takes one of the free places.

    `unbiased` is the mentor's word: no decision on the mentee's funding, no competitor. Raises PermissionDenied,
    TooLate, InConflict or NoPlace.
    """
    match, mentor = lock_with_mentor(match.pk)
    require_mentor(match, user)
    require(match, *DECIDABLE)
    if not can_act(mentor):
        raise TandemError(_("Your profile is not public at the moment, so you cannot accept anything."))
    found = forbidding(conflicts_with(match, mentor))
    if found:
        words = " ".join(conflict.words for conflict in found)
        raise InConflict(_("You must not accept this request: %(reason)s Please decline it.") % {"reason": words})
    if not unbiased:
        raise InConflict(_("Please confirm first that there is no conflict of interest, or decline."))
    seat = _free_seat(mentor)
    try:
        with transaction.atomic():
            enter(
                match,
                State.ACCEPTED,
                Step.Kind.ACCEPTED,
                by=Side.MENTOR,
                seat=seat,
                seats=mentor.capacity,
                answered_at=match.answered_at or timezone.now(),
            )
    except IntegrityError:
        raise NoPlace(_no_place()) from None


def _free_seat(mentor: Mentor) -> int:
    """The lowest number that nobody has. After a lower capacity, none as long as too many are taken."""
    taken = set(Match.objects.filter(mentor=mentor, seat__isnull=False).values_list("seat", flat=True))
    free = [seat for seat in range(1, mentor.capacity + 1) if seat not in taken]
    if len(taken) >= mentor.capacity or not free:
        raise NoPlace(_no_place())
    return free[0]


def _no_place() -> str:
    return _("All your places are taken. Raise the number of places first, end a tandem, or decline the request.")


@transaction.atomic
def decline(*, match: Match, user: Any, reason: str, words: str = "") -> None:
    """A no, with a reason from the list. Raises PermissionDenied or TooLate."""
    match = lock(match.pk)
    require_mentor(match, user)
    require(match, *DECIDABLE)
    match.reason, match.words = Reason(reason), words
    match.answered_at = match.answered_at or timezone.now()
    enter(match, State.DECLINED, Step.Kind.DECLINED, by=Side.MENTOR)


@transaction.atomic
def ask_back(*, match: Match, user: Any, text: str) -> Question:
    """One question at a time, three at most. Raises PermissionDenied, TooLate or TandemError."""
    match = lock(match.pk)
    require_mentor(match, user)
    require(match, State.REQUESTED)
    if match.questions.count() >= MOST_QUESTIONS:
        raise TandemError(_("You have asked three times already. Please say yes or no now."))
    question = Question.objects.create(match=match, text=text)
    match.answered_at = match.answered_at or timezone.now()
    enter(match, State.QUESTION, Step.Kind.ASKED, by=Side.MENTOR)
    return question
