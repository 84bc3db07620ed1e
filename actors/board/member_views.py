"""One's own entries in "Mein Bereich": write, follow, change, renew, close."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import WorkflowState

from actors.board import beginning, services
from actors.board.forms import EntryForm
from actors.board.models import BoardEntry
from actors.board.presentation import days_left, suggestions
from actors.board.views import handle
from actors.members import submission_views
from actors.members.submission_views import handed_in
from actors.models import Actor
from core import review
from core.handover.services import PARAMETER
from core.permissions import owns
from core.private_pages import unlisted
from core.resubmit import members_only
from core.review_status import Standing, status_of

CONFLICT, INVALID = 409, 422


@members_only
def mine(request: HttpRequest) -> HttpResponse:
    """All entries of the person and of their organisations, expired and closed ones too."""
    reviews = Prefetch("_workflow_states", WorkflowState.objects.active(), to_attr="_current_workflow_states")
    entries = _own(request.user).order_by("term__closed_at", "-term__until", "pk").prefetch_related(reviews)
    items = [{"entry": entry, "standing": _standing(entry), "days_left": days_left(entry)} for entry in entries]
    return render(request, "board/mine.html", {"items": items, "organisations": _organisations(request.user)})


@members_only
def new(request: HttpRequest) -> HttpResponseBase:
    """A new entry, of an organisation (by its slug in the address) or of the person alone."""
    actor = _chosen_actor(request)
    initial = beginning.initial_of(request.GET.get(PARAMETER, ""), request.user)
    form, status = EntryForm(request.POST or None, actor=actor, initial=initial), 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                made = services.write(user=request.user, form=form, actor=actor)
            except services.BoardError as problem:
                form.add_error(None, str(problem))
                status = CONFLICT
            except review.NotReady as problem:
                _explain(form, problem)
            else:
                messages.success(request, _("Thank you. The people of your region look at it before it appears."))
                return redirect("own_board:entry", made.pk)
    context = {"form": form, "actor": actor, "organisations": _organisations(request.user), "entry": None}
    return render(request, "board/write.html", context, status=status)


@members_only
def entry(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Where it stands, what fits to it, and the buttons to renew, close or agree."""
    found = _find(request, pk)
    if request.method == "POST" and "agree" in request.POST:
        submission_views.agree(request, found)
        return redirect("own_board:entry", pk)
    form, problem, status = handle(request, found, request.user)
    if form is None:
        return redirect("own_board:entry", pk)
    standing = status_of(found, request.user)
    context = {
        "entry": found,
        "term": found.term,
        "form": form,
        "problem": problem,
        "status": standing,
        "may_edit": found.term.closed_at is None and standing.standing != Standing.IN_REVIEW,
        "days_left": days_left(found),
        "suggestions": suggestions(found) if found.is_current else [],
    }
    return render(request, "board/entry.html", context, status=status)


@members_only
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change an entry; a public one stays as it is until the desk has looked at the change."""
    found = _find(request, pk)
    draft: Any = found.get_latest_revision_as_object()
    initial = EntryForm.read(draft) | {"until": found.term.until}
    form, status = EntryForm(request.POST or None, initial=initial, needs_day=not found.live), 200
    if request.method == "POST":
        status = handed_in(form, partial(services.rewrite, entry=found, user=request.user, form=form))
        if not status:
            messages.success(request, _("Thank you. The people of your region look at it."))
            return redirect("own_board:entry", pk)
    standing = status_of(found, request.user)
    context = {"form": form, "entry": found, "actor": found.actor, "status": standing}
    return render(request, "board/write.html", context, status=status)


@members_only
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = _find(request, pk)
    if request.method == "POST":
        submission_views.withdraw(request, found)
        return redirect("own_board:entry", pk)
    return render(request, "board/withdraw.html", {"entry": found})


@members_only
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as readers would see it."""
    draft: Any = _find(request, pk).get_latest_revision_as_object()
    response = draft.serve_preview(request, draft.default_preview_mode)
    return unlisted(response)


def _explain(form: EntryForm, problem: review.NotReady) -> None:
    for blocker in problem.blockers:
        form.add_error(None, str(blocker))


def _own(user: Any) -> Any:
    return BoardEntry.objects.own(user).with_card_data().select_related("person", "latest_revision")


def _find(request: HttpRequest, pk: int) -> BoardEntry:
    found = _own(request.user).filter(pk=pk).first()
    if found is None or not owns(request.user, found):
        raise Http404
    return found


def _organisations(user: Any) -> list[Actor]:
    """In whose name the person may write."""
    return list(Actor.objects.live().filter(memberships__user=user).order_by("name").distinct())


def _chosen_actor(request: HttpRequest) -> Actor | None:
    """By the slug in the address; without one the person's only organisation, "-" stands for the person alone."""
    slug = request.GET.get("actor", "")
    organisations = _organisations(request.user)
    if slug == "-":
        return None
    if slug:
        found = next((actor for actor in organisations if actor.slug == slug), None)
        if found is None:
            raise PermissionDenied
        return found
    return organisations[0] if organisations else None


def _standing(entry: BoardEntry) -> str:
    """In a word or two, without asking for the history of each."""
    if entry.term.closed_at is not None:
        return _("closed")
    if entry.is_current:
        return _("on the board")
    if entry.live:
        return _("expired: only you see it")
    return _("draft") if entry.current_workflow_state is None else _("waits for the region")
