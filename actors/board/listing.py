"""The public board: one query with facets."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actors.board.models import BoardEntry
from actors.board.presentation import entry_card
from actors.filters import district_facet, own_region_facet, target_group_facet
from core.facets import topic_facet
from core.listing import Facet, Listing, Sort
from core.listing_words import in_sentence
from core.trail import trail_from_home

PER_PAGE = 20
SORTS = (
    Sort("new", gettext_lazy("newest first"), ("-first_published_at", "-pk")),
    Sort("until", gettext_lazy("ending soon first"), ("term__until", "pk")),
)


def board_facets() -> list[Facet]:
    return [
        Facet(
            "kind", gettext_lazy("Offer or need"), BoardEntry.Kind.choices, ("kind",), phrase=lambda kinds: f"– {kinds}"
        ),
        replace(topic_facet(), lookups=("entry_topics__topic__slug",), spoken=in_sentence),
        replace(target_group_facet(), lookups=("entry_target_groups__target_group__slug",)),
        own_region_facet(),
        district_facet(),
    ]


def board(request: HttpRequest) -> dict[str, Any]:
    """Everything the board shows; `listing.status` is the answer's HTTP status."""
    path = reverse("board:index")
    listing = Listing(
        params=request.GET,
        queryset=BoardEntry.objects.current(),
        facets=board_facets(),
        sorts=SORTS,
        search_lookups=("title", "text", "actor__name"),
        per_page=PER_PAGE,
        path=path,
    )
    entries = listing.page_obj.object_list.with_card_data() if listing.page_obj else []
    count = ngettext("%(count)d entry", "%(count)d entries", listing.count) % {"count": listing.count}
    return {
        "listing": listing,
        "sentence": listing.sentence(count),
        "breadcrumbs": trail_from_home((_("Offers and needs"), path)),
        "reset_url": listing.reset_url if listing.is_filtered else "",
        "cards": [entry_card(entry) for entry in entries],
    }
