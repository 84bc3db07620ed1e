"""What the templates of home, region and standard pages show. What all readers share is kept until content changes."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Locale

from actors.models import Actor
from core.context import frame_of
from core.fresh import cached
from core.trail import breadcrumbs, trail_from_home
from home import today
from home.map import project_map
from home.offices import find_offices, people_of, team_by_region


def home_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """The front door: numbers, map, signpost, the newest of each kind, whom to call."""
    frame = frame_of(page.locale.language_code)

    def build() -> dict[str, Any]:
        sections = today.sections(None, page.locale, frame.nav)
        default = Locale.get_default()
        counted = today.numbers(default)
        return {
            "sections": sections,
            "numbers": today.headline_numbers(counted, default),
            "facts": today.facts(counted),
            "map": project_map(sections["projects"].url, page.locale, frame),
            "team": team_by_region(frame),
        }

    shown = cached(f"home:{page.pk}", build)
    return {**shown, "router": today.router_items(page, request), "answer": find_offices(request, frame)}


def region_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """A region today: what is coming, what is new, who answers for whom."""
    frame = frame_of(page.locale.language_code)
    lists = next((region.nav for region in frame.regions if region.region_id == page.region_id), ())

    def build() -> dict[str, Any]:
        sections = today.sections(page.region, page.locale, lists)
        return {
            "sections": sections,
            "statewide": today.statewide_links(page.region, page.locale),
            "map": project_map(sections["projects"].url, page.locale, frame, page.region_id),
            **people_of(page.region),
        }

    return {
        **cached(f"region:{page.pk}", build),
        "breadcrumbs": trail_from_home((page.title, page.get_url(request) or "")),
        "answer": find_offices(request, frame),
    }


def standard_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """A page of text, with what its kind adds."""
    frame = frame_of(page.locale.language_code)
    context: dict[str, Any] = {"breadcrumbs": breadcrumbs(page, request)}
    if page.kind in (page.Kind.CONTACT, page.Kind.ADVICE):
        context["answer"] = find_offices(request, frame)
    if page.kind in (page.Kind.CONTACT, page.Kind.ABOUT):
        context["team"] = team_by_region(frame)
    if page.kind == page.Kind.ABOUT:
        context["partners"] = list(Actor.objects.partners())
    return context
