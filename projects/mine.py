"""A member's own projects, for their list and for the panel in "Mein Bereich"."""

from typing import Any

from django.urls import reverse
from wagtail.models import WorkflowState

from core.models import Decision
from core.permissions import grants_of
from core.review_status import Standing, standing_of
from projects.models import ProjectPage

ON_PANEL = 5


def member_panel(user: Any) -> dict[str, Any] | None:
    """The last changed ones for "Mein Bereich"; nothing for people without organisation who write nowhere along."""
    items = own_projects(user, ON_PANEL)
    return {"items": items} if items or grants_of(user).member_of else None


def own_projects(user: Any, limit: int | None = None) -> list[dict[str, Any]]:
    """Projects of the person's organisations with their state, the latest change first; three queries."""
    projects = list(ProjectPage.objects.of_members(user).defer_streamfields()[:limit])
    states, decisions = _states(projects), _decisions(projects)
    return [_item(project, states.get(str(project.pk)), decisions.get(str(project.pk), [])) for project in projects]


def _item(project: ProjectPage, state: WorkflowState | None, decisions: list[Decision]) -> dict[str, Any]:
    standing = standing_of(project, state, decisions)
    return {
        "title": project.draft_title or project.title,
        "url": reverse("projects:status", args=[project.pk]),
        "actor": project.actor.name if project.actor else "",
        "standing": standing,
        "label": standing.label,
        "live": project.live,
        "needs_you": standing == Standing.CHANGES_REQUESTED,
        "changed_at": project.latest_revision_created_at,
    }


def _states(projects: list[ProjectPage]) -> dict[str, WorkflowState]:
    if not projects:
        return {}
    active = WorkflowState.objects.active().filter(
        base_content_type=projects[0].get_base_content_type(), object_id__in=[str(page.pk) for page in projects]
    )
    return {state.object_id: state for state in active}


def _decisions(projects: list[ProjectPage]) -> dict[str, list[Decision]]:
    """The ledger on each project, oldest line first."""
    if not projects:
        return {}
    lines = Decision.objects.filter(
        base_content_type=projects[0].get_base_content_type(), object_id__in=[str(page.pk) for page in projects]
    )
    found: dict[str, list[Decision]] = {}
    for line in lines.order_by("decided_at", "pk"):
        found.setdefault(line.object_id, []).append(line)
    return found
