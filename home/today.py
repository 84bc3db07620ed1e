"""What is going on: newest projects and news, next events, numbers; for home and for the regions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale

from core.context import Place
from core.models import PageRegion, Region, SearchEntry
from core.registries import teasers
from events.models import EventPage
from projects.models import ProjectPage

PROJECTS, EVENTS, NEWS = 3, 4, 3
STATEWIDE = 4


@dataclass(frozen=True, slots=True)
class Section:
    """The newest of one kind, with the list that has them all."""

    cards: list[dict[str, Any]]
    url: str

    def __bool__(self) -> bool:
        return bool(self.cards)


def sections(region: Region | None, locale: Locale, lists: Iterable[Place]) -> dict[str, Section]:
    """Projects, events and news of a region, or of everywhere, each with the address of its list."""
    urls = {place.kind.partition(".")[0]: place.url for place in lists}
    return {
        name: Section(teasers[name].cards(region, locale, limit), urls.get(name, ""))
        for name, limit in (("projects", PROJECTS), ("events", EVENTS), ("news", NEWS))
    }


def statewide_links(region: Region, locale: Locale) -> list[dict[str, Any]]:
    """What a region shows of all of Saxony, in a marked group of its own; two queries."""
    guests = PageRegion.objects.filter(region=region).values("page_id")
    entries = SearchEntry.objects.filter(language=locale.language_code, region=None).exclude(object_id__in=guests)
    groups = {
        name: list(entries.filter(kind=name).order_by("-updated_at", "-pk").values("title", "url")[:STATEWIDE])
        for name in ("projects", "news")
    }
    groups["events"] = [
        {"title": event.title, "url": event.url}
        for event in _statewide_events(locale).exclude(pk__in=guests).defer_streamfields()[:STATEWIDE]
    ]
    return [{"title": teasers[name].title, "items": items} for name, items in groups.items() if items]


def _statewide_events(locale: Locale) -> Any:
    return EventPage.objects.live().public().filter(locale=locale, region=None).upcoming().order_by("-pk")


def numbers(locale: Locale) -> dict[str, int]:
    """How much of each kind is public, counted in the site's first language."""
    rows = SearchEntry.objects.filter(language=locale.language_code).order_by().values_list("kind")
    return dict(rows.annotate(number=Count("pk")))


def facts(counted: dict[str, int]) -> list[dict[str, Any]]:
    """The platform in numbers; what there is none of is not mentioned."""
    words = (
        ("projects", ngettext("project", "projects", counted.get("projects", 0))),
        ("actors", ngettext("organisation", "organisations", counted.get("actors", 0))),
        ("mentoring", ngettext("mentor", "mentors", counted.get("mentoring", 0))),
        ("events", ngettext("event", "events", counted.get("events", 0))),
    )
    return [{"value": counted[kind], "label": label} for kind, label in words if counted.get(kind)]


def headline_numbers(counted: dict[str, int], locale: Locale) -> str:
    """The sentence under the headline; empty while there is no project."""
    projects = counted.get("projects", 0)
    if not projects:
        return ""
    placed = ProjectPage.objects.live().filter(locale=locale, district__isnull=False)
    districts = placed.order_by().values("district").distinct().count()
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
