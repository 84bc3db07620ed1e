"""What lies on a person's desk: open reviews with age and promise, in a number of queries that does not grow."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import TaskState, WorkflowState

from core.models import Decision
from core.permissions import grants_of, roles_of


class Part(TextChoices):
    """The parts of the queue a person can look at."""

    ALL = "all", _("All open")
    MINE = "mine", _("Mine")
    UNCLAIMED = "unclaimed", _("Nobody's yet")
    OVERDUE = "overdue", _("Overdue")
    WAITING = "waiting", _("Waiting for the author")
    UNSIGNED = "unsigned", _("To countersign")


# Lists of their own, beside the open reviews.
NOT_OPEN = (Part.WAITING, Part.UNSIGNED)


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One open review as a list shows it. `own_change`: the person made the last edit and cannot approve alone."""

    task_state_id: int
    title: str
    kind: str
    region: str
    region_id: int | None
    stage: str
    submitted_by: str
    submitted_at: datetime
    due_on: date | None
    own_change: bool
    claimed_by: str
    is_mine: bool

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def due_in_words(self) -> str:
        """How far away the promised day is, in words; empty without one."""
        return days_in_words(self.due_on) if self.due_on else ""

    def is_in(self, part: str) -> bool:
        """Whether it belongs to a part of open reviews."""
        return {
            Part.MINE: self.is_mine,
            Part.UNCLAIMED: not self.claimed_by,
            Part.OVERDUE: self.is_overdue,
        }.get(Part(part), True)


def days_in_words(day: date) -> str:
    """A day as seen from today: "today", "tomorrow", "in 3 days", "2 days late"."""
    days = (day - timezone.localdate()).days
    if days == 0:
        return str(_("today"))
    if days == 1:
        return str(_("tomorrow"))
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}


def queue_for(user: Any) -> list[QueueItem]:
    """Open reviews this person may decide, the most urgent first."""
    states = (
        TaskState.objects.reviewable_by(user)
        .select_related(
            "task",
            "claim__user",
            "revision__user",
            "workflow_state__content_type",
            "workflow_state__requested_by",
            "regionreviewtaskstate__region",
            "actorreviewtaskstate",
        )
        .defer("revision__content")
    )
    items = [_item(state, user) for state in states]
    return sorted(items, key=lambda item: (item.due_on or date.max, item.submitted_at))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for its author: changes were requested."""

    workflow_state_id: int
    title: str
    kind: str
    author: str
    since: datetime
    obj_id: str
    is_own: bool


def waiting_for_authors(user: Any) -> list[Waiting]:
    """What the person's desk has sent back, and what the person has to answer, the oldest first."""
    grants = grants_of(user)
    if not grants.signed_in:
        return []
    states = (
        WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
        .select_related("content_type", "requested_by", "current_task_state__revision")
        .defer("current_task_state__revision__content")
    )
    if not grants.leads:
        mine = _sent_back_in(grants.moderates | grants.edits) | states.filter(requested_by=user)
        states = states.filter(pk__in=mine.values("pk"))
    found = [
        Waiting(
            workflow_state_id=state.pk,
            title=state.current_task_state.revision.object_str,
            kind=state.content_type.name,
            author=str(state.requested_by or ""),
            since=state.current_task_state.finished_at or state.created_at,
            obj_id=state.object_id,
            is_own=state.requested_by_id == user.pk,
        )
        for state in states
        if state.current_task_state and state.current_task_state.revision
    ]
    return sorted(found, key=lambda waiting: waiting.since)


def _sent_back_in(regions: frozenset[int]) -> QuerySet[WorkflowState]:
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    return states.filter(current_task_state__regionreviewtaskstate__region_id__in=regions)


def to_countersign(user: Any) -> QuerySet[Decision]:
    """What went live without a review and waits for this person's second look."""
    grants = grants_of(user)
    open_ones = Decision.objects.to_countersign().exclude(user=user).select_related("user", "region", "revision")
    open_ones = open_ones.defer("revision__content")
    return open_ones if grants.leads else open_ones.filter(region_id__in=grants.moderates | grants.deputises)


def parts_of_queue(user: Any, items: list[QueueItem], *, current: str) -> list[dict[str, Any]]:
    """The parts of the queue with how much lies in each, for links; what nobody has to countersign is left out."""
    counts = {part: sum(item.is_in(part) for item in items) for part in Part if part not in NOT_OPEN}
    counts |= {Part.WAITING: len(waiting_for_authors(user)), Part.UNSIGNED: to_countersign(user).count()}
    return [
        {"key": part.value, "label": part.label, "count": count, "is_current": part == current}
        for part, count in counts.items()
        if count or part != Part.UNSIGNED or part == current
    ]


def member_panel(user: Any) -> dict[str, Any] | None:
    """What waits for a lead of an organisation, for "Mein Bereich"; the staff have their desk for it."""
    roles = roles_of(user)
    if roles.is_staff or not (roles.actor_lead_of or roles.deputises_leading):
        return None
    items = queue_for(user)
    return {"items": items} if items else None


def _item(state: TaskState, user: Any) -> QueueItem:
    regional = getattr(state, "regionreviewtaskstate", None)
    stage = regional or getattr(state, "actorreviewtaskstate", None)
    claim = getattr(state, "claim", None)
    region = regional.region if regional else None
    return QueueItem(
        task_state_id=state.pk,
        title=state.revision.object_str,
        kind=state.workflow_state.content_type.name,
        region=region.name if region else "",
        region_id=region.pk if region else None,
        stage=state.task.name,
        submitted_by=str(state.workflow_state.requested_by or ""),
        submitted_at=state.started_at,
        due_on=stage.due_on if stage else None,
        own_change=state.revision.user_id == user.pk,
        claimed_by=str(claim.user) if claim else "",
        is_mine=bool(claim and claim.user_id == user.pk),
    )
