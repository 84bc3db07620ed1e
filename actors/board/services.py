"""Writes on the board: write an entry and send it to review, renew it, close it. Each locks the term."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from actors.board.models import (
    LONGEST_TERM,
    RENEWABLE,
    USUAL_TERM,
    BoardEntry,
    EntryLink,
    EntryTally,
    EntryTerm,
    Outcome,
)
from actors.members import submissions
from actors.models import Actor
from core import review
from core.permissions import grants_of, owns
from core.tokens import LinkUnusable, hash_of, new_token, usable

LINK_LASTS = timedelta(days=30)
MOST_OPEN = 20


class BoardError(Exception):
    """Something that cannot be done now; the message is for the person who tried."""


def last_day(today: date) -> date:
    """The latest day until which an entry may stand on the board."""
    return today + LONGEST_TERM


@transaction.atomic
def write(*, user: Any, form: Any, actor: Actor | None) -> BoardEntry:
    """A new entry of an organisation of the person, or of the person alone, on its way to the region's desk.

    Raises PermissionDenied, BoardError or review.NotReady.
    """
    if actor is not None and not (grants_of(user).belongs_to(actor.pk) and actor.live):
        raise PermissionDenied
    own = BoardEntry.objects.filter(actor=actor) if actor else BoardEntry.objects.filter(person=user)
    if own.filter(term__closed_at=None, term__until__gte=timezone.localdate()).count() >= MOST_OPEN:
        raise BoardError(_("There are twenty open entries already. Please close one first."))
    entry = BoardEntry(actor=actor, person=None if actor else user)
    form.write(entry)
    entry.save()
    EntryTerm.objects.create(entry=entry, until=form.cleaned_data["until"])
    entry.save_revision(user=user, clean=False, log_action="wagtail.create")
    review.submit(obj=entry, user=user)
    return entry


@transaction.atomic
def rewrite(*, entry: BoardEntry, user: Any, form: Any) -> None:
    """Change an entry and send it to review; what is public stays until the desk has decided.

    Raises PermissionDenied, review.AlreadyDecided or review.NotReady.
    """
    term = _locked_term(entry)
    if term.closed_at is not None or not owns(user, entry):
        raise PermissionDenied
    if not entry.live:
        # A public entry's day is moved by renewing; a draft's day is part of its form.
        term.until = form.cleaned_data["until"]
        term.save(update_fields=["until"])
    submissions.send(obj=entry, user=user, form=form)


@transaction.atomic
def renew(*, entry: BoardEntry, user: Any) -> EntryTerm:
    """Sixty days more, from today. Raises PermissionDenied or BoardError."""
    term = _locked_term(entry)
    _check_owner(user, entry)
    today = timezone.localdate()
    if term.closed_at is not None:
        raise BoardError(_("The entry is closed. Please write a new one."))
    if not entry.live or term.until < today - RENEWABLE:
        raise BoardError(_("This entry cannot be renewed any more. Please write a new one."))
    if term.until < today + USUAL_TERM:
        term.until = today + USUAL_TERM
        term.save(update_fields=["until"])
        log(instance=entry, action="board.renew", user=user, data={"until": term.until.isoformat()})
    return term


@transaction.atomic
def close(*, entry: BoardEntry, user: Any, outcome: str) -> EntryTerm:
    """Take it off the board and keep what became of it, without names. Raises PermissionDenied or BoardError."""
    term = _locked_term(entry)
    _check_owner(user, entry)
    if term.closed_at is not None:
        raise BoardError(_("The entry is closed already."))
    if not entry.live:
        raise BoardError(_("The entry is not public yet. You can withdraw it."))
    now = timezone.now()
    term.closed_at, term.outcome = now, Outcome(outcome)
    term.save(update_fields=["closed_at", "outcome"])
    first = entry.first_published_at or now
    EntryTally.objects.create(
        kind=entry.kind,
        region=entry.region,
        outcome=term.outcome,
        closed_on=timezone.localdate(now),
        days=max((now - first).days, 0),
    )
    log(instance=entry, action="board.close", user=user, data={"outcome": str(term.outcome)})
    return term


def owners(entry: BoardEntry) -> list[Any]:
    """Who hears of the entry: its person, else whoever wrote it and still belongs there, else the leads."""
    if entry.person_id is not None:
        return [entry.person]
    members = entry.actor.memberships.filter(user__is_active=True).select_related("user")  # type: ignore[union-attr]
    writer = entry.latest_revision.user_id if entry.latest_revision else None
    wrote = [membership.user for membership in members if membership.user_id == writer]
    return wrote or [membership.user for membership in members if membership.role == "lead"]


def new_link(entry: BoardEntry, user: Any) -> str:
    """A link to renew and close for one owner; valid thirty days beyond the term."""
    token = new_token()
    term = EntryTerm.objects.get(entry=entry)
    end = timezone.make_aware(datetime.combine(term.until, datetime.min.time()))
    expires = max(end, timezone.now()) + LINK_LASTS
    EntryLink.objects.create(entry=entry, user=user, token_hash=hash_of(token), expires_at=expires)
    return token


def behind_link(token: str) -> EntryLink:
    """Whose link to which entry it is. Raises LinkUnusable, also where the person answers for it no longer."""
    rows = EntryLink.objects.filter(token_hash=hash_of(token))
    link = usable(rows.select_related("entry__actor", "entry__person", "entry__region", "entry__term", "user").first())
    if not link.user.is_active or not owns(link.user, link.entry):
        raise LinkUnusable("expired", link)
    return link


def _locked_term(entry: BoardEntry) -> EntryTerm:
    return EntryTerm.objects.select_for_update().get(entry=entry)


def _check_owner(user: Any, entry: BoardEntry) -> None:
    if not owns(user, entry) and not grants_of(user).moderates_in(entry.region_id):
        raise PermissionDenied
