"""What waits at the organisations of a region: for the agency's overview, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Locale, Page, WorkflowState

from actors.members.everything import gated_pages
from actors.models import Actor
from core.models import Region
from core.permissions import grants_of

FILTERS = ("waiting", "overdue", "changes", "drafts", "nothing")


@dataclass(slots=True)
class Backlog:
    """One organisation's numbers. `oldest` is when the longest waiting submission came in."""

    actor: Actor
    drafts: int = 0
    in_review: int = 0
    changes: int = 0
    overdue: int = 0
    public: int = 0
    oldest: datetime | None = None

    def fits(self, which: str) -> bool:
        return {
            "waiting": self.in_review > 0,
            "overdue": self.overdue > 0,
            "changes": self.changes > 0,
            "drafts": self.drafts > 0,
            "nothing": not self.public,
        }.get(which, True)


def regions_of(user: Any) -> QuerySet[Region]:
    grants = grants_of(user)
    regions = Region.objects.prefetch_related("texts")
    return regions if grants.leads else regions.filter(pk__in=grants.edits | grants.moderates)


def backlog_of(user: Any, *, region: str = "", query: str = "", which: str = "") -> list[Backlog]:
    """The organisations of the person's regions, those that have waited longest first, then by name."""
    actors = Actor.objects.select_related("region")
    grants = grants_of(user)
    if not grants.leads:
        actors = actors.filter(region_id__in=grants.edits | grants.moderates)
    if region:
        actors = actors.filter(region__slug=region)
    if query:
        actors = actors.filter(name__icontains=query)
    rows = {actor.pk: Backlog(actor) for actor in actors}
    owners = _count(rows)
    _add_reviews(rows, owners)
    late = timezone.now()
    shown = [row for row in rows.values() if row.fits(which)]
    return sorted(shown, key=lambda row: (row.oldest or late, row.actor.name.casefold()))


def _count(rows: dict[int, Backlog]) -> dict[str, int]:
    """Fill in what is public and what is unfinished; gives the owner of each unfinished page."""
    owners: dict[str, int] = {}
    for model in gated_pages():
        pages = model.objects.order_by().filter(actor__isnull=False, alias_of=None, locale=Locale.get_default())
        totals = pages.values("actor_id").annotate(live_pages=Count("pk", filter=Q(live=True)))
        for actor_id, live in totals.values_list("actor_id", "live_pages"):
            if actor_id in rows:
                rows[actor_id].public += live
        for pk, actor_id in pages.filter(has_unpublished_changes=True).values_list("pk", "actor_id"):
            if actor_id in rows:
                rows[actor_id].drafts += 1
                owners[str(pk)] = actor_id
    return owners


def _add_reviews(rows: dict[int, Backlog], owners: dict[str, int]) -> None:
    """Take what is being reviewed out of the drafts and count it by what it waits for."""
    by_actor: dict[int, list[datetime]] = defaultdict(list)
    today = timezone.localdate()
    due = Coalesce(
        "current_task_state__regionreviewtaskstate__due_on", "current_task_state__actorreviewtaskstate__due_on"
    )
    states = WorkflowState.objects.active().filter(base_content_type=ContentType.objects.get_for_model(Page))
    found: Any = states.annotate(due=due).values_list("object_id", "status", "created_at", "due")
    for object_id, status, created_at, due_on in found:
        actor_id = owners.get(object_id)
        if actor_id is not None:
            _add_review(rows[actor_id], status, due_on, today)
            if status == WorkflowState.STATUS_IN_PROGRESS:
                by_actor[actor_id].append(created_at)
    for actor_id, waiting in by_actor.items():
        rows[actor_id].oldest = min(waiting)


def _add_review(row: Backlog, status: str, due_on: date | None, today: date) -> None:
    row.drafts -= 1
    if status == WorkflowState.STATUS_NEEDS_CHANGES:
        row.changes += 1
        return
    row.in_review += 1
    row.overdue += due_on is not None and due_on < today
