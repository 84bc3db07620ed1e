"""The page in the admin on which a decision is taken."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import TaskState

from core import gate, review
from core.aftercare import notes
from core.comparison import comparisons_of
from core.desk.claims import possible_takers
from core.models import Decision
from core.permissions import grants_of, may_lead
from core.review_attempt import Attempt, attempt
from core.review_panels import panels_for
from core.review_status import answer_to_requests


def decide(request: HttpRequest, task_state_id: int) -> HttpResponse:
    """Show one submission with its history, and take a decision on exactly what is shown."""
    task_state, obj = _open_review(request, task_state_id)
    revision = obj.get_latest_revision()
    tried = attempt(request, task_state, obj, revision)
    if tried.decision is not None:
        values = {"title": tried.decision.title, "decision": tried.decision.get_kind_display()}
        messages.success(request, _("%(title)s: %(decision)s.") % values)
        return redirect("core_review_queue")
    context = _context(request, task_state, obj, revision, tried)
    return render(request, "core/admin/review_decide.html", context, status=tried.status)


def _open_review(request: HttpRequest, task_state_id: int) -> tuple[TaskState, Any]:
    task_state = get_object_or_404(
        TaskState.objects.select_related("workflow_state", "task", "claim__user"), pk=task_state_id
    )
    obj = task_state.workflow_state.content_object
    if obj is None:
        raise Http404
    obj = getattr(obj, "specific", obj)
    task = task_state.task.specific
    decides = getattr(task, "may_decide", None)
    if not grants_of(request.user).is_staff or decides is None or not decides(obj, request.user):
        raise PermissionDenied
    return task_state, obj


def _context(request: HttpRequest, task_state: TaskState, obj: Any, revision: Any, tried: Attempt) -> dict[str, Any]:
    return {
        "form": tried.form,
        "points": tried.points,
        "obj": obj,
        "kind": obj._meta.verbose_name,
        "draft": revision.as_object(),
        "revision": revision,
        "task_state": task_state,
        "is_open": task_state.status == TaskState.STATUS_IN_PROGRESS,
        "hindrance": review.why_not_approve(request.user, obj, task_state.workflow_state),
        "answer": answer_to_requests(obj),
        "panels": panels_for(request, obj, task_state.workflow_state),
        "held": gate.held_back(obj),
        "comparisons": comparisons_of(obj),
        "change_note": notes.shown_to_reviewer(obj, reverse("aftercare_note", args=[obj.pk])),
        "blockers": gate.publication_blockers(revision.as_object()),
        "claim": getattr(task_state, "claim", None),
        "takers": possible_takers(task_state, request.user),
        "may_force": may_lead(request.user),
        "history": Decision.objects.about(obj)
        .select_related("user", "outside_question", "outside_answer")
        .defer("outside_question__content", "outside_answer__content")
        .prefetch_related("change_points"),
        "edit_url": AdminURLFinder(request.user).get_edit_url(obj),
        "preview_url": _preview_url(obj, revision),
        "page_title": str(revision.object_str),
        "header_icon": "clipboard-list",
    }


def _preview_url(obj: Any, revision: Any) -> str:
    if hasattr(obj, "url_path"):
        return reverse("wagtailadmin_pages:view_draft", args=[obj.pk])
    return reverse(obj.snippet_viewset.get_url_name("revisions_view"), args=[obj.pk, revision.pk])


urlpatterns = [
    path("review/<int:task_state_id>/", decide, name="core_review"),
]
