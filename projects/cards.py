"""Projects as cards of lists, of home and of region pages."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from core.cards import CardData, card_data
from core.models import PageRegion


def project_card(project: Any, request: HttpRequest | None, data: CardData) -> dict[str, Any]:
    """One project for `components/card_project.html`; read it from a queryset `with_card_data`."""
    place = project.place_name or (project.district.name if project.district else "")
    return {
        "title": project.title,
        "url": project.get_url(request),
        "kicker": " · ".join(part for part in (*data.topics_of(project)[:1], place) if part),
        "summary": project.summary,
        "phase": phase_stitches(project),
        "seed": project.slug,
        "dye": project.region.dye if project.region else "",
        "image": project.image,
        "image_alt": project.image_alt_text,
    }


def project_cards(
    projects: Iterable[Any], request: HttpRequest | None = None, data: CardData | None = None
) -> list[dict[str, Any]]:
    """Cards of projects; `data` is what several lists of a page have read together."""
    projects = list(projects)
    data = card_data(projects) if data is None else data
    return [project_card(project, request, data) for project in projects]


def phase_stitches(project: Any) -> dict[str, Any] | None:
    """The phase for `components/stitches.html`."""
    if not project.phase:
        return None
    return {
        "done": project.phase_number,
        "total": len(project.Phase.choices),
        "word": project.get_phase_display(),
    }


def teaser_items(region_id: int | None, locale: Any, limit: int) -> list[Any]:
    """The newest public projects, for the registry of teasers."""
    from projects.models import ProjectPage

    projects = ProjectPage.objects.listed().filter(locale=locale)
    if region_id is not None:
        guests = PageRegion.objects.filter(region_id=region_id).values("page_id")
        projects = projects.filter(Q(region_id=region_id) | Q(pk__in=guests))
    return list(projects.newest().with_card_data()[:limit])


def actor_items(actor: Any, locale: Any, limit: int) -> list[Any]:
    """Public projects an organisation owns or takes part in, for its page."""
    from projects.models import ProjectPage, ProjectPartner

    taking_part = ProjectPartner.objects.filter(actor=actor).values("page")
    projects = ProjectPage.objects.listed().filter(Q(actor=actor) | Q(pk__in=taking_part), locale=locale)
    return list(projects.newest().with_card_data()[:limit])
