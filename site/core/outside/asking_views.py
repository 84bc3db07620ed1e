"""Asking people outside, for those who decide on a submission and the leads whose submission it is."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import WorkflowState

from core.outside import panels, services
from core.outside.forms import AskForm
from core.outside.models import Question
from core.permissions import allows
from core.resubmit import members_only

CONFLICT, INVALID = 409, 422


@members_only
def questions(request: HttpRequest, state_id: int) -> HttpResponseBase:
    """Who has been asked about a submission, and the form to ask somebody else."""
    state, obj = _submission(request, state_id)
    may_ask = services.may_ask(request.user, obj, state)
    form = AskForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if not may_ask:
            raise PermissionDenied
        if not ratelimit.consume(request, action="outside_ask", user=request.user):
            return ratelimit.respond_429(request)
        status = INVALID
        if form.is_valid():
            try:
                question = services.ask(obj=obj, user=request.user, **form.cleaned_data)
            except services.OutsideError as problem:
                form.add_error(None, str(problem))
                status = CONFLICT
            else:
                messages.success(request, _("%(name)s has been asked by mail.") % {"name": question.name})
                return redirect("outside:questions", state.pk)
    return render(request, "outside/questions.html", _context(request, state, obj, form, may_ask), status=status)


def _context(request: HttpRequest, state: WorkflowState, obj: Any, form: AskForm, may_ask: bool) -> dict[str, Any]:
    latest = obj.get_latest_revision()
    return {
        "title": latest.object_str if latest else str(obj),
        "kind": obj._meta.verbose_name,
        "items": panels.items_for(request.user, obj),
        "form": form,
        "may_ask": may_ask,
        "back_url": panels.way_back(request.user, obj, state),
    }


def _submission(request: HttpRequest, state_id: int) -> tuple[WorkflowState, Any]:
    """The submission for those who may ask or have asked about it; for everybody else it does not exist."""
    state = get_object_or_404(WorkflowState, pk=state_id)
    obj = state.content_object
    obj = getattr(obj, "specific", obj)
    if obj is None or not allows(request.user, lambda user: services.may_look(user, obj, state)):
        raise Http404
    return state, obj


@require_POST
@members_only
def send_again(request: HttpRequest, question_id: int) -> HttpResponse:
    """A new link and a new time; the earlier links are dead."""
    question = _own(request, question_id)
    try:
        services.send_again(question=question, user=request.user)
    except services.OutsideError as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, _("%(name)s has been asked again.") % {"name": question.name})
    return redirect("outside:questions", question.workflow_state_id or 0)


@require_POST
@members_only
def revoke(request: HttpRequest, question_id: int) -> HttpResponse:
    """The link then says that nobody waits for an answer any more."""
    question = _own(request, question_id)
    try:
        services.revoke(question=question, user=request.user)
    except services.OutsideError as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, _("The question to %(name)s is taken back.") % {"name": question.name})
    return redirect("outside:questions", question.workflow_state_id or 0)


def _own(request: HttpRequest, question_id: int) -> Question:
    question = get_object_or_404(Question, pk=question_id)
    obj = services.object_of(question)
    if obj is None or not allows(request.user, lambda user: services.may_end(user, question, obj)):
        raise Http404
    return question
