"""The catalogue: one query, read as a list or as a map."""

from collections import Counter
from dataclasses import replace
from typing import Any

from django.db.models import Case, Count, IntegerField, Min, Q, QuerySet, Value, When, prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.cards import fetch_card_sizes
from core.feeds import ATOM_FILE
from core.listing import Listing
from core.models import District, PageRegion
from core.saxony import Area, LegendEntry, Pin, SaxonyMap, draw_map
from core.trail import breadcrumbs
from projects.cards import project_cards
from projects.filters import SEARCHED, SORTS, VIEWS, catalogue_facets
from projects.models import ProjectIndexPage, ProjectPage

PER_PAGE = 13
UNPLACED_ON_MAP = 24


def catalogue(index: ProjectIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Everything the catalogue page shows; `listing.status` is the answer's HTTP status."""
    prefetch_related_objects([index], "region__texts")
    districts = districts_of(index)
    listing = Listing(
        params=request.GET,
        queryset=shown_in(index),
        facets=catalogue_facets(districts, with_regions=index.region_id is None),
        sorts=SORTS,
        views=VIEWS,
        search_lookups=SEARCHED,
        leading_order=("statewide_group",) if index.region_id else (),
        per_page=PER_PAGE,
        path=index.get_url(request) or "",
    )
    context = {
        "listing": listing,
        "sentence": listing.sentence(_count_in_words(index, listing.count)),
        "breadcrumbs": breadcrumbs(index, request),
        "on_map": listing.view.key == "map",
        "reset_url": listing.reset_url if listing.is_filtered else "",
        "first_page_url": listing.url(),
        "feed_url": f"{listing.path}{ATOM_FILE}",
    }
    if listing.page_obj is None:
        return context
    return context | (
        _map_context(listing, districts, request) if context["on_map"] else _list_context(listing, request)
    )


def districts_of(index: ProjectIndexPage) -> list[District]:
    """The districts the catalogue can be narrowed to, with their regions."""
    if index.region_id is None:
        return list(District.objects.select_related("region"))
    districts = list(District.objects.filter(region_id=index.region_id))
    for district in districts:
        district.region = index.region
    return districts


def shown_in(index: ProjectIndexPage) -> QuerySet[ProjectPage]:
    """Every project the catalogue shows; in a region, statewide ones come last as group 1.

    The same as `items()` and `statewide_items()` together, in one query.
    """
    if index.region_id is None:
        return index.items().annotate(statewide_group=Value(0))
    guests = PageRegion.objects.filter(region_id=index.region_id).values("page_id")
    own = Q(region_id=index.region_id) | Q(pk__in=guests)
    projects = ProjectPage.objects.listed().filter(own | Q(region=None), locale_id=index.locale_id)
    return projects.annotate(
        statewide_group=Case(When(own, then=Value(0)), default=Value(1), output_field=IntegerField())
    )


def _list_context(listing: Listing, request: HttpRequest) -> dict[str, Any]:
    """The page of cards, those from all over Saxony in a group of their own."""
    hits: Any = listing.page_obj.object_list if listing.page_obj else ProjectPage.objects.none()
    projects = list(hits.with_card_data())
    number_of_own = sum(not project.statewide_group for project in projects)
    all_cards = project_cards(projects, request)
    fetch_card_sizes(all_cards)
    cards, statewide = all_cards[:number_of_own], all_cards[number_of_own:]
    leads = bool(cards) and not listing.is_filtered and listing.page_obj is not None and listing.page_obj.number == 1
    return {
        "lead_card": cards[0] if leads else None,
        "cards": cards[1:] if leads else cards,
        "statewide_cards": statewide,
    }


def _map_context(listing: Listing, districts: list[District], request: HttpRequest) -> dict[str, Any]:
    """The map, and by name what has no place on it: none at all, or one in another region."""
    placed = Q(latitude__isnull=False, district__in=districts)
    unplaced = list(_hits(listing).exclude(placed).defer_streamfields()[: UNPLACED_ON_MAP + 1])
    return {
        "map": _map(listing, _hits(listing).filter(placed), districts, request),
        "unplaced": [
            {"title": project.title, "url": project.get_url(request)} for project in unplaced[:UNPLACED_ON_MAP]
        ],
        "list_url": listing.url(change={"view": "list"}) if len(unplaced) > UNPLACED_ON_MAP else "",
    }


def _hits(listing: Listing) -> Any:
    return listing.hits


def _map(listing: Listing, placed: Any, districts: list[District], request: HttpRequest) -> SaxonyMap:
    """The districts with their counts, and a button per place; a place of several leads to its district's list."""
    prefetch_related_objects(districts, "region__texts")
    places = list(
        placed.order_by()
        .values("latitude", "longitude", "district__ags")
        .annotate(number=Count("pk"), name=Min("title"), one=Min("pk"))
        .order_by("-number", "district__ags", "latitude")
    )
    counts: Counter[str] = Counter()
    for place in places:
        counts[place["district__ags"]] += place["number"]
    lists = {
        district.ags: listing.url(add=("district", district.slug), change={"view": "list"}) for district in districts
    }
    statewide = "region" in listing.selected
    areas = [
        Area(
            ags=district.ags,
            href=lists[district.ags],
            count=counts[district.ags],
            count_label=_projects_in_words(counts[district.ags]),
            region=district.region.label if district.region else "",
            region_href=listing.url(add=("region", district.region.slug)) if statewide and district.region else "",
            dye=district.region.dye if district.region else "",
            current=district.slug in listing.selected["district"],
        )
        for district in districts
    ]
    drawn = draw_map(areas, _pins(places, lists, request))
    return replace(drawn, legend=_legend(drawn, listing)) if statewide else drawn


def _legend(drawn: SaxonyMap, listing: Listing) -> tuple[LegendEntry, ...]:
    """The regions with the numbers their links lead to: guests count, statewide projects with a place here do not."""
    group = next(group for group in listing.groups if group.name == "region")
    counts = {option.label: option.count for option in group.options}
    return tuple(replace(entry, count=counts.get(entry.name, 0)) for entry in drawn.legend)


def _pins(places: list[dict[str, Any]], lists: dict[str, str], request: HttpRequest) -> list[Pin]:
    alone = [place["one"] for place in places if place["number"] == 1]
    single = ProjectPage.objects.defer_streamfields().in_bulk(alone)
    pins = []
    for place in places:
        ags = place["district__ags"] or ""
        project = single.get(place["one"])
        href = project.get_url(request) if project else lists.get(ags)
        if href:
            title = project.title if project else _("%(title)s and others") % {"title": place["name"]}
            pins.append(Pin(place["latitude"], place["longitude"], title, href, place["number"], ags))
    return pins


def _count_in_words(index: ProjectIndexPage, count: int) -> str:
    if index.region:
        return ngettext("%(count)d project in the %(region)s", "%(count)d projects in the %(region)s", count) % {
            "count": count,
            "region": index.region.label,
        }
    return _projects_in_words(count)


def _projects_in_words(count: int) -> str:
    return ngettext("%(count)d project", "%(count)d projects", count) % {"count": count}
