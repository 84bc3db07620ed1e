"""What is due on the board: reminders before a term ends, and a word when it has ended. Each once for each term."""

from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from actors.board import mails
from actors.board.models import BoardEntry, EntryStep, EntryTerm
from actors.board.services import owners
from core.desk import hours
from core.regular_work import each

TEN, TWO = timedelta(days=10), timedelta(days=2)
# Whoever has heard nothing for so long after the end need not hear of it any more.
TOLD_WITHIN = timedelta(days=30)


def do_due(now: datetime) -> int:
    if not hours.is_open(now):
        return 0
    today = timezone.localdate(now)
    done = 0
    for kind, first, last in (
        (EntryStep.Kind.TEN_DAYS, today + TWO + timedelta(days=1), today + TEN),
        (EntryStep.Kind.TWO_DAYS, today, today + TWO),
        (EntryStep.Kind.EXPIRED, today - TOLD_WITHIN, today - timedelta(days=1)),
    ):
        terms = EntryTerm.objects.filter(entry__live=True, closed_at=None, until__range=(first, last))
        done += each(terms, partial(_say, kind=kind))
    return done


def _say(term: EntryTerm, *, kind: str) -> bool:
    """False if it has been said already."""
    _step, is_new = EntryStep.objects.get_or_create(entry_id=term.entry_id, kind=kind, until=term.until)
    if not is_new:
        return False
    entry = BoardEntry.objects.select_related("term", "actor", "person", "latest_revision").get(pk=term.entry_id)
    for person in owners(entry):
        mails.remind(entry, person, kind)
    return True
