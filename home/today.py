"""What is going on: newest projects and news, next events, numbers; for home and for the regions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Q, Value, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale

from core.cards import card_data
from core.context import Place
from core.models import PageRegion, SearchEntry
from core.registries import teasers
from events.models import EventPage
from projects.models import ProjectPage

PROJECTS, EVENTS, NEWS = 3, 4, 3
STATEWIDE = 4
DISTRICTS = "districts"


@dataclass(frozen=True, slots=True)
class Section:
    """The newest of one kind, with the list that has them all."""

    cards: list[dict[str, Any]]
    url: str

    def __bool__(self) -> bool:
        return bool(self.cards)


def sections(region_id: int | None, locale: Locale, lists: Iterable[Place]) -> dict[str, Section]:
    """Projects, events and news of a region, or of everywhere, each with the address of its list."""
    urls = {place.kind.partition(".")[0]: place.url for place in lists}
    limits = (("projects", PROJECTS), ("events", EVENTS), ("news", NEWS))
    found = {name: teasers[name].items(region_id, locale, limit) for name, limit in limits}
    data = card_data(item for items in found.values() for item in items)
    return {name: Section(teasers[name].cards(items, data=data), urls.get(name, "")) for name, items in found.items()}


def statewide_links(region_id: int, locale: Locale) -> list[dict[str, Any]]:
    """What a region shows of all of Saxony, the newest of each kind in a marked group of its own; one query."""
    guests = PageRegion.objects.filter(region_id=region_id).values("page_id")
    coming = EventPage.objects.filter(locale=locale, region=None).upcoming()
    entries = (
        SearchEntry.objects.filter(language=locale.language_code, region=None)
        .filter(Q(kind__in=("projects", "news")) | Q(kind="events", object_id__in=coming.values("pk")))
        .exclude(object_id__in=guests)
        .annotate(place=Window(RowNumber(), partition_by="kind", order_by=("-updated_at", "-pk")))
        .filter(place__lte=STATEWIDE)
        .order_by("place")
    )
    groups: dict[str, list[dict[str, str]]] = {"projects": [], "news": [], "events": []}
    for entry in entries.values("kind", "title", "url"):
        groups[entry["kind"]].append({"title": entry["title"], "url": entry["url"]})
    return [{"title": teasers[name].title, "items": items} for name, items in groups.items() if items]


def numbers(locale: Locale) -> dict[str, int]:
    """How much of each kind is public, and how many districts have projects; in the site's first language, one query."""
    kinds = SearchEntry.objects.filter(language=locale.language_code).order_by().values("kind")
    placed = ProjectPage.objects.listed().filter(locale=locale).order_by().select_related(None)
    districts = placed.values(kind=Value(DISTRICTS, CharField())).annotate(number=Count("district", distinct=True))
    return dict(kinds.annotate(number=Count("pk")).union(districts).values_list("kind", "number"))


def facts(counted: dict[str, int]) -> list[dict[str, Any]]:
    """The platform in numbers; what there is none of is not mentioned."""
    words = (
        ("projects", ngettext("project", "projects", counted.get("projects", 0))),
        ("actors", ngettext("organisation", "organisations", counted.get("actors", 0))),
        ("mentoring", ngettext("mentor", "mentors", counted.get("mentoring", 0))),
        ("events", ngettext("event", "events", counted.get("events", 0))),
    )
    return [{"value": counted[kind], "label": label} for kind, label in words if counted.get(kind)]


def headline_numbers(counted: dict[str, int]) -> str:
    """The sentence under the headline; empty while there is no project."""
    projects, districts = counted.get("projects", 0), counted.get(DISTRICTS, 0)
    if not projects:
        return ""
    return _("%(projects)s from %(districts)s show what works: look, join in, carry it on.") % {
        "projects": ngettext("%(count)d project", "%(count)d projects", projects) % {"count": projects},
        "districts": ngettext("%(count)d district or city", "%(count)d districts and cities", districts)
        % {"count": districts},
    }


def router_items(page: Any, request: HttpRequest) -> list[dict[str, str]]:
    """The signpost: what visitors may say of themselves and where it leads; entries without a public goal are left out."""
    items = []
    for entry in page.router_entries.select_related("target"):
        target = entry.target
        url = target.get_url(request) if target and target.live else entry.path
        if url:
            items.append({"label": entry.label, "hint": entry.hint, "url": url})
    return items
