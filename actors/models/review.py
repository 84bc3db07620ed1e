"""The organisation's own stage of review."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from core.models.review import ReviewTask
from core.permissions import grants_of

from .actor import Actor

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ActorReviewTaskState(TaskState):
    """The organisation's stage of one submission."""

    actor = models.ForeignKey(
        Actor, verbose_name=_("actor"), null=True, on_delete=models.SET_NULL, related_name="reviews"
    )
    due_on = models.DateField(_("answer promised by"), null=True)

    class Meta:
        verbose_name = _("state of an organisation's review")
        verbose_name_plural = _("states of organisations' reviews")


class ActorReviewTask(ReviewTask):
    """Review by the leads of the owning actor; skipped where none of them is left to ask."""

    task_state_class = ActorReviewTaskState

    class Meta:
        verbose_name = _("organisation's review")
        verbose_name_plural = _("organisations' reviews")

    @classmethod
    def get_description(cls) -> Any:
        return _("The leads of the owning organisation decide first.")

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        obj = workflow_state.content_object
        obj = getattr(obj, "specific", obj)
        if self._is_needed(obj, user):
            state = super().start(workflow_state, user=user)
            from core.review import organisations_day

            state.actor_id = obj.governing_actor_id
            state.due_on = organisations_day()
            state.save(update_fields=["actor", "due_on"])
            return state
        # Wagtail's start() would announce the task; a skipped stage asks nobody.
        state = ActorReviewTaskState(
            workflow_state=workflow_state,
            task=self,
            revision=obj.get_latest_revision(),
            status=TaskState.STATUS_SKIPPED,
            finished_at=timezone.now(),
            actor_id=obj.governing_actor_id,
        )
        state.save()
        return state

    def _is_needed(self, obj: Any, user: Any) -> bool:
        from core.models import GatedSnippet

        if isinstance(obj, GatedSnippet) or obj.governing_actor_id is None:
            return False
        grants = grants_of(user)
        if grants.leads_actor(obj.governing_actor_id) or grants.staff_in(obj.governing_region_id):
            return False
        return obj.actor.memberships.filter(role="lead", user__is_active=True).exclude(user=user).exists()

    def may_decide(self, obj: Any, user: Any) -> bool:
        grants = grants_of(user)
        return grants.leads or obj.governing_actor_id in grants.actor_lead_of | grants.deputises_leading

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> "QuerySet[TaskState]":
        open_states = TaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS)
        grants = grants_of(user)
        if grants.leads:
            return open_states
        return open_states.filter(actorreviewtaskstate__actor_id__in=grants.actor_lead_of | grants.deputises_leading)
