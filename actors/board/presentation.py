"""Entries of the board as the components draw them, and what fits to them."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.board.models import BoardEntry
from actors.matching import Match, Profile, matches
from core.models import Region, TargetGroup, Topic
from core.names import name_of, names_by_id
from core.trail import trail_from_home

LABELS = 3
SUGGESTIONS = 3
# What fits to an entry. A need looks for offers and for whoever can help, an offer for needs and organisations.
FITTING = {
    BoardEntry.Kind.NEED: ("offers", "actors", "projects", "mentors"),
    BoardEntry.Kind.OFFER: ("needs", "actors", "projects"),
}


def entry_card(entry: BoardEntry) -> dict[str, Any]:
    """One entry for `board/includes/card.html`; read it from a queryset `with_card_data`."""
    topics = names_by_id(Topic, [link.topic_id for link in entry.entry_topics.all()])
    return {
        "title": entry.title,
        "url": entry.get_absolute_url(),
        "kind": entry.get_kind_display(),
        "is_offer": entry.is_offer,
        "owner": entry.owner_name,
        "place": entry.place,
        "labels": [topic.label for topic in topics[:LABELS]],
        "until": date_format(entry.term.until, "DATE_FORMAT"),
        "days_left": days_left(entry),
        "dye": entry.region.dye,
    }


def days_left(entry: BoardEntry) -> str:
    """How long it still stands, in words; empty where its time is over."""
    days = (entry.term.until - timezone.localdate()).days
    if days < 0:
        return ""
    if days == 0:
        return _("ends today")
    return ngettext("one day left", "%(count)d days left", days) % {"count": days}


def profile_of(entry: BoardEntry) -> Profile:
    """What others are compared with. What is the owner's own is never suggested."""
    return Profile(
        topics=tuple(link.topic_id for link in entry.entry_topics.all()),
        target_groups=tuple(link.target_group_id for link in entry.entry_target_groups.all()),
        region=entry.region_id,
        district=entry.district_id,
        actor=entry.actor_id,
        person=entry.person_id,
    )


def suggestions(entry: BoardEntry, limit: int = SUGGESTIONS) -> list[Match]:
    """What fits best to an entry, with the reasons."""
    return matches(profile_of(entry), FITTING[BoardEntry.Kind(entry.kind)], limit)


def entry_page(entry: BoardEntry) -> dict[str, Any]:
    """Everything the page shows; works on a draft that exists only in memory."""
    path = reverse("board:index")
    shown = entry.pk is not None and entry.live
    return {
        "entry": entry,
        "breadcrumbs": trail_from_home((_("Offers and needs"), path), (entry.title, "")),
        "kicker": " · ".join((str(entry.get_kind_display()), entry.owner_name, entry.place)),
        "topics": [
            {"title": name.label, "url": f"{path}?topic={name.slug}"}
            for name in names_by_id(Topic, [link.topic_id for link in entry.entry_topics.all()])
        ],
        "facts": _facts(entry, path),
        "write_url": reverse("relay:write", args=["entry", entry.slug]) if shown else "",
        "suggestions": suggestions(entry) if shown else [],
    }


def _facts(entry: BoardEntry, path: str) -> list[dict[str, str]]:
    actor = entry.actor
    groups = names_by_id(TargetGroup, [link.target_group_id for link in entry.entry_target_groups.all()])
    term = getattr(entry, "term", None) if entry.pk else None
    return [
        {
            "label": _("From"),
            "value": entry.owner_name,
            "url": actor.get_absolute_url() if actor and actor.live else "",
        },
        {"label": _("Place"), "value": entry.place},
        {"label": _("Region"), "value": name_of(Region, entry.region_id), "url": f"{path}?region={entry.region.slug}"},
        {"label": _("Target groups"), "value": ", ".join(group.label for group in groups)},
        {"label": _("On the board until"), "value": date_format(term.until, "DATE_FORMAT") if term else ""},
    ]
