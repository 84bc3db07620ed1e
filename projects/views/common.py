"""What the pages of the member's form share: finding the project, the steps, the page shown while it is locked."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core import review
from core.permissions import allows, may_edit, may_see_draft, may_submit
from projects import checks
from projects.forms import BasicsForm, CopyForm, ShortForm, StepForm, StoryForm
from projects.models import ProjectPage

LOCKED = 423

# Slugs in the address, in the order of the form; the pictures have a view of their own.
STEP_FORMS: dict[str, tuple[str, type[StepForm]]] = {
    "grundlagen": (checks.BASICS, BasicsForm),
    "kurz": (checks.SHORT, ShortForm),
    "geschichte": (checks.STORY, StoryForm),
    "nachmachen": (checks.COPY, CopyForm),
}
SLUGS = {step: slug for slug, (step, _form) in STEP_FORMS.items()}
ORDER = [checks.BASICS, checks.SHORT, checks.STORY, checks.COPY, checks.PICTURES]


def step_title(step: str) -> str:
    return {
        checks.BASICS: _("Name and place"),
        checks.SHORT: _("In short"),
        checks.STORY: _("The story"),
        checks.COPY: _("To copy"),
        checks.PICTURES: _("Pictures"),
    }[step]


def step_url(project: ProjectPage, step: str) -> str:
    if step == checks.PICTURES:
        return reverse("projects:pictures", args=[project.pk])
    return reverse("projects:step", args=[project.pk, SLUGS[step]])


def next_url(project: ProjectPage, step: str) -> str:
    """The step after this one; after the last one, the page that checks and submits."""
    position = ORDER.index(step) + 1
    return (
        step_url(project, ORDER[position]) if position < len(ORDER) else reverse("projects:submit", args=[project.pk])
    )


def visible_project(request: HttpRequest, pk: int) -> ProjectPage:
    """A project whose draft this person may see; for everybody else it does not exist.

    Raises SecondFactorRequired for staff who have signed in with their password alone.
    """
    projects = ProjectPage.objects.filter(alias_of=None, locale=Locale.get_default())
    project = get_object_or_404(projects.select_related("actor", "region"), pk=pk)
    if not allows(request.user, lambda user: may_see_draft(user, project)):
        raise Http404
    return project


def own_project(request: HttpRequest, pk: int) -> ProjectPage:
    """A project this person may edit."""
    project = visible_project(request, pk)
    if not allows(request.user, lambda user: may_edit(user, project)):
        raise PermissionDenied
    return project


def answered_project(request: HttpRequest, pk: int) -> ProjectPage:
    """A project this person may submit, withdraw and agree for; co-authors only write."""
    project = visible_project(request, pk)
    if not allows(request.user, lambda user: may_submit(user, project)):
        raise PermissionDenied
    return project


def steps_of(project: ProjectPage | None, draft: Any, current: str) -> list[dict[str, Any]]:
    """The five steps and the last page, for `components/steps.html`."""
    if project is None:
        return [{"title": step_title(step), "state": "current" if step == current else "todo"} for step in ORDER]
    missing = {point.step for point in checks.open_points(draft)}
    items = [
        {"title": step_title(step), "url": step_url(project, step), "state": _state(step, current, missing)}
        for step in ORDER
    ]
    last = {"title": _("Check and submit"), "url": reverse("projects:submit", args=[project.pk])}
    return [*items, {**last, "state": "current" if current == "submit" else "todo"}]


def steps_with_points(project: ProjectPage, points: Iterable[Any]) -> list[dict[str, str]]:
    """The steps of the form in which the places of these points are filled in."""
    wanted = {step_of_place(point.place) for point in points if point.place}
    return [{"title": step_title(step), "url": step_url(project, step)} for step in ORDER if step in wanted]


def step_of_place(place: str) -> str:
    """The step that asks for a field or its rows; pictures and bodies have the last one."""
    for step, form_class in STEP_FORMS.values():
        relations = {rows.relation for rows in form_class.rows.values()}
        if place in form_class.parts() or place in relations:
            return step
    return checks.PICTURES


def _state(step: str, current: str, missing: set[str]) -> str:
    if step == current:
        return "current"
    return "todo" if step in missing else "done"


def locked_page(request: HttpRequest, project: ProjectPage) -> HttpResponse:
    """Says why nothing can be changed now, and keeps what was typed in sight."""
    state = review.active_state(project)
    context = {
        "project": project,
        "typed": list(_typed(request)),
        "may_withdraw": state is not None and review.may_withdraw(request.user, project, state),
    }
    return render(request, "projects/locked.html", context, status=LOCKED)


def _typed(request: HttpRequest) -> Iterator[str]:
    for name, values in request.POST.lists():
        if name not in ("csrfmiddlewaretoken", "loaded", "key"):
            yield from (str(value) for value in values if len(str(value)) > 3)
