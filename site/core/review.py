"""Services of review: submit, decide, withdraw, agree. Every one locks the object and writes the ledger."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Revision, TaskState, WorkflowState

from core import gate
from core.desk.presence import present, present_or_deputies
from core.models import Decision, Region
from core.permissions import grants_of, may_submit, owns
from core.registries import approval_hindrances
from core.review_points import MAX_POINTS, UnknownPlace, Wish, open_request, points_for, tick_off, wishes_in
from core.workdays import add_working_days

APPROVE, REQUEST_CHANGES, REJECT = "approve", "request_changes", "reject"
ACTIONS = (APPROVE, REQUEST_CHANGES, REJECT)
DEFAULT_REVIEW_DAYS = 5
# What the leads of an organisation are given before it counts as late.
ORGANISATION_DAYS = 3
NO_WORDS = gettext_lazy("Please say in your own words what is missing or why.")


class ReviewError(Exception):
    """A review step that cannot be taken now; the message is for the person who tried."""


class AlreadyDecided(ReviewError):
    """Somebody else was faster, or the submission was withdrawn."""


class ChangedMeanwhile(ReviewError):
    """The content is no longer what the form showed."""


class NotReady(ReviewError):
    """The content cannot be submitted yet; `blockers` lists why."""

    def __init__(self, blockers: Iterable[str]) -> None:
        self.blockers = list(blockers)
        super().__init__(" ".join(str(blocker) for blocker in self.blockers))


def promised_day(region: Region | None) -> date:
    """The day by which a submission to this region is answered, in Saxon working days from today."""
    days = region.review_days if region else DEFAULT_REVIEW_DAYS
    return add_working_days(timezone.localdate(), days)


def organisations_day() -> date:
    """The day by which the leads of an organisation are asked to have looked."""
    return add_working_days(timezone.localdate(), ORGANISATION_DAYS)


def last_editor_id(obj: Any) -> int | None:
    revision = obj.get_latest_revision()
    return revision.user_id if revision else None


def holders(region: Region | None, *roles: str) -> QuerySet[Any]:
    """Active people with one of these roles in the region, present or not."""
    users = get_user_model()._default_manager.filter(is_active=True)
    if region is None:
        return users.none()
    return users.filter(region_roles__region=region, region_roles__role__in=roles).distinct()


def moderators(region: Region | None) -> QuerySet[Any]:
    """Who moderates the region today: those who are there, and the deputies of those who are away."""
    return present_or_deputies(holders(region, "moderator"))


def regional_reviewers(obj: Any) -> QuerySet[Any]:
    """People of the object's own region who may approve the present draft today."""
    roles = ("moderator", "editor") if obj.is_editorial else ("moderator",)
    return independent(present_or_deputies(holders(obj.governing_region, *roles)), obj)


def independent(users: QuerySet[Any], obj: Any) -> QuerySet[Any]:
    """Those who may approve this: not its last editor, and nobody of the organisation whose content it is."""
    others = users.exclude(pk=last_editor_id(obj))
    if obj.governing_actor_id is not None:
        others = others.exclude(memberships__actor_id=obj.governing_actor_id)
    if obj.governing_person_id is not None:
        others = others.exclude(pk=obj.governing_person_id)
    return others.distinct()


def lead_editors() -> QuerySet[Any]:
    """Active lead editors; administrators decide too but are not asked by mail."""
    from django.db.models import Q

    users = get_user_model()._default_manager.filter(is_active=True)
    lead = Q(groups__permissions__codename="lead_portal") | Q(user_permissions__codename="lead_portal")
    return users.filter(lead).distinct()


def reviewers_to_ask(obj: Any) -> list[Any]:
    """Who is asked to review now: the region, else its deputy region, else the lead editors."""
    own = list(regional_reviewers(obj))
    if own:
        return own
    region = obj.governing_region
    deputies = list(independent(moderators(region.deputy), obj)) if region and region.deputy else []
    return deputies or list(independent(present(lead_editors()), obj)) or list(independent(lead_editors(), obj))


def may_review_in_region(user: Any, obj: Any) -> bool:
    """Whether this person sits at the desk for this object; four eyes are judged when deciding."""
    grants = grants_of(user)
    if grants.moderates_in(obj.governing_region_id):
        return True
    region = obj.governing_region
    if region is None:
        return False
    if region.pk in grants.deputises or (obj.is_editorial and region.pk in grants.edits | grants.deputises_editing):
        return True
    return (
        region.deputy_id is not None
        and region.deputy_id in grants.moderates | grants.deputises
        and not regional_reviewers(obj).exists()
    )


def is_own_change(user: Any, obj: Any) -> bool:
    """Whether approving would mean approving one's own last edit without anybody else's agreement."""
    revision = obj.get_latest_revision()
    return revision is not None and not gate.four_eyes(obj, revision, user.pk)


