"""The picture step: several small forms on one page, so that one refused file costs no other words."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.resubmit import members_only
from projects import checks, services
from projects import pictures as store
from projects.models import ProjectPage
from projects.picture_forms import NewPictureForm, PictureTextForm
from projects.views.common import locked_page, next_url, own_project, step_title, steps_of

CONFLICT, INVALID = 409, 422


@members_only
def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """Show, describe, order, remove and add pictures; each button is a form of its own."""
    project = own_project(request, pk)
    if services.is_locked_for(project, request.user):
        return locked_page(request, project)
    new = NewPictureForm(prefix="new")
    if request.method == "POST":
        try:
            if request.POST.get("do") == "add":
                new = NewPictureForm(request.POST, request.FILES, prefix="new")
                answer = _add(request, project, new)
            else:
                answer = _change(request, project)
        except services.Locked:
            return locked_page(request, project)
        if answer is not None:
            return answer
        return render(request, "projects/pictures.html", _context(request, project, new), status=INVALID)
    return render(request, "projects/pictures.html", _context(request, project, new))


def _add(request: HttpRequest, project: ProjectPage, form: NewPictureForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    cleaned = form.cleaned_data
    try:
        store.add_picture(
            project=project,
            user=request.user,
            upload=form.upload(),
            alt=cleaned["alt"],
            caption=cleaned["caption"],
            opening=cleaned["opening"],
        )
    except ValidationError as refused:
        _add_errors(form, refused)
        return None
    messages.success(request, _("The picture is saved."))
    return redirect("projects:pictures", project.pk)


def _add_errors(form: NewPictureForm, refused: ValidationError) -> None:
    for name, errors in refused.message_dict.items():
        field = {"description": "alt", "title": "alt"}.get(name, name)
        form.add_error(field if field in form.fields else None, errors)


def _change(request: HttpRequest, project: ProjectPage) -> HttpResponse | None:
    """Texts of all pictures, and perhaps one picture to remove or to lead."""
    draft = project.get_latest_revision_as_object()
    forms = _text_forms(request, draft)
    if not all(form.is_valid() for form in forms.values()):
        return None
    texts = {key: (form.cleaned_data["alt"], form.cleaned_data["caption"]) for key, form in forms.items()}
    action, _colon, key = request.POST.get("do", "").partition(":")
    options: dict[str, Any] = {"project": project, "user": request.user, "loaded": request.POST.get("loaded", "")}
    try:
        if action == "remove":
            store.remove_picture(key=key, **options)
        elif action == "lead":
            store.make_opening(key=key, **options)
        else:
            store.save_texts(texts=texts, **options)
    except services.ChangedMeanwhile:
        messages.warning(
            request,
            _(
                "Somebody else has changed the pictures in the meantime. "
                "You see them as they are now. Your words are kept; please save again."
            ),
        )
        context = _context(request, project, NewPictureForm(prefix="new"))
        return render(request, "projects/pictures.html", context, status=CONFLICT)
    if action in ("remove", "lead"):
        messages.success(request, _("The pictures are changed."))
        return redirect("projects:pictures", project.pk)
    if "later" in request.POST:
        messages.success(request, _("Saved. You can go on at any time."))
        return redirect(reverse("projects:status", args=[project.pk]))
    return redirect(next_url(project, checks.PICTURES))


def _text_forms(request: HttpRequest, draft: ProjectPage) -> dict[str, PictureTextForm]:
    """A form per picture; input for pictures that are not there is not even read."""
    changing = request.method == "POST" and request.POST.get("do") != "add"
    return {
        picture.key: PictureTextForm(
            request.POST if changing else None,
            initial={"alt": picture.alt, "caption": picture.caption},
            prefix=f"picture-{picture.key}",
        )
        for picture in store.pictures_of(draft)
    }


def _context(request: HttpRequest, project: ProjectPage, new: NewPictureForm) -> dict[str, Any]:
    draft = project.get_latest_revision_as_object()
    forms = _text_forms(request, draft)
    return {
        "project": project,
        "title": draft.title,
        "steps": steps_of(project, draft, checks.PICTURES),
        "step_title": step_title(checks.PICTURES),
        "step_number": 5,
        "pictures": [
            {"picture": picture, "form": forms[picture.key], "leads": picture.key == store.OPENING}
            for picture in store.pictures_of(draft)
        ],
        "loaded": store.pictures_fingerprint(draft),
        "new": new,
        "bound": [form for form in (new, *forms.values()) if form.errors],
    }
