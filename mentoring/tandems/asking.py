"""What mentees do: ask, answer, withdraw, pass the same request on."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import confirming
from accounts.models import ConfirmedContact
from actors.models import Actor
from core.consent import record_consent
from core.models import District, Region
from mentoring.models import Mentor
from mentoring.tandems.conflicts import conflicts_with, forbidding
from mentoring.tandems.models import FINAL, OPEN, Match, Reason, Side, State, Step
from mentoring.tandems.people import takes_requests
from mentoring.tandems.ranking import Ranked, alternatives
from mentoring.tandems.states import InConflict, NoPlace, TandemError, enter, lock, require

REQUEST = "tandems.request"
MOST_OPEN = 3
PER_ADDRESS_AND_DAY = 5
# From these ends the same request can go on to somebody else.
GOES_ON = {State.DECLINED, State.EXPIRED}


class TooMany(TandemError):
    """More requests than one person can follow."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for, as the form has it."""

    name: str
    project: str
    goal: str
    topics: list[Any]
    district: District | None = None
    region: Region | None = None
    actor: Actor | None = None
    organisation: str = ""
    funding: list[Any] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    access: list[str] = field(default_factory=list)


@transaction.atomic
def ask(*, wish: Wish, mentor: Mentor | None, email: str, language: str, user: Any = None) -> Match:
    """Keep a request until its address is confirmed; somebody signed in has done so already.

    A mentor who takes nobody at the moment is kept as a wish for the team. Raises TooMany or InConflict.
    """
    contact = confirming.contact_of(user)
    _refuse_floods(contact, email)
    match = Match.objects.create(
        mentor=mentor,
        mentor_name=mentor.name if mentor else "",
        contact=contact,
        language=language,
        **{name: getattr(wish, name) for name in (
            "name", "project", "goal", "district", "region", "actor", "organisation", "languages", "formats", "access",
        )},
    )  # fmt: skip
    match.topics.set(wish.topics)
    match.funding.set(wish.funding)
    if mentor is not None:
        _refuse_conflicts(match, mentor)
    if contact is not None:
        begin(match=match, contact=contact)
        return lock(match.pk)
    try:
        confirming.ask(email=email, purpose=REQUEST, payload={"match": match.pk}, language=language)
    except confirming.TooManyQuestions:
        raise TooMany(_too_many()) from None
    return match


def _refuse_floods(contact: ConfirmedContact | None, email: str) -> None:
    address = contact.email if contact else email.strip()
    rows = Match.objects.filter(contact__email__iexact=address)
    today = rows.filter(created_at__gt=timezone.now() - timedelta(days=1)).count()
    if rows.filter(state__in=OPEN).count() >= MOST_OPEN or today >= PER_ADDRESS_AND_DAY:
        raise TooMany(_too_many())


def _too_many() -> str:
    return _("You have several open requests already. Please wait for an answer, or withdraw one of them.")


def _refuse_conflicts(match: Match, mentor: Mentor) -> None:
    found = forbidding(conflicts_with(match, mentor))
    if found:
        words = " ".join(conflict.words for conflict in found)
        raise InConflict(
            _("This mentor must not accompany you: %(reason)s Please choose another one.") % {"reason": words}
        )


def consent_wording(match: Match) -> str:
    """What the mentee agrees to, as the page above the button says it."""
    if match.mentor_name:
        values = {"name": match.mentor_name}
        return (
            _(
                "My name and my request go to %(name)s and the programme team; whoever accepts it gets my e-mail address."
            )
            % values
        )
    return _(
        "My name and my request go to the programme team and to the mentor it proposes; whoever accepts it gets my "
        "e-mail address."
    )


@transaction.atomic
def begin(*, match: Match, contact: ConfirmedContact) -> Match:
    """The address is known: the request goes to the mentor, or to the team. Called again it does nothing."""
    match = lock(match.pk)
    if match.state != State.UNCONFIRMED:
        return match
    match.contact, match.requested_at = contact, timezone.now()
    record_consent(purpose=REQUEST, wording=consent_wording(match), email=contact.email, subject=match.project)
    _hand_over(match, by=Side.MENTEE)
    return match


def _hand_over(match: Match, *, by: str) -> None:
    """To the mentor where that is possible now; else the team looks for one and knows who was wished."""
    mentor = match.mentor
    if mentor is not None and takes_requests(mentor) and not forbidding(conflicts_with(match, mentor)):
        enter(match, State.REQUESTED, Step.Kind.REQUESTED, by=by)
        return
    match.wished, match.mentor, match.mentor_name = mentor, None, ""
    enter(match, State.SEEKING, Step.Kind.SEEKING, by=by)


@transaction.atomic
def answer(*, match: Match, text: str) -> None:
    """The mentee answers what the mentor has asked. Raises TooLate."""
    match = lock(match.pk)
    require(match, State.QUESTION)
    match.questions.filter(answered_at=None).update(answer=text, answered_at=timezone.now())
    enter(match, State.REQUESTED, Step.Kind.ANSWERED, by=Side.MENTEE)


@transaction.atomic
def withdraw(*, match: Match, words: str = "", reason: str = "") -> None:
    """Before a tandem runs the mentee takes the request back; withdrawn already is as good. Raises TooLate."""
    match = lock(match.pk)
    if match.state == State.WITHDRAWN:
        return
    require(match, State.SEEKING, State.REQUESTED, State.QUESTION, State.ACCEPTED, State.FIRST_MEETING)
    match.words, match.reason = words, Reason(reason) if reason else ""
    enter(match, State.WITHDRAWN, Step.Kind.WITHDRAWN, by=Side.MENTEE)


def may_pass_on(match: Match) -> bool:
    """Only what has come back, and what has not gone on already."""
    left = match.state == State.ENDED and match.ended_by != Side.MENTEE
    if (match.state not in GOES_ON and not left) or match.contact is None:
        return False
    return not match.passed_on.exclude(state__in=FINAL).exists()


def choices(match: Match) -> list[Ranked]:
    """Whom the mentee can turn to instead."""
    return alternatives(match) if may_pass_on(match) else []


@transaction.atomic
def pass_on(*, match: Match, mentor: Mentor | None) -> Match:
    """The same request to one of the alternatives, or to the team; nothing is typed or confirmed again.

    Raises PermissionDenied, NoPlace or TooMany. A second time leads to the same request.
    """
    match = lock(match.pk)
    contact = match.contact
    made = match.passed_on.filter(mentor=mentor).exclude(state__in=FINAL).first()
    if made is not None:
        return made
    if contact is None or not may_pass_on(match):
        raise PermissionDenied
    if mentor is not None and mentor.pk not in {row.mentor.pk for row in alternatives(match)}:
        raise NoPlace(_("This mentor cannot take your request any more. Please choose another one."))
    _refuse_floods(contact, contact.email)
    copied = ("contact", "name", "language", "actor", "organisation", "region", "district", "project", "goal")
    made = Match.objects.create(
        previous=match,
        mentor=mentor,
        mentor_name=mentor.name if mentor else "",
        requested_at=timezone.now(),
        **{name: getattr(match, name) for name in (*copied, "languages", "formats", "access")},
    )
    made.topics.set(match.topics.all())
    made.funding.set(match.funding.all())
    _hand_over(made, by=Side.MENTEE)
    return made
