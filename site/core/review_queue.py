"""What lies on a person's desk: open reviews with age and promise, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from wagtail.models import TaskState

from core.permissions import roles_of


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One open review as a list shows it. `own_change`: the person made the last edit and cannot approve alone."""

    task_state_id: int
    title: str
    kind: str
    region: str
    stage: str
    submitted_by: str
    submitted_at: datetime
    due_on: date | None
    own_change: bool

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()


def queue_for(user: Any) -> list[QueueItem]:
    """Open reviews this person may decide, the most urgent first."""
    states = (
        TaskState.objects.reviewable_by(user)
        .select_related(
            "task",
            "revision__user",
            "workflow_state__content_type",
            "workflow_state__requested_by",
            "regionreviewtaskstate__region",
        )
        .defer("revision__content")
    )
    items = [_item(state, user) for state in states]
    return sorted(items, key=lambda item: (item.due_on or date.max, item.submitted_at))


def member_panel(user: Any) -> dict[str, Any] | None:
    """What waits for a lead of an organisation, for "Mein Bereich"; the staff have their desk for it."""
    roles = roles_of(user)
    if roles.is_staff or not roles.actor_lead_of:
        return None
    items = queue_for(user)
    return {"items": items} if items else None


def _item(state: TaskState, user: Any) -> QueueItem:
    regional = getattr(state, "regionreviewtaskstate", None)
    return QueueItem(
        task_state_id=state.pk,
        title=state.revision.object_str,
        kind=state.workflow_state.content_type.name,
        region=regional.region.name if regional and regional.region else "",
        stage=state.task.name,
        submitted_by=str(state.workflow_state.requested_by or ""),
        submitted_at=state.started_at,
        due_on=regional.due_on if regional else None,
        own_change=state.revision.user_id == user.pk,
    )
