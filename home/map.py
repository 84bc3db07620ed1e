"""The map of Saxony on home and region pages: every district with its region and its number of projects."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min
from django.utils.translation import ngettext

from core.models import District
from core.saxony import Area, Pin, SaxonyMap, draw_map
from home.offices import region_urls
from projects.models import ProjectPage


def project_map(catalogue_url: str, locale: Any, region_id: int | None = None) -> SaxonyMap:
    """The map, its districts leading into the catalogue of this language; five queries."""
    districts = District.objects.select_related("region").prefetch_related("region__texts")
    if region_id:
        districts = districts.filter(region_id=region_id)
    projects = ProjectPage.objects.live().public().filter(locale=locale).order_by()
    counts = dict(projects.values_list("district__ags").annotate(number=Count("pk")))
    links = {district.ags: f"{catalogue_url}?district={district.slug}" for district in districts}
    return draw_map(_areas(districts, counts, links), _pins(projects, links))


def _areas(districts: Iterable[District], counts: dict[Any, int], links: dict[str, str]) -> Iterable[Area]:
    urls = region_urls()
    for district in districts:
        number, region = counts.get(district.ags, 0), district.region
        yield Area(
            ags=district.ags,
            href=links[district.ags],
            count=number,
            count_label=ngettext("%(count)d project", "%(count)d projects", number) % {"count": number},
            region=region.label if region else "",
            region_href=urls.get(region.pk, "") if region else "",
            dye=region.dye if region else "",
        )


def _pins(projects: Any, links: dict[str, str]) -> list[Pin]:
    """A button per place; it leads to the district's list, which names all that is there."""
    places = (
        projects.filter(latitude__isnull=False, district__ags__in=links)
        .values("latitude", "longitude", "district__ags")
        .annotate(number=Count("pk"), title=Min("title"))
        .order_by("-number", "district__ags", "latitude")
    )
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
    ]
