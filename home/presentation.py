"""What the templates of home, region and standard pages show. What all readers share is kept until content changes."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Locale

from actors.models import Actor
from actors.page_content import read_content
from core.cards import fetch_sizes
from core.context import frame_of
from core.fresh import cached
from core.trail import breadcrumbs, trail_from_home
from home import today
from home.map import project_map
from home.offices import Offices


def home_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """The front door: numbers, map, signpost, the newest of each kind, whom to call."""
    frame = frame_of(page.locale.language_code)
    offices = Offices(frame)

    def build() -> dict[str, Any]:
        sections = today.sections(None, page.locale, frame.nav)
        _fetch_sizes(sections, offices.team)
        default = page.locale if page.locale.language_code == settings.LANGUAGE_CODE else Locale.get_default()
        counted = today.numbers(default)
        return {
            "sections": sections,
            "numbers": today.headline_numbers(counted),
            "facts": today.facts(counted),
            "map": project_map(sections["projects"].url, page.locale, frame, offices.districts),
            "team": offices.by_region(),
        }

    shown = cached(f"home:{page.pk}", build)
    return {**shown, "router": today.router_items(page, request), "answer": offices.answer_to(request)}


def region_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """A region today: what is coming, what is new, who answers for whom."""
    frame = frame_of(page.locale.language_code)
    offices = Offices(frame)
    lists = next((region.nav for region in frame.regions if region.region_id == page.region_id), ())

    def build() -> dict[str, Any]:
        sections = today.sections(page.region_id, page.locale, lists)
        _fetch_sizes(sections, offices.team)
        districts = offices.districts_in(page.region_id)
        return {
            "sections": sections,
            "statewide": today.statewide_links(page.region_id, page.locale),
            "map": project_map(sections["projects"].url, page.locale, frame, districts),
            **offices.of_region(page.region_id),
        }

    return {
        **cached(f"region:{page.pk}", build),
        "breadcrumbs": trail_from_home((page.title, page.get_url(request) or "")),
        "answer": offices.answer_to(request),
    }


def _fetch_sizes(sections: dict[str, today.Section], persons: list[Any]) -> None:
    """Of all pictures of the page at once."""
    cards = [card.get("image") for section in sections.values() for card in section.cards]
    fetch_sizes([*cards, *(person.portrait for person in persons)])


def standard_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """A page of text, with what its kind adds."""
    offices = Offices(frame_of(page.locale.language_code))
    context: dict[str, Any] = {"breadcrumbs": breadcrumbs(page, request)}
    read_content(page)
    if page.kind in (page.Kind.CONTACT, page.Kind.ABOUT):
        context["team"] = offices.by_region()
    if page.kind in (page.Kind.CONTACT, page.Kind.ADVICE):
        context["answer"] = offices.answer_to(request)
    if page.kind == page.Kind.ABOUT:
        context["partners"] = list(Actor.objects.partners())
    return context
