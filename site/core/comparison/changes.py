"""The changes a draft makes: in fields, in child rows and in the blocks of a body."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

from core.comparison.values import Value, parts_of_block, value_of_field, value_of_row
from core.comparison.words import Piece, marked
from core.gate import BOOKKEEPING, content_hash
from core.models import Decision

# Written by every revision, or derived from what a person typed.
UNSAID = BOOKKEEPING | {
    "pk",
    "live_revision",
    "last_published_at",
    "first_published_at",
    "live",
    "search_description",
    "latitude",
    "longitude",
    "url_path",
}


class State(models.TextChoices):
    """What happened to a field, a row or a block."""

    CHANGED = "changed", gettext_lazy("changed")
    ADDED = "added", gettext_lazy("added")
    REMOVED = "removed", gettext_lazy("removed")
    MOVED = "moved", gettext_lazy("moved")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: a value before and after, or the parts of which it consists."""

    label: str
    state: State
    before: Value = field(default_factory=Value)
    after: Value = field(default_factory=Value)
    parts: tuple["Change", ...] = ()

    @property
    def pieces(self) -> list[Piece]:
        """The words with what was removed and added."""
        return marked(self.before.words, self.after.words) if self.before.words != self.after.words else []

    @property
    def has_pictures(self) -> bool:
        return self.before.picture != self.after.picture


@dataclass(frozen=True)
class Comparison:
    """A draft against one earlier version. `kind` is `public`, or `requested` for what a reviewer saw last."""

    kind: str
    seen_at: datetime | None
    earlier: Any
    draft: Any

    @cached_property
    def changes(self) -> list[Change]:
        """The fields that differ, in the order of the model; loads both versions."""
        before, after = self.earlier.as_object(), self.draft.as_object()
        return [change for name in self._raw_differences() if (change := _compare(before, after, name)) is not None]

    def _raw_differences(self) -> list[str]:
        old, new = self.earlier.content, self.draft.content
        names = [name for name in new if name not in UNSAID]
        return [name for name in names if old.get(name) != new.get(name)]


def comparisons_of(obj: Any) -> list[Comparison]:
    """The latest draft against what readers see, and against what was shown when changes were last requested."""
    draft = obj.get_latest_revision()
    if draft is None:
        return []
    found = []
    if obj.live and obj.live_revision_id and obj.live_revision_id != draft.pk:
        found.append(Comparison("public", obj.last_published_at, obj.live_revision, draft))
    request = (
        Decision.objects.about(obj)
        .filter(kind=Decision.Kind.CHANGES_REQUESTED, revision__isnull=False)
        .select_related("revision")
        .last()
    )
    if request and request.revision_id != draft.pk and _still_says_something(request, obj):
        found.append(Comparison("requested", request.decided_at, request.revision, draft))
    return found


def changes_of_decision(decision: Decision, obj: Any) -> Comparison | None:
    """What a publication changed, against the one before it; None where it was the first or the text is not kept."""
    if decision.revision is None:
        return None
    earlier = (
        Decision.objects.about(obj)
        .opening()
        .filter(decided_at__lt=decision.decided_at, revision__isnull=False)
        .select_related("revision")
        .last()
    )
    if earlier is None or earlier.revision_id == decision.revision_id:
        return None
    return Comparison("public", earlier.decided_at, earlier.revision, decision.revision)


def _still_says_something(request: Decision, obj: Any) -> bool:
    """Not where the answer has been published since, nor where autosave has rewritten what was shown."""
    if obj.last_published_at and request.decided_at < obj.last_published_at:
        return False
    return request.content_hash == content_hash(request.revision)


def _compare(before: Any, after: Any, name: str) -> Change | None:
    rows = _child_relation(type(after), name)
    if rows is not None:
        return _compare_rows(before, after, name, str(rows.related_model._meta.verbose_name_plural))
    try:
        model_field = after._meta.get_field(name)
    except LookupError:
        return None
    label = str(model_field.verbose_name)
    if isinstance(model_field, StreamField):
        parts = tuple(_compare_blocks(getattr(before, name), getattr(after, name)))
        return Change(label, State.CHANGED, parts=parts) if parts else None
    old, new = value_of_field(before, model_field), value_of_field(after, model_field)
    return Change(label, _state(old, new), old, new) if old != new else None


def _child_relation(model: Any, name: str) -> Any:
    return next((relation for relation in get_all_child_relations(model) if relation.get_accessor_name() == name), None)


def _state(old: Value, new: Value) -> State:
    if not old:
        return State.ADDED
    return State.CHANGED if new else State.REMOVED


def _compare_rows(before: Any, after: Any, name: str, label: str) -> Change | None:
    old = [value_of_row(row) for row in getattr(before, name).all()]
    new = [value_of_row(row) for row in getattr(after, name).all()]
    parts = tuple(_row_changes(old, new))
    if not parts and old != new:
        parts = (Change(_("Order"), State.MOVED),)
    return Change(label, State.CHANGED, parts=parts) if parts else None


def _row_changes(old: list[Value], new: list[Value]) -> Iterator[Change]:
    """Rows that stand in neither order are paired where they replace one another."""
    kept = [value for value in old if value in new]
    gone, come = [value for value in old if value not in kept], [value for value in new if value not in kept]
    for left, right in zip(gone, come, strict=False):
        yield Change("", State.CHANGED, left, right)
    for value in gone[len(come) :]:
        yield Change("", State.REMOVED, before=value)
    for value in come[len(gone) :]:
        yield Change("", State.ADDED, after=value)


def _compare_blocks(before: Any, after: Any) -> Iterator[Change]:
    """Blocks are matched by the id they keep for life, so a moved one is not a removed and an added one."""
    old = {child.id: child for child in before or []}
    new = {child.id: child for child in after or []}
    moved = _moved([key for key in old if key in new], [key for key in new if key in old])
    for number, (key, child) in enumerate(new.items(), 1):
        label = _("%(kind)s, block %(number)s") % {"kind": child.block.label, "number": number}
        if key not in old:
            yield Change(label, State.ADDED, parts=tuple(_part_changes(None, child)))
        elif parts := tuple(_part_changes(old[key], child)):
            yield Change(label, State.CHANGED, parts=parts)
        elif key in moved:
            yield Change(label, State.MOVED)
    for key, child in old.items():
        if key not in new:
            yield Change(str(child.block.label), State.REMOVED, parts=tuple(_part_changes(child, None)))


def _moved(old: list[str], new: list[str]) -> set[str]:
    """The fewest blocks whose moving explains the new order."""
    matches = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    staying = {key for match in matches for key in old[match.a : match.a + match.size]}
    return set(new) - staying


def _part_changes(old: Any, new: Any) -> Iterator[Change]:
    before = dict(parts_of_block(old.block, old.value)) if old is not None else {}
    after = dict(parts_of_block(new.block, new.value)) if new is not None else {}
    for label in {**before, **after}:
        left, right = before.get(label, Value()), after.get(label, Value())
        if left != right:
            yield Change(label, _state(left, right), left, right)
