"""What is going on: newest projects and news, next events, numbers; for home and for the regions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page

from core.models import IndexPage, Region, SearchEntry
from core.registries import teasers
from projects.models import ProjectPage

PROJECTS, EVENTS, NEWS = 3, 4, 3
STATEWIDE = 3


@dataclass(frozen=True, slots=True)
class Section:
    """The newest of one kind, with the list that has them all."""

    cards: list[dict[str, Any]]
    url: str

    def __bool__(self) -> bool:
        return bool(self.cards)


def sections(page: Any, region: Region | None) -> dict[str, Section]:
    """Projects, events and news of a home or region page, each with the address of its list."""
    lists = {index.specific_class._meta.app_label: index.url for index in _indexes(page)}
    return {
        name: Section(teasers[name].cards(region, page.locale, limit), lists.get(name, ""))
        for name, limit in (("projects", PROJECTS), ("events", EVENTS), ("news", NEWS))
    }


def _indexes(page: Any) -> Iterable[Any]:
    children = Page.objects.child_of(page).live().select_related("locale")
    return (child for child in children if child.specific_class and issubclass(child.specific_class, IndexPage))


def statewide_items(page: Any) -> list[dict[str, Any]]:
    """What a region shows of all of Saxony, in a marked group of its own."""
    groups = []
    for child in _indexes(page):
        index = child.specific
        items = index.statewide_items().order_by("-first_published_at", "-pk")
        if hasattr(items, "upcoming"):
            items = items.upcoming()
        links = [{"title": item.title, "url": item.url} for item in items.defer_streamfields()[:STATEWIDE]]
        if links:
            groups.append({"title": index.title, "items": links})
    return groups


def numbers() -> dict[str, int]:
    """How much of each kind is public, counted in the site's first language."""
    rows = SearchEntry.objects.filter(language=settings.LANGUAGE_CODE).order_by().values_list("kind")
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


def headline_numbers(counted: dict[str, int]) -> str:
    """The sentence under the headline; empty while there is no project."""
    projects = counted.get("projects", 0)
    if not projects:
        return ""
    public = ProjectPage.objects.live().filter(locale=Locale.get_default(), district__isnull=False)
    districts = public.order_by().values("district").distinct().count()
    return _("%(projects)s from %(districts)s show what works: look, join in, carry it on.") % {
        "projects": ngettext("%(count)d project", "%(count)d projects", projects) % {"count": projects},
        "districts": ngettext("%(count)d district or city", "%(count)d districts and cities", districts)
        % {"count": districts},
    }


def router_items(page: Any, request: HttpRequest) -> list[dict[str, str]]:
    """The signpost: what visitors may say of themselves and where it leads; entries without a public goal are left out."""
    items = []
    for entry in page.router_entries.select_related("target__locale"):
        target = entry.target
        url = target.get_url(request) if target and target.live else entry.path
        if url:
            items.append({"label": entry.label, "hint": entry.hint, "url": url})
    return items
