"""Where a project stands, for its members: list, status page, preview, submit, withdraw, agree."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actors.members import trust
from core import gate, review
from core.aftercare.status import aftercare_of
from core.permissions import may_edit, may_submit
from core.private_pages import unlisted
from core.readiness.report import Report, report_on
from core.registries import status_links
from core.resubmit import members_only
from core.review_status import Standing, status_of
from projects import checks, services
from projects.around import around
from projects.mine import own_projects
from projects.models import ProjectPage
from projects.readiness import STEPS
from projects.views.common import (
    answered_project,
    locked_page,
    own_project,
    step_title,
    step_url,
    steps_of,
    steps_with_points,
    visible_project,
)

CONFLICT, INVALID = 409, 422
MAX_NOTE = 5000


@members_only
def mine(request: HttpRequest) -> HttpResponse:
    """All projects of the person's organisations."""
    return render(request, "projects/mine.html", {"items": own_projects(request.user)})


@members_only
def status(request: HttpRequest, pk: int) -> HttpResponse:
    """The timeline with dates and reasons, the next promise, and what can be done now."""
    project = visible_project(request, pk)
    standing = status_of(project, request.user)
    draft = project.get_latest_revision_as_object()
    editable = may_edit(request.user, project) and not services.is_locked_for(project, request.user)
    context = {
        "project": project,
        "title": draft.title,
        "status": standing,
        "may_act": may_submit(request.user, project),
        "steps": _steps_to_edit(project, draft) if editable else [],
        "point_steps": steps_with_points(project, standing.points) if editable else [],
        "missing": len(checks.open_points(draft)),
        "around": around(project, request.user),
        "public_url": project.get_url(request) if project.live else "",
        "further_links": [found for link in status_links if (found := link(request.user, project))],
        "aftercare": aftercare_of(project, request.user),
    }
    return render(request, "projects/status.html", context)


def _steps_to_edit(project: ProjectPage, draft: Any) -> list[dict[str, Any]]:
    return [
        item for item in steps_of(project, draft, "") if item["url"] != reverse("projects:submit", args=[project.pk])
    ]


@members_only
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as readers would see it; never kept by a cache or a search engine."""
    draft = visible_project(request, pk).get_latest_revision_as_object()
    response = draft.serve_preview(request, draft.default_preview_mode)
    response.context_data["way_back"] = reverse("projects:status", args=[pk])
    return unlisted(response)


@members_only
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is still missing, step by step; complete drafts are sent to review from here."""
    project = own_project(request, pk)
    if request.method == "POST" and not may_submit(request.user, project):
        raise PermissionDenied
    answering = review.active_state(project) is not None
    if services.is_locked_for(project, request.user):
        if request.method == "POST":
            messages.info(request, _("This has been submitted already."))
            return redirect("projects:status", project.pk)
        return locked_page(request, project)
    standing = status_of(project, request.user)
    if standing.standing == Standing.LIVE:
        messages.info(request, _("Nothing has changed since the project became public."))
        return redirect("projects:status", project.pk)
    draft = project.get_latest_revision_as_object()
    errors: list[str] = []
    answer_status = 200
    if request.method == "POST":
        try:
            sent = services.send_to_review(
                project=project,
                user=request.user,
                done=_ticked(request),
                note=request.POST.get("note", "").replace("\x00", "")[:MAX_NOTE],
            )
        except review.NotReady as problem:
            errors, answer_status = problem.blockers, INVALID
        except review.AlreadyDecided as problem:
            messages.info(request, str(problem))
            return redirect("projects:status", project.pk)
        else:
            if sent is None:
                messages.success(request, _("Your correction is public. The editorial desk looks at it afterwards."))
            else:
                messages.success(request, _("Thank you. Your project is on its way."))
            return redirect("projects:status", project.pk)
    points = _points(project, draft)
    context = {
        "project": project,
        "title": draft.title,
        "steps": steps_of(project, draft, "submit"),
        "points": points,
        "report": _report(project, draft),
        "errors": [] if points else [{"text": error} for error in errors],
        "ready": not points and not gate.publication_blockers(draft),
        "may_submit": may_submit(request.user, project),
        "at_once": trust.goes_live_at_once(project, request.user),
        "answering": answering and standing.standing == Standing.CHANGES_REQUESTED,
        "status": standing,
        "done": _ticked(request) or [point.pk for point in standing.points if point.done_at],
        "note": request.POST.get("note", ""),
        "aftercare": aftercare_of(project, request.user),
        "promise": review.promised_day(project.region),
    }
    return render(request, "projects/submit.html", context, status=answer_status)


def _ticked(request: HttpRequest) -> list[int]:
    return [int(key) for key in request.POST.getlist("done") if key.isascii() and key.isdigit() and len(key) < 19]


def _report(project: ProjectPage, draft: Any) -> Report | None:
    """What the checks have found beside the open points, each with the step of the form that mends it."""

    def mended_at(place: str) -> str:
        return step_url(project, STEPS[place]) if place in STEPS else ""

    report = report_on(draft, mended_at)
    return report.without({str(point.text) for point in checks.open_points(draft)}) if report else None


def _points(project: ProjectPage, draft: Any) -> list[dict[str, str]]:
    return [
        {"text": f"{step_title(point.step)}: {point.text}", "url": step_url(project, point.step)}
        for point in checks.open_points(draft)
    ]


@members_only
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then take the submission back; the draft stays."""
    project = answered_project(request, pk)
    if request.method == "POST":
        try:
            review.withdraw(obj=project, user=request.user)
        except review.AlreadyDecided as problem:
            messages.info(request, str(problem))
        else:
            messages.success(request, _("The submission is withdrawn. Your draft is kept."))
        return redirect("projects:status", project.pk)
    state = review.active_state(project)
    if state is None:
        messages.info(request, _("This is not being reviewed any more."))
        return redirect("projects:status", project.pk)
    if not review.may_withdraw(request.user, project, state):
        raise PermissionDenied
    return render(request, "projects/withdraw.html", {"project": project, "title": project.draft_title})


@require_POST
@members_only
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """The author agrees to a reviewer's correction."""
    project = answered_project(request, pk)
    try:
        review.agree(obj=project, user=request.user, shown=request.POST.get("shown", ""))
    except review.ReviewError as problem:
        messages.warning(request, str(problem))
    except PermissionDenied:
        messages.warning(request, _("You made this change yourself; another person has to agree."))
    else:
        messages.success(request, _("Thank you. The editorial desk can now decide."))
    return redirect("projects:status", project.pk)
