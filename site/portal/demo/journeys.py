"""Takes the demo's drafts where their `state` says, by the same services that people use."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.models import TaskState

from core import gate, review
from core.models import Decision
from portal.demo.people import person

LIVE_STATES = ("live", "live_with_edit")


def approver_of(page: Any) -> Any:
    """Somebody who may approve: a moderator of the region who has not written it, else a lead editor."""
    users = get_user_model().objects
    editor = page.get_latest_revision().user_id
    moderators = users.filter(region_roles__region=page.region, region_roles__role="moderator").exclude(pk=editor)
    return moderators.first() or users.filter(groups__name="Leitung").exclude(pk=editor).first()


@transaction.atomic
def make_public(page: Any) -> None:
    """Approve and publish a draft that nobody has decided on yet."""
    if page.live or page.first_published_at:
        return
    approver = approver_of(page)
    revision = page.get_latest_revision()
    gate.record(Decision.Kind.APPROVED, page, revision=revision, user=approver)
    revision.publish(user=approver, skip_permission_checks=True)


@transaction.atomic
def travel(page: Any, entry: dict[str, Any]) -> None:
    """Bring a fresh draft into the workflow state of its entry."""
    if Decision.objects.about(page).exclude(kind=Decision.Kind.APPROVED).exists():
        return
    author = page.get_latest_revision().user
    note = entry.get("note") or ""
    state = entry["state"]
    if state == "live_with_edit":
        page = type(page).objects.get(pk=page.pk)
        draft = page.get_latest_revision_as_object()
        for name, value in entry["edit"].items():
            setattr(draft, name, value.strip())
        draft.save_revision(user=author)
    if state in ("draft", "live", "in_package"):
        return
    if state == "forced":
        gate.force_publish(obj=page, user=person("lead"), reason=note)
        return
    page = type(page).objects.get(pk=page.pk)
    review.submit(obj=page, user=author)
    if state == "submitted_actor":
        return
    if state == "withdrawn":
        review.withdraw(obj=page, user=author)
        return
    _pass_organisation(page)
    if state == "changes_requested":
        _decide(page, approver_of(page), review.REQUEST_CHANGES, comment=note)
    elif state == "rejected":
        _decide(page, approver_of(page), review.REJECT, comment=note, reason=Decision.Reason.OFF_TOPIC)


def _pass_organisation(page: Any) -> None:
    """The organisation's own stage, where there is one."""
    task_state = _open(page)
    if task_state and hasattr(task_state.specific, "actor_id"):
        lead = page.actor.memberships.filter(role="lead").exclude(user=page.get_latest_revision().user).first()
        _decide(page, lead.user, review.APPROVE)


def _decide(page: Any, user: Any, action: str, comment: str = "", reason: str = "") -> None:
    page = type(page).objects.get(pk=page.pk)
    review.decide(
        task_state=_open(page),
        user=user,
        action=action,
        shown=gate.shown_token(page.get_latest_revision()),
        comment=comment,
        reason=reason,
    )


def _open(page: Any) -> TaskState | None:
    return TaskState.objects.for_instance(page).filter(status=TaskState.STATUS_IN_PROGRESS).first()
