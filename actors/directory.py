"""The public directory: one query, read as a list or as a map."""

from typing import Any

from django.db.models import Count, Min, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.cards import actor_card
from actors.filters import SEARCHED, SORTS, VIEWS, directory_facets
from actors.models import Actor
from core.listing import Listing
from core.models import District
from core.saxony import Area, Pin, SaxonyMap, draw_map, lookup_postcode
from core.trail import trail_from_home

PER_PAGE = 12
UNPLACED_ON_MAP = 24


def directory(request: HttpRequest) -> dict[str, Any]:
    """Everything the directory shows; `listing.status` is the answer's HTTP status."""
    path = reverse("actors:directory")
    listing = Listing(
        params=request.GET,
        queryset=Actor.objects.live(),
        facets=directory_facets(),
        sorts=SORTS,
        views=VIEWS,
        search_lookups=SEARCHED,
        per_page=PER_PAGE,
        path=path,
    )
    context = {
        "listing": listing,
        "sentence": listing.sentence(_in_words(listing.count)),
        "breadcrumbs": trail_from_home((_("Actors"), path)),
        "on_map": listing.view.key == "map",
        "reset_url": listing.reset_url if listing.is_filtered else "",
    }
    if listing.page_obj is None:
        return context
    if context["on_map"]:
        return context | _on_map(listing)
    return context | {"cards": [actor_card(actor) for actor in listing.page_obj.object_list.with_card_data()]}


def _on_map(listing: Listing) -> dict[str, Any]:
    places = list(
        listing.hits.order_by()
        .values("postcode", "district__ags")
        .annotate(number=Count("pk", distinct=True), name=Min("name"), slug=Min("slug"))
        .order_by("-number", "postcode", "district__ags")
    )
    placed = [place for place in places if lookup_postcode(place["postcode"])]
    known = {place["postcode"] for place in placed}
    unplaced = listing.hits.exclude(postcode__in=known)
    return {
        "map": _map(listing, placed),
        "unplaced": [{"title": actor.name, "url": actor.get_absolute_url()} for actor in unplaced[:UNPLACED_ON_MAP]],
        "unplaced_count": sum(place["number"] for place in places) - sum(place["number"] for place in placed),
        "list_url": listing.url(change={"view": "list"}),
    }


def _map(listing: Listing, placed: list[dict[str, Any]]) -> SaxonyMap:
    """The districts with their counts, and a button per postcode; one of several leads to its district's list."""
    districts = District.objects.select_related("region").prefetch_related("region__texts")
    counts = _counts_by_district(listing.hits)
    lists = {
        district.ags: listing.url(add=("district", district.slug), change={"view": "list"}) for district in districts
    }
    areas = [
        Area(
            ags=district.ags,
            href=lists[district.ags],
            count=counts.get(district.ags, 0),
            count_label=_in_words(counts.get(district.ags, 0)),
            region=district.region.label if district.region else "",
            region_href=listing.url(add=("region", district.region.slug)) if district.region else "",
            dye=district.region.dye if district.region else "",
            current=district.slug in listing.selected["district"],
        )
        for district in districts
    ]
    return draw_map(areas, [pin for place in placed if (pin := _pin(place, lists))])


def _counts_by_district(hits: QuerySet[Actor]) -> dict[str, int]:
    rows = hits.order_by().values_list("district__ags").annotate(number=Count("pk", distinct=True))
    return {ags: number for ags, number in rows if ags}


def _pin(place: dict[str, Any], lists: dict[str, str]) -> Pin | None:
    found = lookup_postcode(place["postcode"])
    single = place["number"] == 1
    ags = place["district__ags"] or (found.ags if found else "")
    href = reverse("actors:detail", args=[place["slug"]]) if single else lists.get(ags)
    if found is None or not href:
        return None
    title = place["name"] if single else _("%(title)s and others") % {"title": place["name"]}
    return Pin(found.latitude, found.longitude, title, href, place["number"], ags)


def _in_words(count: int) -> str:
    return ngettext("%(count)d actor", "%(count)d actors", count) % {"count": count}
