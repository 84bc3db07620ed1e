"""Entries in "Mein Bereich", on the page of their organisation, and where reviews lead to."""

from typing import Any

from django.urls import reverse

from actors.board.models import BoardEntry
from actors.board.presentation import days_left, entry_card
from actors.models import Actor
from core.review_links import ReviewLinks

SHOWN = 3

review_links = ReviewLinks(
    status=lambda entry: reverse("own_board:entry", args=[entry.pk]),
    preview=lambda entry: reverse("own_board:preview", args=[entry.pk]),
    edit=lambda entry: reverse("own_board:edit", args=[entry.pk]),
)


def member_panel(user: Any) -> dict[str, Any] | None:
    """The entries that end first; also an invitation to write one."""
    entries = BoardEntry.objects.own(user).current().select_related("term").order_by("term__until", "pk")[:SHOWN]
    return {"entries": [{"entry": entry, "days_left": days_left(entry)} for entry in entries]}


def actor_items(actor: Actor, locale: Any, limit: int) -> list[BoardEntry]:
    """What the organisation offers and looks for now."""
    return list(BoardEntry.objects.current().filter(actor=actor).with_card_data()[:limit])


def cards(items: list[BoardEntry], data: Any = None) -> list[dict[str, Any]]:
    return [entry_card(entry) for entry in items]
