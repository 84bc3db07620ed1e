"""One page in the admin for each public object: its checks, its whole history, and what can be done with it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from core import gate
from core.aftercare import care as services
from core.aftercare import mails, notes, take_downs
from core.aftercare.care import CareError, care_of, source_of
from core.aftercare.forms import NoteForm, TakeDownForm, WordsForm
from core.aftercare.history import GROUPS, history_of
from core.aftercare.models import Care
from core.permissions import grants_of, may_see_draft
from core.search.index import searchable_models

PER_PAGE = 50
INVALID, CONFLICT = 422, 409


def _subject(request: HttpRequest, care_id: int) -> tuple[Care, Any]:
    """What this person of the staff may see; for everybody else it does not exist."""
    care = get_object_or_404(Care.objects.select_related("base_content_type"), pk=care_id)
    obj = care.subject
    if obj is None or not grants_of(request.user).is_staff or not may_see_draft(request.user, obj):
        raise Http404
    return care, obj


def of_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Leads from a page, in whatever language, to its history."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not getattr(page, "gated", False) or not may_see_draft(request.user, page):
        raise Http404
    return redirect("aftercare_page", care_of(page).pk)


def of_snippet(request: HttpRequest, app_label: str, model_name: str, pk: int) -> HttpResponse:
    """The same for actors and mentors."""
    label = f"{app_label}.{model_name}"
    models = [model for model in searchable_models() if model._meta.label_lower == label and model.gated]
    if not models or issubclass(models[0], Page):
        raise Http404
    obj = get_object_or_404(models[0]._base_manager, pk=pk)
    if not may_see_draft(request.user, obj):
        raise Http404
    return redirect("aftercare_page", care_of(obj).pk)


def overview(request: HttpRequest, care_id: int) -> HttpResponse:
    """Where it stands after its publication, and everything that has happened."""
    care, obj = _subject(request, care_id)
    shown = request.GET.get("show", "")
    shown = shown if shown in GROUPS else ""
    events = [event for event in history_of(obj) if not shown or event.group == shown]
    row = take_downs.take_down_of(obj) if isinstance(obj, Page) else None
    may_take_down = isinstance(obj, Page) and take_downs.may_take_down(request.user, obj)
    context = {
        "care": care,
        "obj": obj,
        "kind": obj._meta.verbose_name,
        "take_down": row,
        "note": notes.note_to_come(obj.pk) if isinstance(obj, Page) else None,
        "round": care.rounds.filter(closed_at=None).first(),
        "concerns": care.concerns.filter(settled_at=None).select_related("user"),
        "events": Paginator(events, PER_PAGE).get_page(request.GET.get("p")),
        "groups": [{"name": name, "title": title, "current": name == shown} for name, title in GROUPS.items()],
        "shown": shown,
        "is_public": obj.live,
        "public_url": mails.public_address(obj) if obj.live else "",
        "edit_url": AdminURLFinder(request.user).get_edit_url(obj),
        "may_confirm": obj.live and row is None and services.may_confirm(request.user, obj),
        "may_note": isinstance(obj, Page) and obj.first_published_at is not None,
        "may_take_down": may_take_down and obj.live and row is None,
        "may_restore": may_take_down and row is not None,
        **_head(obj),
    }
    return render(request, "aftercare/admin/overview.html", context)


def _head(obj: Any, title: str = "") -> dict[str, Any]:
    return {"page_title": title or str(obj), "page_subtitle": str(obj) if title else "", "header_icon": "history"}


def confirm(request: HttpRequest, care_id: int) -> HttpResponse:
    """Keep that it is still right; where somebody doubts it, with an answer to them."""
    care, obj = _subject(request, care_id)
    doubts = care.concerns.filter(settled_at=None).select_related("user")
    form = WordsForm(request.POST if request.method == "POST" else None, label=_("Your answer"))
    asked = bool(doubts)
    if request.method == "POST" and (not asked or form.is_valid()):
        try:
            services.confirm(obj=obj, user=request.user, answer=form.cleaned_data["words"] if asked else "")
        except CareError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Kept: still right. Readers see the day of this check."))
        return redirect("aftercare_page", care.pk)
    if not asked:
        return redirect("aftercare_page", care.pk)
    context = {"form": form, "care": care, "submit_label": _("Still right")}
    context["lead"] = _("The page stays as it is. Your answer goes by mail to: %(names)s.") % {
        "names": ", ".join(str(concern.user) for concern in doubts if concern.user) or "–"
    }
    context |= _head(obj, _("Still right: answer"))
    return render(request, "aftercare/admin/form.html", context, status=INVALID if form.is_bound else 200)


def take_down(request: HttpRequest, care_id: int) -> HttpResponse:
    """Withdraw, archive or take offline, with the words for readers."""
    care, obj = _subject(request, care_id)
    if not isinstance(obj, Page) or not take_downs.may_take_down(request.user, obj):
        raise PermissionDenied
    form = TakeDownForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                decision = take_downs.take_down(page=obj, user=request.user, **form.cleaned_data)
            except CareError as problem:
                form.add_error(None, str(problem))
                status = CONFLICT
            else:
                messages.success(request, f"{decision.title}: {decision.get_kind_display()}")
                return redirect("aftercare_page", care.pk)
    context = {"form": form, "care": care, "submit_label": _("Take down"), **_head(obj, _("Take down"))}
    context["lead"] = _("Author and organisation get your explanation by mail. You can make the page valid again.")
    return render(request, "aftercare/admin/form.html", context, status=status)


def restore(request: HttpRequest, care_id: int) -> HttpResponse:
    """Make valid again, with the reason."""
    care, obj = _subject(request, care_id)
    if not isinstance(obj, Page) or not take_downs.may_take_down(request.user, obj):
        raise PermissionDenied
    form = WordsForm(request.POST or None, label=_("Why is it valid again?"))
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                take_downs.restore(page=obj, user=request.user, reason=form.cleaned_data["words"])
            except (CareError, gate.PublishRefused) as problem:
                form.add_error(None, str(problem))
                status = CONFLICT
            else:
                messages.success(request, _("The page is valid again."))
                return redirect("aftercare_page", care.pk)
    context = {"form": form, "care": care, "submit_label": _("Make valid again"), **_head(obj, _("Make valid again"))}
    context["lead"] = _("The page goes back to all lists, with exactly the content that had been approved.")
    return render(request, "aftercare/admin/form.html", context, status=status)


def note(request: HttpRequest, page_id: int) -> HttpResponse:
    """The public change note of this page's coming edit, written by the editor or put right by the reviewer."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not getattr(page, "gated", False) or not grants_of(request.user).is_staff:
        raise Http404
    if not notes.may_write(request.user, page):
        raise PermissionDenied
    present = notes.note_to_come(page.pk)
    form = NoteForm(request.POST or None, initial={"text": present.text, "minor": present.minor} if present else None)
    care = care_of(source_of(page))
    if request.method == "POST" and form.is_valid():
        try:
            notes.write(page=page, user=request.user, **form.cleaned_data)
        except CareError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The note is saved. It goes public together with the approved edit."))
            return redirect(_after_note(page, care))
    context = {"form": form, "care": care, "submit_label": _("Save the note"), **_head(page, _("Public change note"))}
    context["lead"] = _("Readers find it at the foot of the page. It is approved together with the edit.")
    return render(request, "aftercare/admin/form.html", context, status=INVALID if form.is_bound else 200)


def _after_note(page: Any, care: Care) -> str:
    """Back to the review while there is one."""
    state = page.current_workflow_task_state
    return reverse("core_review", args=[state.pk]) if state else reverse("aftercare_page", args=[care.pk])


urlpatterns = [
    path("aftercare/<int:care_id>/", overview, name="aftercare_page"),
    path("aftercare/<int:care_id>/still-right/", confirm, name="aftercare_confirm"),
    path("aftercare/<int:care_id>/take-down/", take_down, name="aftercare_take_down"),
    path("aftercare/<int:care_id>/restore/", restore, name="aftercare_restore"),
    path("aftercare/page/<int:page_id>/", of_page, name="aftercare_of_page"),
    path("aftercare/page/<int:page_id>/note/", note, name="aftercare_note"),
    path("aftercare/<slug:app_label>/<slug:model_name>/<int:pk>/", of_snippet, name="aftercare_of_snippet"),
]
