"""Deciding a review on the public site: for leads of organisations, and for any reviewer who follows the link."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from core import gate, review
from core.comparison import comparisons_of
from core.models import Decision
from core.permissions import allows
from core.resubmit import members_only
from core.review_forms import DecisionForm
from core.review_links import get_review_url, links_of
from core.review_status import answer_to_requests, status_of


@members_only
def decide(request: HttpRequest, task_state_id: int) -> HttpResponse:
    """Show one submission with the facts, and take a decision on exactly what is shown."""
    task_state, obj = open_review(request, task_state_id)
    revision = obj.get_latest_revision()
    shown = gate.shown_token(revision)
    form = DecisionForm(request.POST or None, initial={"shown": shown})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                decision = review.decide(task_state=task_state, user=request.user, **form.cleaned_data)
            except (review.ReviewError, gate.PublishRefused) as refusal:
                form.add_error(None, str(refusal))
                # The words stay; the form now stands for what is shown beside it.
                form.data = {**request.POST.dict(), "shown": shown}
                status = 409
            else:
                messages.success(request, _thanks(decision))
                return redirect(get_review_url(task_state))
    return render(request, "core/review_decide.html", _context(request, task_state, obj, revision, form), status=status)


def open_review(request: HttpRequest, task_state_id: int) -> tuple[TaskState, Any]:
    """The task and its object; nothing is found by people who do not decide on it.

    Raises SecondFactorRequired for staff who have signed in with their password alone.
    """
    task_state = get_object_or_404(TaskState.objects.select_related("workflow_state", "task"), pk=task_state_id)
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


def _context(
    request: HttpRequest, task_state: TaskState, obj: Any, revision: Any, form: DecisionForm
) -> dict[str, Any]:
    draft = revision.as_object()
    links = links_of(obj)
    state = task_state.workflow_state
    return {
        "form": form,
        "title": revision.object_str,
        "kind": obj._meta.verbose_name,
        "live": obj.live,
        "is_open": task_state.status == TaskState.STATUS_IN_PROGRESS
        and state.status == state.STATUS_IN_PROGRESS
        and state.current_task_state_id == task_state.pk,
        "hindrance": review.why_not_approve(request.user, obj, state),
        "blockers": gate.publication_blockers(draft),
        "answer": answer_to_requests(obj),
        "comparisons": comparisons_of(obj),
        "facts": links.facts(draft) if links else [],
        "preview_url": links.preview(obj) if links else "",
        "edit_url": links.edit(obj) if links and links.edit else "",
        "timeline": status_of(obj, request.user).timeline,
    }
