"""Pages of members: still right, the public change note, asking the desk to take something down."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.aftercare import care as services
from core.aftercare import notes, views
from core.aftercare.care import CareError, care_of, source_of
from core.aftercare.forms import NoteForm, WordsForm
from core.aftercare.models import Concern
from core.permissions import allows, may_see_draft
from core.resubmit import members_only
from core.review_links import get_status_url

INVALID = 422


def _page(request: HttpRequest, page_id: int) -> Any:
    """A page whose draft this person may see; for everybody else it does not exist."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not getattr(page, "gated", False) or not allows(request.user, lambda user: may_see_draft(user, page)):
        raise Http404
    return page


def _back(page: Any) -> str:
    return get_status_url(page) or reverse("members:overview")


@members_only
def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    """The same question as by mail, for people who are signed in."""
    page = source_of(_page(request, page_id))
    if not services.may_confirm(request.user, page):
        raise PermissionDenied
    form, status = views.words_form(request), 200
    if request.method == "POST":
        try:
            if request.POST.get("answer") == views.STILL_RIGHT:
                services.confirm(obj=page, user=request.user)
                messages.success(request, _("Thank you. The page says now that it was checked today."))
            else:
                services.doubt(obj=page, user=request.user, words=request.POST.get("words", ""))
                messages.success(request, _("Thank you. The editorial desk knows now and will answer you."))
            return redirect(_back(page))
        except CareError as problem:
            form.add_error("words", str(problem))
            status = INVALID
    context = {**views.question_context(care_of(page), page, form), "back_url": _back(page)}
    return render(request, "aftercare/answer.html", context, status=status)


@members_only
def note(request: HttpRequest, page_id: int) -> HttpResponse:
    """Write what readers are told about the coming edit."""
    page = _page(request, page_id)
    if not notes.may_write(request.user, page):
        raise PermissionDenied
    present = notes.note_to_come(page.pk)
    form = NoteForm(request.POST or None, initial={"text": present.text, "minor": present.minor} if present else None)
    if request.method == "POST" and form.is_valid():
        try:
            notes.write(page=page, user=request.user, **form.cleaned_data)
        except CareError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The note is saved. It goes public together with the approved edit."))
            return redirect(_back(page))
    context = {"form": form, "title": page.draft_title, "back_url": _back(page)}
    return render(request, "aftercare/note.html", context, status=INVALID if form.is_bound else 200)


@members_only
def ask_to_take_down(request: HttpRequest, page_id: int) -> HttpResponse:
    """A lead of the owning organisation asks the desk."""
    page = source_of(_page(request, page_id))
    if not services.may_ask_to_take_down(request.user, page):
        raise PermissionDenied
    form = WordsForm(request.POST or None, label=_("Why should the page be taken down?"))
    if request.method == "POST":
        try:
            services.doubt(
                obj=page, user=request.user, words=request.POST.get("words", ""), kind=Concern.Kind.TAKE_DOWN
            )
        except CareError as problem:
            form.add_error("words", str(problem))
        else:
            messages.success(request, _("Thank you. The editorial desk knows now and will answer you."))
            return redirect(_back(page))
    context = {"form": form, "title": page.title, "back_url": _back(page)}
    return render(request, "aftercare/ask_to_take_down.html", context, status=INVALID if form.is_bound else 200)
