"""What the templates of home, region and standard pages show."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Locale

from actors.cards import contact_cards
from actors.models import Actor, ContactPerson
from core.trail import breadcrumbs
from home import today
from home.map import project_map
from home.offices import agency_of, districts_of, find_offices, team_by_region


def home_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """The front door: numbers, map, signpost, the newest of each kind, whom to call."""
    sections = today.sections(page, None)
    catalogue_url = sections["projects"].url
    counted = today.numbers()
    return {
        "numbers": today.headline_numbers(counted),
        "facts": today.facts(counted),
        "map": project_map(catalogue_url, Locale.get_active()),
        "router": today.router_items(page, request),
        "sections": sections,
        "team": team_by_region(),
        "answer": find_offices(request),
    }


def region_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """A region today: what is coming, what is new, who answers for whom."""
    sections = today.sections(page, page.region)
    office = agency_of(page.region)
    return {
        "breadcrumbs": breadcrumbs(page, request),
        "sections": sections,
        "statewide": today.statewide_items(page),
        "map": project_map(sections["projects"].url, Locale.get_active(), page.region_id),
        "agency": office.agency if office else None,
        "districts": districts_of(page.region),
        "persons": contact_cards(ContactPerson.objects.of_region(page.region)),
        "answer": find_offices(request),
    }


def standard_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """A page of text, with what its kind adds."""
    context: dict[str, Any] = {"breadcrumbs": breadcrumbs(page, request)}
    if page.kind in (page.Kind.CONTACT, page.Kind.ADVICE):
        context["answer"] = find_offices(request)
    if page.kind in (page.Kind.CONTACT, page.Kind.ABOUT):
        context["team"] = team_by_region()
    if page.kind == page.Kind.ABOUT:
        context["partners"] = list(Actor.objects.partners())
    return context
