"""The map of Saxony on home and region pages: every district with its region and its number of projects."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Min
from django.utils.translation import ngettext

from core.context import Frame
from core.models import District
from core.saxony import Area, Pin, SaxonyMap, draw_map
from projects.models import ProjectPage


def project_map(catalogue_url: str, locale: Any, frame: Frame, districts: Sequence[District]) -> SaxonyMap:
    """The map, its districts leading into the catalogue of this language, or to their region while that is empty.

    One query.
    """
    links = {district.ags: f"{catalogue_url}?district={district.slug}" for district in districts}
    places = list(_places(locale, links))
    if not places:
        regions = {region.region_id: region.url for region in frame.regions}
        links = {district.ags: regions.get(district.region_id or 0, catalogue_url) for district in districts}
    counts: Counter[str] = Counter()
    for place in places:
        counts[place["district__ags"]] += place["number"]
    return draw_map(_areas(districts, counts, links, frame), _pins(places, links))


def _places(locale: Any, links: dict[str, str]) -> Any:
    return (
        ProjectPage.objects.listed()
        .filter(locale=locale, district__ags__in=list(links))
        .values("latitude", "longitude", "district__ags")
        .annotate(number=Count("pk"), title=Min("title"))
        .order_by("-number", "district__ags", "latitude")
    )


def _areas(districts: Iterable[District], counts: Counter[str], links: dict[str, str], frame: Frame) -> Iterable[Area]:
    regions = {region.region_id: region for region in frame.regions}
    for district in districts:
        number, region = counts[district.ags], regions.get(district.region_id or 0)
        yield Area(
            ags=district.ags,
            href=links[district.ags],
            count=number,
            count_label=ngettext("%(count)d project", "%(count)d projects", number) % {"count": number},
            region=region.name if region else "",
            region_href=region.url if region else "",
            dye=region.dye if region else "",
        )


def _pins(places: Iterable[dict[str, Any]], links: dict[str, str]) -> list[Pin]:
    """A button per place; it leads to the district's list, which names all that is there."""
    return [
        Pin(
            place["latitude"],
            place["longitude"],
            place["title"],
            links[place["district__ags"]],
            place["number"],
            place["district__ags"],
        )
        for place in places
        if place["latitude"] is not None
    ]
