"""Taking a task on, handing it over, giving it back. A claim says who answers for a task; it locks nobody out."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import TaskState, WorkflowState

from core import review
from core.desk.people import asked_for
from core.desk.presence import away_on, present
from core.models import Claim


class TakenMeanwhile(review.ReviewError):
    """Somebody else has taken the task on."""


def open_tasks() -> Any:
    """Task states that wait for a decision."""
    return TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    )


@transaction.atomic
def claim(*, task_state: TaskState, user: Any) -> Claim:
    """Take an open task on. Raises PermissionDenied, AlreadyDecided or TakenMeanwhile; twice is once."""
    obj = _decidable(task_state, user)
    taken, created = Claim.objects.get_or_create(task_state_id=task_state.pk, defaults={"user": user})
    if taken.user_id != user.pk:
        raise TakenMeanwhile(_("%(name)s has taken this on in the meantime.") % {"name": taken.user})
    if created:
        log(instance=obj, action="core.claim", user=user)
    return taken


@transaction.atomic
def give_back(*, task_state: TaskState, user: Any) -> bool:
    """Return a task to the queue; false if nobody had it. Others' claims are returned by those who may decide."""
    obj = _decidable(task_state, user)
    deleted, _rows = Claim.objects.filter(task_state_id=task_state.pk).delete()
    if deleted:
        log(instance=obj, action="core.give_back", user=user)
    return bool(deleted)


@transaction.atomic
def hand_over(*, task_state: TaskState, to: Any, by: Any) -> Claim:
    """Give a task to a colleague who may decide it. Raises PermissionDenied, AlreadyDecided or ReviewError."""
    obj = _decidable(task_state, by)
    if not possible_takers(task_state, by).filter(pk=to.pk).exists():
        raise review.ReviewError(_("This person cannot decide on it."))
    taken, _created = Claim.objects.update_or_create(
        task_state_id=task_state.pk, defaults={"user": to, "claimed_at": timezone.now()}
    )
    log(instance=obj, action="core.hand_over", user=by, data={"to": to.pk})
    return taken


def possible_takers(task_state: TaskState, user: Any) -> Any:
    """Colleagues this task can be handed to: those who are asked for it today, without the person who asks."""
    obj = _object_of(task_state)
    people = {person.pk for person in asked_for(task_state.specific, obj)}
    people |= set(present(review.lead_editors()).values_list("pk", flat=True)) if not people - {user.pk} else set()
    return get_user_model()._default_manager.filter(pk__in=people - {user.pk}).order_by("last_name", "first_name")


def return_stranded(held: Any = None) -> int:
    """Return what people hold who have left, lost the role or are away; gives how many tasks that were."""
    returned = 0
    away = set(away_on(timezone.localdate()).values_list("person_id", flat=True))
    held = Claim.objects.all() if held is None else held
    for taken in held.filter(task_state__in=open_tasks()).select_related("user", "task_state"):
        if taken.user.is_active and taken.user_id not in away and _may_decide(taken):
            continue
        with transaction.atomic():
            deleted, _rows = Claim.objects.filter(pk=taken.pk, user_id=taken.user_id).delete()
            if deleted:
                log(instance=_object_of(taken.task_state), action="core.give_back", data={"from": taken.user_id})
                returned += 1
    return returned


def return_claims_of(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A person has changed or lost a role: what they may not decide any more goes back to the queue."""
    person = getattr(instance, "user", instance)
    if person.pk and Claim.objects.filter(user_id=person.pk).exists():
        return_stranded(Claim.objects.filter(user_id=person.pk))


def _may_decide(taken: Claim) -> bool:
    obj = _object_of(taken.task_state)
    return obj is not None and taken.task_state.task.specific.may_decide(obj, taken.user)


def _decidable(task_state: TaskState, user: Any) -> Any:
    """The object of an open task this person may decide; the task's row is locked until the transaction ends."""
    row = TaskState.objects.select_for_update(of=("self",)).get(pk=task_state.pk)
    obj = _object_of(row)
    if obj is None or not row.task.specific.may_decide(obj, user):
        raise PermissionDenied
    if row.status != TaskState.STATUS_IN_PROGRESS or row.workflow_state.current_task_state_id != row.pk:
        raise review.AlreadyDecided(_("This has already been decided."))
    return obj


def _object_of(task_state: TaskState) -> Any:
    obj = task_state.workflow_state.content_object
    return getattr(obj, "specific", obj)
