"""Deciding a review on the public site: for leads of organisations, and for any reviewer who follows the link."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from core import gate, review
from core.aftercare import notes
from core.comparison import comparisons_of
from core.desk.claims import possible_takers
from core.models import Decision
from core.permissions import allows
from core.resubmit import members_only
from core.review_attempt import Attempt, attempt
from core.review_links import get_review_url, links_of
from core.review_panels import panels_for
from core.review_status import answer_to_requests, status_of


@members_only
def decide(request: HttpRequest, task_state_id: int) -> HttpResponse:
    """Show one submission with the facts, and take a decision on exactly what is shown."""
    task_state, obj = open_review(request, task_state_id)
    revision = obj.get_latest_revision()
    tried = attempt(request, task_state, obj, revision)
    if tried.decision is not None:
        messages.success(request, _thanks(tried.decision))
        return redirect(get_review_url(task_state))
    context = _context(request, task_state, obj, revision, tried)
    return render(request, "core/review_decide.html", context, status=tried.status)


def open_review(request: HttpRequest, task_state_id: int) -> tuple[TaskState, Any]:
    """The task and its object; nothing is found by people who do not decide on it.

    Raises SecondFactorRequired for staff who have signed in with their password alone.
    """
    task_state = get_object_or_404(
        TaskState.objects.select_related("workflow_state", "task", "claim__user"), pk=task_state_id
    )
    obj = task_state.workflow_state.content_object
    obj = getattr(obj, "specific", obj)
    task = task_state.task.specific
    if obj is None or not hasattr(task, "may_decide") or not allows(request.user, partial(task.may_decide, obj)):
        raise Http404
    return task_state, obj


def _thanks(decision: Decision) -> str:
    return _("Thank you. Your decision is recorded: %(decision)s. The author has been told.") % {
        "decision": decision.get_kind_display()
    }


def _context(request: HttpRequest, task_state: TaskState, obj: Any, revision: Any, tried: Attempt) -> dict[str, Any]:
    draft = revision.as_object()
    links = links_of(obj)
    state = task_state.workflow_state
    return {
        "form": tried.form,
        "points": tried.points,
        "title": revision.object_str,
        "kind": obj._meta.verbose_name,
        "live": obj.live,
        "is_open": task_state.status == TaskState.STATUS_IN_PROGRESS
        and state.status == state.STATUS_IN_PROGRESS
        and state.current_task_state_id == task_state.pk,
        "hindrance": review.why_not_approve(request.user, obj, state),
        "claim": getattr(task_state, "claim", None),
        "takers": possible_takers(task_state, request.user),
        "task_state": task_state,
        "blockers": gate.publication_blockers(draft),
        "answer": answer_to_requests(obj),
        "panels": panels_for(request, obj, state),
        "held": gate.held_back(obj),
        "comparisons": comparisons_of(obj),
        "change_note": notes.shown_to_reviewer(obj, reverse("aftercare:note", args=[obj.pk])),
        "facts": links.facts(draft) if links else [],
        "preview_url": links.preview(obj) if links else "",
        "edit_url": links.edit(obj) if links and links.edit else "",
        "timeline": status_of(obj, request.user).timeline,
    }