def belongs_to_submitter(user: Any, obj: Any) -> bool:
    """Whether this person works for the organisation whose content this is, be it a partner agency."""
    return owns(user, obj)


def why_not_approve(user: Any, obj: Any, state: WorkflowState) -> str:
    """What keeps this person, who may decide here, from approving; empty where nothing does."""
    if is_own_change(user, obj):
        return _(
            "You made the last change yourself. You can ask for changes or reject; to approve, a second person has to "
            "look, or the author agrees to your change."
        )
    if state.is_at_final_task and belongs_to_submitter(user, obj):
        return _("Your own organisation has submitted this. Somebody from another organisation has to approve it.")
    if state.is_at_final_task:
        return next((words for hindrance in approval_hindrances if (words := hindrance(obj, state))), "")
    return ""


def locked(obj: Any) -> Any:
    """The object, read anew and locked until the transaction ends, drafts first: so does whoever edits.

    Of a page both rows are locked, since edits write the one and decisions the other. Workflow states are locked later.
    """
    drafts = Revision.objects.for_instance(obj).order_by("pk")
    list(drafts.select_for_update(of=("self",), no_key=True).values_list("pk"))
    model = type(obj)
    rows = ("self", "page_ptr") if issubclass(model, Page) and model is not Page else ("self",)
    return model._base_manager.select_for_update(of=rows, no_key=True).get(pk=obj.pk)


def active_state(obj: Any, *, lock: bool = False) -> WorkflowState | None:
    states = WorkflowState.objects.active().for_instance(obj)
    return (states.select_for_update(of=("self",)) if lock else states).first()


def awaits_answer(obj: Any) -> bool:
    """Whether changes were requested that the author has not answered yet."""
    state = obj.current_workflow_state
    return state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES


@transaction.atomic
def submit(*, obj: Any, user: Any) -> WorkflowState:
    """Send the latest draft to review, or back to review after requested changes.

    Raises PermissionDenied, NotReady (with blockers) or AlreadyDecided if it is already in review.
    """
    obj = locked(obj)
    if not may_submit(user, obj):
        raise PermissionDenied
    blockers = gate.publication_blockers(obj.get_latest_revision_as_object())
    if blockers:
        raise NotReady(blockers)
    state = active_state(obj, lock=True)
    if state is None:
        return obj.get_workflow().start(obj, user)
    if state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        raise AlreadyDecided(_("This is already being reviewed."))
    state.resume(user=user)
    return state


@transaction.atomic
def answer(*, obj: Any, user: Any, comment: str, done: Iterable[int] = ()) -> Decision:
    """Keep the author's words on the requested changes and tick off points by id; `submit` then sends the draft back."""
    obj = locked(obj)
    if not may_submit(user, obj):
        raise PermissionDenied
    state = active_state(obj, lock=True)
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        raise AlreadyDecided(_("Nobody is waiting for an answer."))
    request = open_request(obj)
    if request is not None:
        tick_off(request=request, done=done, user=user)
    return gate.record(
        Decision.Kind.ANSWERED,
        obj,
        revision=obj.get_latest_revision(),
        user=user,
        comment=comment.strip(),
        refers_to=request,
    )


@transaction.atomic
def answer_and_submit(*, obj: Any, user: Any, comment: str, done: Iterable[int] = ()) -> WorkflowState:
    """Answer requested changes and send the draft back, or neither. Raises what `answer` and `submit` raise."""
    answer(obj=obj, user=user, comment=comment, done=done)
    return submit(obj=obj, user=user)


def may_withdraw(user: Any, obj: Any, state: WorkflowState) -> bool:
    """Whoever submitted it, and the people of the owning organisation. A desk decides; it does not withdraw."""
    asked = state.requested_by_id == user.pk or owns(user, obj)
    return asked and may_submit(user, obj)


@transaction.atomic
def withdraw(*, obj: Any, user: Any) -> None:
    """Take a submission back; the draft stays. Raises PermissionDenied, or AlreadyDecided if nothing is in review."""
    obj = locked(obj)
    if not may_submit(user, obj):
        raise PermissionDenied
    state = active_state(obj, lock=True)
    if state is None:
        raise AlreadyDecided(_("This is not being reviewed any more."))
    if not may_withdraw(user, obj, state):
        raise PermissionDenied
    gate.record(Decision.Kind.WITHDRAWN, obj, revision=obj.get_latest_revision(), user=user)
    state.cancel(user=user)


@transaction.atomic
def agree(*, obj: Any, user: Any, shown: str) -> Decision:
    """The submitter agrees to a reviewer's correction and so becomes its second pair of eyes."""
    obj = locked(obj)
    revision = obj.get_latest_revision()
    if not may_submit(user, obj) or revision.user_id == user.pk:
        raise PermissionDenied
    if active_state(obj, lock=True) is None:
        raise AlreadyDecided(_("This is not being reviewed any more."))
    if shown != gate.shown_token(revision):
        raise ChangedMeanwhile(_("The text has changed in the meantime. Please look at it again."))
    return gate.record(Decision.Kind.AGREED, obj, revision=revision, user=user)


