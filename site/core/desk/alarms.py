"""What lead editors are told at once: tasks that are late, and tasks nobody of their region can take."""

import logging
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import TaskState

from core import review
from core.desk import hours
from core.desk.claims import open_tasks
from core.desk.people import is_regional, leads_asked
from core.desk.presence import away_on, present
from core.desk.queue import days_in_words
from core.desk.stranded import stranded_at
from core.desk.tasks import OpenTask, described
from core.mail import absolute_url, send_to_user
from core.models import Region, TaskNotice

logger = logging.getLogger(__name__)

OVERDUE, NOBODY = TaskNotice.Kind.OVERDUE, TaskNotice.Kind.NOBODY


def sound(now: datetime) -> int:
    """Tell of everything late or stranded that has not been told yet; gives how many tasks that were."""
    if not hours.is_open(now):
        return 0
    today = timezone.localdate(now)
    late = Q(regionreviewtaskstate__due_on__lt=today) | Q(actorreviewtaskstate__due_on__lt=today)
    told = _tell(OVERDUE, described(_untold(OVERDUE).filter(late)), "desk/overdue")
    left = (task for task in described(_maybe_left_alone()) if nobody_of_its_own(task.state.specific, task.obj))
    return told + _tell(NOBODY, left, "desk/nobody")


def sound_at_once(task_state: Any, obj: Any, due_on: date) -> None:
    """A stage has begun that nobody of its own can take: lead editors hear of it with the stage."""
    if nobody_of_its_own(task_state, obj):
        _tell(NOBODY, [OpenTask(task_state, obj, [], None, timezone.localdate(), due_on)], "desk/nobody")


def _untold(kind: str) -> Any:
    return open_tasks().filter(~Exists(TaskNotice.objects.filter(task_state=OuterRef("pk"), kind=kind)))


def _maybe_left_alone() -> Any:
    """Those of the untold tasks that a few questions about all of them cannot clear."""
    untold = _untold(NOBODY)
    stranded = stranded_at(Region.objects.all(), untold)
    leads = apps.get_model("actors.Membership").objects.filter(role="lead", user__is_active=True)
    there = leads.filter(~Exists(away_on(timezone.localdate()).filter(person=OuterRef("user_id"))))
    without_leads = Q(actorreviewtaskstate__isnull=False) & ~Q(
        actorreviewtaskstate__actor_id__in=there.values("actor_id")
    )
    statewide = Q(regionreviewtaskstate__isnull=False, regionreviewtaskstate__region=None)
    return untold.filter(Q(pk__in=stranded) | without_leads | statewide)


def nobody_of_its_own(task_state: Any, obj: Any) -> bool:
    """Whether neither region nor deputy region (or no lead of the organisation) can decide today."""
    if not is_regional(task_state):
        return not leads_asked(obj).exists()
    if obj.governing_region is None:
        return not review.independent(present(review.lead_editors()), obj).exists()
    if review.regional_reviewers(obj).exists():
        return False
    deputy = obj.governing_region.deputy
    return not (deputy and review.independent(review.moderators(deputy), obj).exists())


@transaction.atomic
def _tell(kind: str, tasks: Iterable[OpenTask], template: str) -> int:
    """Notices and mails are written together; a task that another run tells of meanwhile is left to it."""
    people = _to_tell()
    if not people:
        logger.error("There is no lead editor or administrator to hear of tasks that are late or stranded")
        return 0
    new, notices = [], []
    for task in tasks:
        row = TaskState.objects.select_for_update(of=("self",)).get(pk=task.state.pk)
        notice, created = TaskNotice.objects.get_or_create(task_state=row, kind=kind)
        if created:
            new.append(task)
            notices.append(notice)
    for person in people if new else ():
        with translation.override(person.language):
            context = {
                "entries": [_entry(task) for task in new],
                "action_url": absolute_url(reverse("core_review_queue")),
            }
        send_to_user(user=person, template=template, context=context, key=f"{notices[0].key}-{person.pk}")
    return len(new)


def _to_tell() -> list[Any]:
    """Lead editors who are there, else all of them, else the administrators."""
    admins = get_user_model()._default_manager.filter(is_active=True, is_superuser=True)
    leads = review.lead_editors()
    return list(present(leads)) or list(leads) or list(admins)


def _entry(task: OpenTask) -> dict[str, Any]:
    return {
        "title": task.title,
        "kind": str(task.obj._meta.verbose_name),
        "region": task.region.label if task.region else "",
        "due": days_in_words(task.due_on) if task.due_on else "",
        "claimed_by": task.claimed_by,
        "people": task.people,
        "url": absolute_url(reverse("core_review", args=[task.state.pk])),
    }
