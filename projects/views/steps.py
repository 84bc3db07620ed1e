"""The steps of the member's form: begin, describe, save, go on."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from actors.models import Actor
from core.permissions import grants_of
from core.resubmit import members_only
from projects import checks, services
from projects.existing import existing_like
from projects.forms import BasicsForm, StepForm, fingerprint
from projects.models import ProjectPage
from projects.views.common import STEP_FORMS, locked_page, next_url, own_project, step_title, steps_of

CONFLICT, INVALID = 409, 422


def start(request: HttpRequest) -> HttpResponseBase:
    """The first step of a new project; whoever has no session begins without an account, or signs in from there."""
    if request.method == "GET" and not request.user.is_authenticated:
        return redirect("projects:begin")
    return _start(request)


@members_only
def _start(request: HttpRequest) -> HttpResponse:
    """Name, organisation, place."""
    actors = list(Actor.objects.filter(pk__in=grants_of(request.user).member_of))
    if not actors:
        return render(request, "projects/no_organisation.html", status=403)
    form = BasicsForm(request.POST or None, initial={"postcode": actors[0].postcode if len(actors) == 1 else ""})
    status, existing = 200, []
    if request.method == "POST":
        actor, key = _chosen_actor(request, actors), _key(request)
        status = INVALID
        if form.is_valid():
            title = form.cleaned_data["title"]
            if request.POST.get("seen") != title and not services.was_started(request.user, key):
                existing = existing_like(title, request.user)
            try:
                page = None if existing else services.start_project(user=request.user, actor=actor, key=key, form=form)
            except services.NoCatalogue as problem:
                form.add_error(None, str(problem))
            else:
                if page is not None:
                    return redirect(_after(request, page, checks.BASICS))
                status = CONFLICT
    context = {
        "form": form,
        "steps": steps_of(None, None, checks.BASICS),
        "step_title": step_title(checks.BASICS),
        "actors": actors,
        "chosen": request.POST.get("actor", ""),
        "key": _key(request) if request.method == "POST" else uuid4(),
        "existing": existing,
        "seen": form.cleaned_data["title"] if existing else "",
        "step_number": 1,
    }
    return render(request, "projects/step.html", context, status=status)


def _chosen_actor(request: HttpRequest, actors: list[Actor]) -> Actor:
    """One of the person's own organisations; any other id is refused."""
    chosen = request.POST.get("actor", "")
    if len(actors) == 1 and not chosen:
        return actors[0]
    for actor in actors:
        if str(actor.pk) == chosen:
            return actor
    raise PermissionDenied


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


@members_only
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One step of an existing project; saving keeps a draft, whatever is still missing."""
    if step not in STEP_FORMS:
        raise Http404
    project = own_project(request, pk)
    if services.is_locked_for(project, request.user):
        return locked_page(request, project)
    name, form_class = STEP_FORMS[step]
    draft = project.get_latest_revision_as_object()
    stored = form_class.read(draft)
    form = form_class(request.POST or None, initial={**stored, "loaded": fingerprint(stored)})
    status, conflicts = 200, []
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                services.save_step(project=project, user=request.user, form=form)
            except services.Locked:
                return locked_page(request, project)
            except services.ChangedMeanwhile as other:
                form, conflicts, status = _both_texts(form, other.stored), _conflicts(form, other.stored), CONFLICT
            else:
                return redirect(_after(request, project, name))
    context = _step_context(project, draft, form, name) | {"conflicts": conflicts, "other": _other_editor(project)}
    return render(request, "projects/step.html", context, status=status)


def _step_context(project: ProjectPage, draft: Any, form: StepForm, name: str) -> dict[str, Any]:
    steps = steps_of(project, draft, name)
    return {
        "form": form,
        "project": project,
        "title": draft.title,
        "steps": steps,
        "step_title": step_title(name),
        "step_number": [item["state"] for item in steps].index("current") + 1,
        "points": [point for point in checks.open_points(draft) if point.step == name] if form.is_bound else [],
    }


def _after(request: HttpRequest, project: ProjectPage, name: str) -> str:
    """Where the pressed button leads."""
    if "later" in request.POST:
        messages.success(request, _("Saved. You can go on at any time."))
        return reverse("projects:status", args=[project.pk])
    return next_url(project, name)


def _both_texts(form: StepForm, stored: dict[str, Any]) -> StepForm:
    """The same input, now standing beside the other person's version: sent again, it replaces that."""
    data: Any = form.data
    data = data.copy()
    data["loaded"] = fingerprint(stored)
    again = type(form)(data)
    again.is_valid()
    return again


def _conflicts(form: StepForm, stored: dict[str, Any]) -> list[dict[str, str]]:
    """The other person's words, field by field, where they differ from what was typed."""
    return [
        {"label": str(form.fields[name].label), "text": form.in_words(name, value), "url": f"#{form[name].auto_id}"}
        for name, value in stored.items()
        if name in form.fields and value != form.cleaned_data.get(name)
    ]


def _other_editor(project: ProjectPage) -> dict[str, Any]:
    revision = project.get_latest_revision()
    return {"name": str(revision.user or ""), "at": revision.created_at} if revision else {}
