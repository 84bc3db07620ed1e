"""The whole history of one object: ledger, log, mails of checks and doubts in one list, who, when and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import registry as log_registry

from core.aftercare.models import Care, CheckLink
from core.models import Decision

DECISIONS, PUBLIC, EDITS, OTHER = "decisions", "public", "edits", "other"
GROUPS = {
    DECISIONS: gettext_lazy("Decisions and answers"),
    PUBLIC: gettext_lazy("Publications and take-downs"),
    EDITS: gettext_lazy("Edits"),
    OTHER: gettext_lazy("Moves, locks and everything else"),
}
PUBLISHING = ("wagtail.publish", "wagtail.unpublish", "wagtail.schedule", "wagtail.expire")
EDITING = ("wagtail.edit", "wagtail.create", "wagtail.rename", "wagtail.revert", "wagtail.copy", "wagtail_localize")
TAKING_DOWN = (Decision.Kind.RETRACTED, Decision.Kind.ARCHIVED, Decision.Kind.UNPUBLISHED, Decision.Kind.RESTORED)
# The ledger tells these with their reasons.
TOLD_BY_THE_LEDGER = ("aftercare.", "wagtail.workflow.")
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Event:
    """One line; `points` are what was asked for, `times` how often the same was done in a row."""

    when: datetime
    what: str
    group: str
    who: str = ""
    why: str = ""
    points: tuple[str, ...] = ()
    times: int = 1


def history_of(obj: Any) -> list[Event]:
    """Everything that is known, the newest first; a fixed number of queries."""
    care = Care.objects.of(obj).first()
    events = [*_decisions(obj), *_log(obj), *(_cared(care) if care else ())]
    return _drawn_together(sorted(events, key=lambda event: event.when, reverse=True))


def _decisions(obj: Any) -> Iterator[Event]:
    lines = Decision.objects.about(obj).select_related("user", "refers_to").prefetch_related("change_points")
    for line in lines:
        words = [line.get_reason_display() if line.reason else "", line.comment]
        if line.refers_to:
            words.append(_("Refers to: %(decision)s") % {"decision": line.refers_to.get_kind_display()})
        yield Event(
            when=line.decided_at,
            what=str(line.get_kind_display()),
            group=PUBLIC if line.kind in TAKING_DOWN else DECISIONS,
            who=str(line.user or ""),
            why="\n".join(filter(None, words)),
            points=tuple(str(point) for point in line.change_points.all()),
        )


def _log(obj: Any) -> Iterator[Event]:
    """Wagtail's own log: edits, publications, moves, locks."""
    entries = log_registry.get_logs_for_instance(obj).select_related("user")
    for entry in entries[:LONGEST]:
        if not entry.action.startswith(TOLD_BY_THE_LEDGER):
            yield Event(
                when=entry.timestamp,
                what=capfirst(str(entry.message)),
                group=_group(entry.action),
                who=str(entry.user or ""),
                why=str(entry.comment or ""),
            )


def _group(action: str) -> str:
    if action.startswith(PUBLISHING):
        return PUBLIC
    return EDITS if action.startswith(EDITING) else OTHER


def _cared(care: Care) -> Iterator[Event]:
    for link in CheckLink.objects.filter(round__care=care).select_related("user"):
        what = _("Asked by mail whether it is still right (%(step)s)") % {"step": link.get_step_display()}
        yield Event(when=link.sent_at, what=what, group=DECISIONS, who=str(link.user))
    for concern in care.concerns.select_related("user"):
        who = str(concern.user or "")
        yield Event(
            when=concern.said_at, what=str(concern.get_kind_display()), group=DECISIONS, who=who, why=concern.words
        )
    for note in care.notes.select_related("written_by"):
        who = str(note.written_by or "")
        if note.published_at:
            yield Event(when=note.published_at, what=_("Change note published"), group=PUBLIC, who=who, why=note.text)


def _drawn_together(events: Sequence[Event]) -> list[Event]:
    """Autosave writes a line every few seconds: the same by the same person on one day is one line."""
    drawn = []
    for key, same in groupby(events, lambda event: (event.group, event.what, event.who, _day(event), event.why)):
        rows = list(same)
        drawn += [_several(rows)] if key[0] == EDITS else rows
    return drawn


def _several(rows: list[Event]) -> Event:
    first = rows[0]
    return Event(first.when, first.what, first.group, first.who, first.why, first.points, len(rows))


def _day(event: Event) -> Any:
    return timezone.localdate(event.when)
