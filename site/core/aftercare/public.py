"""What public pages say of themselves: notice of a take-down, last check, changes. One query for all of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from core.aftercare.models import Care, ChangeNote, TakeDown
from core.aftercare.rounds import TELL_READERS_AFTER

HEADINGS = {
    TakeDown.Kind.WITHDRAWN: gettext_lazy("Withdrawn on %(day)s"),
    TakeDown.Kind.ARCHIVED: gettext_lazy("Archived on %(day)s"),
    TakeDown.Kind.OFFLINE: gettext_lazy("Taken offline on %(day)s"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A public change note with its day."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Afterword:
    """`notice` stands above the content, the rest at its foot; `indexed` is what search engines are told."""

    checked: str = ""
    unconfirmed: str = ""
    notice: dict[str, str] | None = None
    indexed: bool = True
    changes: tuple[Change, ...] = ()


def afterword_of(obj: Any) -> Afterword:
    """What there is to say of a public page or snippet, in the active language."""
    rows = list(_rows(obj))
    first = rows[0] if rows else {}
    kind = first.get("take_down__kind")
    return Afterword(
        checked=_checked(obj, first.get("checked_on")),
        unconfirmed=_unconfirmed(first),
        notice=_notice(first) if kind else None,
        indexed=kind in (None, TakeDown.Kind.ARCHIVED),
        changes=tuple(
            Change(timezone.localdate(row["note__published_at"]), row["note__text"])
            for row in rows
            if row["note__published_at"]
        ),
    )


def _rows(obj: Any) -> Any:
    """One row, or one for each change note."""
    page_id = obj.pk if isinstance(obj, Page) else None
    published = Q(notes__page=page_id, notes__published_at__isnull=False)
    return (
        Care.objects.of(obj)
        .annotate(
            note=FilteredRelation("notes", condition=published),
            open_round=FilteredRelation("rounds", condition=Q(rounds__closed_at=None)),
        )
        .annotate(
            asked_at=F("open_round__asked_at"),
            asked_for=F("open_round__due_on"),
        )
        .order_by("-note__published_at", "-note__pk")
        .values(
            "checked_on", "asked_at", "asked_for", "take_down__kind", "take_down__explanation", "take_down__taken_down_at",
            "note__text", "note__published_at",
        )
    )  # fmt: skip


def _checked(obj: Any, checked_on: date | None) -> str:
    """When somebody last looked; of what nobody has checked, only when it was published."""
    if checked_on:
        return _("Last checked on %(day)s") % {"day": _day(checked_on)}
    published: datetime | None = obj.first_published_at
    return _("Published on %(day)s") % {"day": _day(timezone.localdate(published))} if published else ""


def _unconfirmed(row: dict[str, Any]) -> str:
    asked_at = row.get("asked_at")
    if row.get("take_down__kind") or not asked_at or asked_at > timezone.now() - TELL_READERS_AFTER:
        return ""
    return _("Not confirmed since %(day)s") % {"day": _day(row["asked_for"])}


def _notice(row: dict[str, Any]) -> dict[str, str]:
    day = _day(timezone.localdate(row["take_down__taken_down_at"]))
    return {
        "title": HEADINGS[row["take_down__kind"]] % {"day": day},
        "text": row["take_down__explanation"],
        "kind": "info" if row["take_down__kind"] == TakeDown.Kind.ARCHIVED else "warning",
    }


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def latest_notes(pages: list[Any]) -> dict[int, str]:
    """The newest change note of each page that has one; one query."""
    notes = ChangeNote.objects.filter(page__in=[page.pk for page in pages], published_at__isnull=False)
    return dict(notes.order_by("published_at", "pk").values_list("page_id", "text"))
