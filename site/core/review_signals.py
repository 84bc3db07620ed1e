"""Keeps ledger and mail in step with the workflow, whichever road started it.

`stage_started` and `decision_recorded` are what the domains listen to.
"""

from typing import Any

from django.dispatch import Signal
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from core import gate

# Sent with `task_state` and `obj` when a stage of review begins.
stage_started = Signal()
# Sent with `decision` and `obj` when a line is written to the ledger.
decision_recorded = Signal()


def connect() -> None:
    """Connects our handlers in the place of Wagtail's workflow mails, which address groups that do not exist here.

    Wagtail connects later under the same ids, which Django then ignores.
    """
    for signal, sender, uid in (
        (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
        (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
        (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
        (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    ):
        signal.connect(_told_by_the_ledger, sender=sender, dispatch_uid=uid)
    task_submitted.connect(_on_stage_started, dispatch_uid="core_stage_started")


def _told_by_the_ledger(**kwargs: Any) -> None:
    """Stands where Wagtail's own mail would be sent."""


def _on_stage_started(sender: Any, instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    from core.models import Decision

    state = instance.workflow_state
    obj = getattr(state.content_object, "specific", state.content_object)
    if not getattr(obj, "gated", False):
        return
    earlier = list(state.task_states.exclude(pk=instance.pk).order_by("-pk").values_list("status", flat=True))
    passed_on = TaskState.STATUS_APPROVED in earlier[:1]
    if not passed_on:
        gate.record(Decision.Kind.SUBMITTED, obj, revision=instance.revision, user=user)
    stage_started.send(sender=type(obj), task_state=instance, obj=obj)


def announce(decision: Any) -> None:
    """Tell those who listen of a line that has just been written to the ledger, within its transaction."""
    decision_recorded.send(sender=type(decision), decision=decision, obj=gate.object_of(decision))
