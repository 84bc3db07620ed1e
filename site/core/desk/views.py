"""The desk in the admin: the queue with its parts, claims, answers of staff authors, and the second look."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import TaskState, WorkflowState

from core import gate, review
from core.comparison import changes_of_decision
from core.desk import claims
from core.desk.forms import AnswerForm, CountersignForm, ForceForm
from core.desk.queue import Part, QueueItem, parts_of_queue, queue_for, to_countersign, waiting_for_authors
from core.permissions import grants_of, may_edit, may_lead
from core.review_points import open_request

PER_PAGE = 25


def queue(request: HttpRequest) -> HttpResponse:
    """Open reviews of the signed-in person, in parts, narrowed by region and kind."""
    if not grants_of(request.user).is_staff:
        raise PermissionDenied
    everything = queue_for(request.user)
    asked = request.GET.get("part", "")
    part = Part(asked) if asked in Part.values else Part.ALL
    shown: Any
    if part == Part.WAITING:
        shown = waiting_for_authors(request.user)
    elif part == Part.UNSIGNED:
        shown = to_countersign(request.user)
    else:
        shown = [item for item in _narrowed(everything, request) if item.is_in(part)]
    context = {
        "parts": parts_of_queue(request.user, everything, current=part),
        "part": part,
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("p")),
        "regions": sorted({(item.region_id or 0, item.region or _("all of Saxony")) for item in everything}),
        "kinds": sorted({item.kind for item in everything}),
        "chosen": {"region": request.GET.get("region", ""), "kind": request.GET.get("kind", "")},
        "page_title": _("Reviews"),
        "header_icon": "clipboard-list",
    }
    return render(request, "core/admin/review_queue.html", context)


def _narrowed(items: list[QueueItem], request: HttpRequest) -> list[QueueItem]:
    region, kind = request.GET.get("region", ""), request.GET.get("kind", "")
    return [
        item for item in items if (not region or str(item.region_id or 0) == region) and (not kind or item.kind == kind)
    ]


@require_POST
def change_claim(request: HttpRequest, task_state_id: int) -> HttpResponse:
    """Take a task on, give it back or hand it over, as the pressed button says; staff go back to their review page."""
    task_state = get_object_or_404(TaskState.objects.select_related("workflow_state"), pk=task_state_id)
    try:
        messages.success(request, _change(request, task_state))
    except review.ReviewError as problem:
        messages.warning(request, str(problem))
    return redirect("core_review" if grants_of(request.user).is_staff else "review:decide", task_state_id)


def _change(request: HttpRequest, task_state: TaskState) -> str:
    do = request.POST.get("do")
    if do == "claim":
        claims.claim(task_state=task_state, user=request.user)
        return _("You have taken this on.")
    if do == "give_back":
        claims.give_back(task_state=task_state, user=request.user)
        return _("It is back in the queue.")
    if do == "hand_over":
        to = request.POST.get("to", "")
        takers = claims.possible_takers(task_state, request.user)
        taker = takers.filter(pk=to).first() if to.isascii() and to.isdigit() and len(to) < 19 else None
        if taker is None:
            raise review.ReviewError(_("Please choose a person who may decide on it."))
        claims.hand_over(task_state=task_state, to=taker, by=request.user)
        return _("%(name)s answers for it now.") % {"name": taker}
    raise Http404


def answer(request: HttpRequest, workflow_state_id: int) -> HttpResponse:
    """An author on the staff ticks off the points and sends the draft back to review."""
    state = get_object_or_404(WorkflowState, pk=workflow_state_id, status=WorkflowState.STATUS_NEEDS_CHANGES)
    obj = state.content_object
    obj = getattr(obj, "specific", obj)
    if obj is None or not grants_of(request.user).is_staff or not may_edit(request.user, obj):
        raise PermissionDenied
    asked = open_request(obj)
    points = list(asked.change_points.all()) if asked else []
    form = AnswerForm(request.POST or None, points=points)
    if request.method == "POST" and form.is_valid():
        try:
            review.answer_and_submit(obj=obj, user=request.user, **form.cleaned_data)
        except review.NotReady as problem:
            for blocker in problem.blockers:
                form.add_error(None, blocker)
        except review.ReviewError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Sent back. The review goes on where it stopped."))
            return redirect("wagtailadmin_home")
    context = {
        "form": form,
        "obj": obj,
        "asked": asked,
        "edit_url": AdminURLFinder(request.user).get_edit_url(obj),
        "page_title": _("Answer: %(title)s") % {"title": obj.get_latest_revision().object_str},
        "header_icon": "resubmit",
    }
    return render(request, "core/admin/review_answer.html", context, status=422 if form.errors else 200)


def force(request: HttpRequest, task_state_id: int) -> HttpResponse:
    """A lead editor publishes what is in review without waiting for it, with a reason that somebody countersigns."""
    task_state = get_object_or_404(TaskState.objects.select_related("workflow_state"), pk=task_state_id)
    obj = task_state.workflow_state.content_object
    obj = getattr(obj, "specific", obj)
    if obj is None or not may_lead(request.user):
        raise PermissionDenied
    revision = obj.get_latest_revision()
    form = ForceForm(request.POST or None, initial={"shown": gate.shown_token(revision)})
    if request.method == "POST" and form.is_valid():
        try:
            gate.force_publish(obj=obj, user=request.user, **form.cleaned_data)
        except gate.PublishRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Public. It stays on the list “To countersign” until a second person has looked.")
            )
            return redirect("core_review_queue")
    context = {
        "form": form,
        "task_state": task_state,
        "blockers": gate.publication_blockers(revision.as_object()),
        "page_title": _("Publish without a review: %(title)s") % {"title": revision.object_str},
        "header_icon": "warning",
    }
    return render(request, "core/admin/review_force.html", context, status=422 if form.errors else 200)


def countersign(request: HttpRequest, decision_id: int) -> HttpResponse:
    """The second look at something that went live without a review."""
    decision = get_object_or_404(to_countersign(request.user), pk=decision_id)
    obj = gate.object_of(decision)
    form = CountersignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            review.countersign(decision=decision, user=request.user, **form.cleaned_data)
        except review.ReviewError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Countersigned."))
            return redirect(f"{reverse('core_review_queue')}?part={Part.UNSIGNED}")
    context = {
        "form": form,
        "decision": decision,
        "obj": obj,
        "changes": changes_of_decision(decision, obj),
        "hindrance": review.why_not_countersign(request.user, decision, obj),
        "public_url": getattr(obj, "full_url", None) or obj.get_absolute_url() if obj.live else "",
        "edit_url": AdminURLFinder(request.user).get_edit_url(obj),
        "page_title": _("Countersign: %(title)s") % {"title": decision.title},
        "header_icon": "check",
    }
    return render(request, "core/admin/review_countersign.html", context, status=422 if form.errors else 200)


urlpatterns = [
    path("review/", queue, name="core_review_queue"),
    path("review/<int:task_state_id>/claim/", change_claim, name="core_review_claim"),
    path("review/<int:task_state_id>/force/", force, name="core_review_force"),
    path("review/answer/<int:workflow_state_id>/", answer, name="core_review_answer"),
    path("review/countersign/<int:decision_id>/", countersign, name="core_review_countersign"),
]
