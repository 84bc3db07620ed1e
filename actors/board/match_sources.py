"""Entries of the board as something that fits, for `actors.matching`."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet

from actors.board.models import BoardEntry, EntryTargetGroup, EntryTopic
from actors.matching import Profile, Source


def _rows(kind: str) -> QuerySet[Any]:
    return BoardEntry.objects.current().filter(kind=kind)


def _own(profile: Profile) -> Q:
    """The profile's organisation's or person's; nobody has neither."""
    return Q(actor=profile.actor or 0) | Q(person=profile.person or 0)


def _source(kind: BoardEntry.Kind) -> Source:
    rows: Callable[[], QuerySet[Any]] = partial(_rows, kind)
    return Source(
        label=kind.label,
        rows=rows,
        topics=(EntryTopic, "entry"),
        target_groups=(EntryTargetGroup, "entry"),
        shown=lambda entry: (entry.title, entry.get_absolute_url()),
        own=_own,
    )


offers = _source(BoardEntry.Kind.OFFER)
needs = _source(BoardEntry.Kind.NEED)
