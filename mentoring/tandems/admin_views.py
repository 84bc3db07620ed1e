"""The programme team's pages in the admin: overview, proposing a mentor, closing problems, ending a tandem."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.permissions import grants_of, may_run_programme
from mentoring.models import Mentor
from mentoring.tandems import ranking, steering
from mentoring.tandems.forms import EndForm, NoteForm
from mentoring.tandems.mails import INSPECT
from mentoring.tandems.models import Match, Problem, State
from mentoring.tandems.programme import overview_of
from mentoring.tandems.states import TandemError

PER_PAGE = 20
CONFLICT = 409


def overview(request: HttpRequest) -> HttpResponseBase:
    """For programme teams: who waits, who is overloaded, what stalls."""
    if not grants_of(request.user).runs_programme:
        raise PermissionDenied
    context = overview_of(request.user) | {"page_title": _("Mentor programme"), "header_icon": "group"}
    return render(request, "tandems/admin/overview.html", context)


class ProposeForm(forms.Form):
    mentor = forms.ModelChoiceField(Mentor.objects.live(), widget=forms.HiddenInput)
    judgement = forms.CharField(
        label=gettext_lazy("Why is it no conflict?"), required=False, max_length=1000, widget=forms.TextInput
    )


def _own(request: HttpRequest, pk: int) -> Match:
    """Raises 404 for what is none of this team's."""
    match = get_object_or_404(Match.objects.confirmed().select_related("contact", "region", "wished"), pk=pk)
    if not may_run_programme(request.user, match.region_id):
        raise PermissionDenied
    return match


def propose(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All who could take the request, with reasons and conflicts; a button passes it on."""
    match, status = _own(request, pk), 200
    if match.state != State.SEEKING:
        messages.warning(request, _("This request does not wait for a proposal any more."))
        return redirect(INSPECT, pk)
    if request.method == "POST":
        form = ProposeForm(request.POST)
        if form.is_valid():
            try:
                steering.propose(match=match, by=request.user, **form.cleaned_data)
            except TandemError as problem:
                messages.error(request, str(problem))
                status = CONFLICT
            else:
                messages.success(request, _("The request is with the mentor, and the mentee knows of it."))
                return redirect(INSPECT, pk)
        else:
            messages.error(request, _("Please choose a mentor."))
            status = CONFLICT
    context = {
        "match": match,
        "page_obj": Paginator(ranking.ranked(match), PER_PAGE).get_page(request.GET.get("page")),
        "judged": request.POST.get("judgement", "")[:1000],
        "page_title": _("Propose a mentor"),
        "page_subtitle": match.project,
        "header_icon": "group",
    }
    return render(request, "tandems/admin/propose.html", context, status=status)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponseBase:
    match, form = _own(request, pk), EndForm(request.POST)
    if form.is_valid():
        try:
            steering.end_by_team(match=match, by=request.user, **form.cleaned_data)
        except TandemError as problem:
            messages.warning(request, str(problem))
        else:
            messages.success(request, _("The tandem has ended, and both have been told."))
    return redirect(INSPECT, pk)


@require_POST
def close_problem(request: HttpRequest, problem_id: int) -> HttpResponseBase:
    problem = get_object_or_404(Problem.objects.select_related("match"), pk=problem_id)
    if not may_run_programme(request.user, problem.match.region_id):
        raise PermissionDenied
    form = NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please say what was done."))
        return redirect(INSPECT, problem.match_id)
    try:
        steering.close_problem(problem=problem, by=request.user, note=form.cleaned_data["note"])
    except TandemError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The problem is closed."))
    return redirect(INSPECT, problem.match_id)


urlpatterns = [
    path("mentoring/", overview, name="tandems_overview"),
    path("mentoring/<int:pk>/propose/", propose, name="tandems_propose"),
    path("mentoring/<int:pk>/end/", end, name="tandems_end"),
    path("mentoring/problems/<int:problem_id>/close/", close_problem, name="tandems_close_problem"),
]
