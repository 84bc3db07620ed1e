"""Publication packages and what is approved for them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from core import gate, review
from core.models import Region
from core.packages import services
from core.packages.models import Package

from .pages import submit
from .people import make_editor, make_lead_editor, make_moderator


def make_package(*pages: Any, user: Any = None, regions: tuple[str, ...] = ("chemnitz", "leipzig")) -> Package:
    """A package with these pages, made by a lead editor."""
    user = user or make_lead_editor()
    chosen = Region.objects.filter(slug__in=regions)
    package = services.create(user=user, title="Herbst der Nachbarschaft", note="", regions=chosen)
    for page in pages:
        services.add(package=package, page=page, user=user)
    return package


def approve(page: Any, *, by: Any = None) -> None:
    """Submit the latest draft as an editor of the region, and approve it as its moderator."""
    page = type(page).objects.get(pk=page.pk)
    region = page.region.slug
    task_state = submit(page, make_editor(region))
    shown = gate.shown_token(page.get_latest_revision())
    review.decide(task_state=task_state, user=by or make_moderator(region), action=review.APPROVE, shown=shown)


def plan(package: Package, *, user: Any = None, minutes: int = 60) -> Package:
    """Plan the package so many minutes from now."""
    at = timezone.now() + timedelta(minutes=minutes)
    return services.schedule(package=package, user=user or make_lead_editor(), publish_at=at)
