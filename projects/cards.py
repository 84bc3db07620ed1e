"""Projects as cards of lists, of home and of region pages."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from core.models import PageRegion, Region, Topic
from core.names import names_of


def project_card(project: Any, request: HttpRequest | None = None) -> dict[str, Any]:
    """One project for `components/card_project.html`; read it from a queryset `with_card_data`."""
    labels = {name.pk: name.label for name in names_of(Topic)}
    topics = [labels.get(link.topic_id, "") for link in project.page_topics.all()]
    place = project.place_name or (project.district.name if project.district else "")
    return {
        "title": project.title,
        "url": project.get_url(request),
        "kicker": " · ".join(part for part in (*topics[:1], place) if part),
        "summary": project.summary,
        "phase": phase_stitches(project),
        "seed": project.slug,
        "dye": project.region.dye if project.region else "",
        "image": project.image,
        "image_alt": project.image_alt_text,
    }


def project_cards(projects: Iterable[Any], request: HttpRequest | None = None) -> list[dict[str, Any]]:
    return [project_card(project, request) for project in projects]


def phase_stitches(project: Any) -> dict[str, Any] | None:
    """The phase for `components/stitches.html`."""
    if not project.phase:
        return None
    return {
        "done": project.phase_number,
        "total": len(project.Phase.choices),
        "word": project.get_phase_display(),
    }


def teaser_cards(region: Region | None, locale: Any, limit: int) -> list[dict[str, Any]]:
    """The newest public projects, for the registry of teasers."""
    from projects.models import ProjectPage

    projects = ProjectPage.objects.live().public().filter(locale=locale)
    if region is not None:
        guests = PageRegion.objects.filter(region=region).values("page_id")
        projects = projects.filter(Q(region=region) | Q(pk__in=guests))
    return project_cards(projects.newest().with_card_data()[:limit])


def actor_cards(actor: Any, locale: Any, limit: int) -> list[dict[str, Any]]:
    """Public projects an organisation owns or takes part in, for its page."""
    from projects.models import ProjectPage, ProjectPartner

    taking_part = ProjectPartner.objects.filter(actor=actor).values("page")
    projects = ProjectPage.objects.live().public().filter(Q(actor=actor) | Q(pk__in=taking_part), locale=locale)
    return project_cards(projects.newest().with_card_data()[:limit])