def may_countersign(user: Any, region_id: int | None) -> bool:
    """Take a second look at what went live without a review: moderators of the region, their deputies, lead editors."""
    grants = grants_of(user)
    return grants.moderates_in(region_id) or (region_id is not None and region_id in grants.deputises)


def why_not_countersign(user: Any, decision: Decision, obj: Any) -> str:
    """What keeps this person from countersigning a publication without a review; empty where nothing does."""
    if decision.user_id == user.pk:
        return _("You have published this yourself. A second person has to look.")
    if belongs_to_submitter(user, obj):
        return _("This is your own organisation’s. Somebody from another organisation has to countersign.")
    return ""


@transaction.atomic
def countersign(*, decision: Decision, user: Any, comment: str = "") -> Decision:
    """The second pair of eyes, afterwards. Raises PermissionDenied, AlreadyDecided or ReviewError."""
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    obj = gate.object_of(decision)
    if not may_countersign(user, decision.region_id):
        raise PermissionDenied
    if not Decision.objects.to_countersign().filter(pk=decision.pk).exists():
        raise AlreadyDecided(_("Somebody has countersigned this already."))
    hindrance = why_not_countersign(user, decision, obj)
    if hindrance:
        raise ReviewError(hindrance)
    return gate.record(
        Decision.Kind.COUNTERSIGNED,
        obj,
        revision=decision.revision,
        user=user,
        comment=comment.strip(),
        refers_to=decision,
    )


@transaction.atomic
def decide(
    *,
    task_state: TaskState,
    user: Any,
    action: str,
    shown: str,
    comment: str = "",
    reason: str = "",
    wishes: Iterable[Wish] = (),
) -> Decision:
    """Take one decision on exactly the content that was shown.

    Requested changes are `wishes`, or else the lines of the comment.

    Raises PermissionDenied, AlreadyDecided, ChangedMeanwhile, ReviewError (missing words, own change) or PublishRefused.
    """
    if action not in ACTIONS:
        raise ReviewError(_("Please choose a decision."))
    obj = task_state.workflow_state.content_object
    obj = locked(getattr(obj, "specific", obj))
    state = WorkflowState.objects.select_for_update(of=("self",)).get(pk=task_state.workflow_state_id)
    task_state = TaskState.objects.get(pk=task_state.pk).specific
    task = task_state.task.specific
    if not task.may_decide(obj, user):
        raise PermissionDenied
    if (
        task_state.status != TaskState.STATUS_IN_PROGRESS
        or state.status != WorkflowState.STATUS_IN_PROGRESS
        or state.current_task_state_id != task_state.pk
    ):
        raise AlreadyDecided(_("This has already been decided."))
    revision = obj.get_latest_revision()
    if shown != gate.shown_token(revision):
        raise ChangedMeanwhile(_("The text has changed in the meantime. Please look at it again."))
    comment = comment.strip()
    if action == APPROVE:
        return _approve(obj, state, task_state, revision, user, comment)
    if action == REQUEST_CHANGES:
        return _request_changes(obj, task_state, revision, user, comment, list(wishes))
    if not comment:
        raise ReviewError(str(NO_WORDS))
    if reason not in Decision.Reason.values:
        raise ReviewError(_("Please choose the reason for the rejection."))
    decision = gate.record(Decision.Kind.REJECTED, obj, revision=revision, user=user, comment=comment, reason=reason)
    state.cancel(user=user)
    return decision


def _request_changes(obj: Any, task_state: Any, revision: Any, user: Any, comment: str, wishes: list[Wish]) -> Decision:
    if not wishes:
        wishes, comment = wishes_in(comment), ""
    if not wishes:
        raise ReviewError(str(NO_WORDS))
    try:
        points = points_for(revision.as_object(), wishes[:MAX_POINTS])
    except UnknownPlace as problem:
        raise ReviewError(str(problem)) from problem
    decision = gate.record(
        Decision.Kind.CHANGES_REQUESTED, obj, revision=revision, user=user, comment=comment, points=points
    )
    task_state.reject(user=user, comment=decision.full_words)
    return decision


def _approve(obj: Any, state: Any, task_state: Any, revision: Any, user: Any, comment: str) -> Decision:
    hindrance = why_not_approve(user, obj, state)
    if hindrance:
        raise ReviewError(hindrance)
    final = state.is_at_final_task
    kind = Decision.Kind.APPROVED if final else Decision.Kind.STAGE_APPROVED
    decision = gate.record(kind, obj, revision=revision, user=user, comment=comment)
    task_state.revision = revision
    task_state.approve(user=user, comment=comment)
    return decision
