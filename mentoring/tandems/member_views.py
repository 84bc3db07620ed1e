"""What mentors do in "Mein Bereich": requests, tandems, places, pause, declarations, the own profile."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.members import submission_views, submissions
from actors.members.submission_views import handed_in
from actors.models import Actor
from core.models import FundingSource
from core.plain_words import PlainField
from core.resubmit import members_only
from core.review_status import Status, status_of
from mentoring.models import Intake, Mentor
from mentoring.tandems import certificate, pages, steering
from mentoring.tandems.forms import Several, funding_choices
from mentoring.tandems.models import FINAL, HOLDING, Match, Side, State
from mentoring.tandems.people import free_places, mentor_of, own_tandems, taken_places
from mentoring.tandems.profile_form import ChangeForm
from mentoring.tandems.states import TandemError

INVALID, CONFLICT = 422, 409
MOST_SHOWN = 50
MOST_NAMED = 30


def _sent(request: HttpRequest) -> Any:
    """What was sent, even if it is nothing."""
    return request.POST if request.method == "POST" else None


def _own(request: HttpRequest) -> Mentor:
    mentor = mentor_of(request.user)
    if mentor is None:
        raise Http404
    return mentor


@members_only
def overview(request: HttpRequest) -> HttpResponseBase:
    """Requests first, then tandems, then what is over; and the own profile."""
    mentor = mentor_of(request.user)
    rows = list(own_tandems(request.user).order_by("due_on", "-pk")[: 4 * MOST_SHOWN])
    context = {
        "mentor": mentor,
        "status": status_of(mentor, request.user) if mentor else None,
        "waiting": [row for row in rows if row.state in (State.REQUESTED, State.QUESTION)],
        "running": [row for row in rows if row.state in HOLDING],
        "over": [row for row in rows if row.state in FINAL][:MOST_SHOWN],
        "taken": taken_places(mentor) if mentor else 0,
        "free": free_places(mentor) if mentor else 0,
        "is_paused": mentor is not None and mentor.intake == Intake.PAUSED,
    }
    return render(request, "tandems/overview.html", context)


def _own_match(request: HttpRequest, pk: int) -> tuple[Match, pages.Ways]:
    match = own_tandems(request.user).filter(pk=pk).first()
    if match is None:
        raise Http404
    return match, pages.Ways(
        here=reverse("mentor_area:tandem", args=[pk]),
        act=lambda name: reverse("mentor_area:act", args=[pk, name]),
        certificate=reverse("mentor_area:certificate", args=[pk]),
        area=reverse("mentor_area:overview"),
    )


@members_only
def tandem(request: HttpRequest, pk: int) -> HttpResponseBase:
    match, ways = _own_match(request, pk)
    return pages.page(request, match, Side.MENTOR, request.user, ways)


@members_only
def act(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    match, ways = _own_match(request, pk)
    return pages.act(request, match, Side.MENTOR, request.user, name, ways)


@members_only
def mentor_certificate(request: HttpRequest, pk: int) -> HttpResponseBase:
    match, ways = _own_match(request, pk)
    return certificate.answer(request, match, Side.MENTOR, ways.here)


@members_only
def profile(request: HttpRequest) -> HttpResponseBase:
    """The draft goes through the review; what is public stays."""
    mentor = _own(request)
    if request.method == "POST" and {"agree", "withdraw"} & set(request.POST):
        deed = submission_views.agree if "agree" in request.POST else submission_views.withdraw
        deed(request, mentor)
        return redirect("mentor_area:profile")
    draft = mentor.get_latest_revision_as_object() if mentor.latest_revision_id else mentor
    form = ChangeForm(_sent(request), initial=ChangeForm.read(draft))
    status: Status = status_of(mentor, request.user)
    code = 200
    if request.method == "POST":
        code = handed_in(form, partial(submissions.send, obj=mentor, user=request.user, form=form))
        if not code:
            messages.success(request, _("Thank you! The editors of your region look at your profile now."))
            return redirect("mentor_area:overview")
    context = {"mentor": mentor, "form": form, "status": status, "title": _("My profile as a mentor")}
    return render(request, "tandems/profile.html", context, status=code)


class PlacesForm(forms.Form):
    capacity = forms.IntegerField(
        label=gettext_lazy("How many projects at a time?"), min_value=1, max_value=steering.MOST_PLACES
    )


@members_only
def places(request: HttpRequest) -> HttpResponseBase:
    """Counts at once. Fewer than are taken is fine: nobody loses a place."""
    mentor = _own(request)
    form = PlacesForm(_sent(request), initial={"capacity": mentor.capacity})
    if request.method == "POST" and form.is_valid():
        steering.set_places(mentor=mentor, user=request.user, capacity=form.cleaned_data["capacity"])
        messages.success(request, _("The number of places is changed."))
        return redirect("mentor_area:overview")
    lead = _("It counts at once. If you choose fewer than are taken, nobody loses a place; only nobody new comes.")
    return _form_page(request, form, _("My places"), lead, _("Save"))


class PauseForm(forms.Form):
    KEEP, BACK = "keep", "back"
    requests = forms.ChoiceField(
        label=gettext_lazy("What becomes of open requests?"),
        choices=[
            (KEEP, gettext_lazy("I still answer them")),
            (BACK, gettext_lazy("Pass them back: the mentees are given others to turn to")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose.")},
    )


@members_only
def pause(request: HttpRequest) -> HttpResponseBase:
    """Pause with a word on open requests; take people again with a button."""
    mentor = _own(request)
    if mentor.intake == Intake.PAUSED:
        if request.method == "POST":
            steering.resume(mentor=mentor, user=request.user)
            messages.success(request, _("You take somebody new again."))
            return redirect("mentor_area:overview")
        lead = _("In the directory stands that you take nobody new. With the button this ends.")
        return _form_page(request, forms.Form(), _("Take somebody new again"), lead, _("Take somebody new again"))
    waiting = mentor.tandems.filter(state__in=(State.REQUESTED, State.QUESTION)).count()
    form: Any = PauseForm(_sent(request)) if waiting else forms.Form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        back = form.cleaned_data.get("requests") == PauseForm.BACK
        steering.pause(mentor=mentor, user=request.user, pass_back=back)
        messages.success(request, _("You pause. Your running tandems go on."))
        return redirect("mentor_area:overview")
    lead = _("You stay in the directory, but nobody new can ask you. Your running tandems go on.")
    return _form_page(request, form, _("Pause"), lead, _("Pause"))


class DeclarationsForm(forms.Form):
    sources = Several(label=gettext_lazy("I decide, alone or with others, about money from"), required=False)
    whole = forms.BooleanField(
        label=gettext_lazy("My whole organisation decides about it, not I alone."), required=False
    )
    competitors = PlainField(
        label=gettext_lazy("Organisations I do not accompany"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Competitors of your own organisation, for example. One name in each line."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources: Any = self.fields["sources"]
        sources.choices = funding_choices()

    def clean_competitors(self) -> list[Actor]:
        """The organisations of these names. Whatever is called like none of them is named."""
        names = [name.strip() for name in self.cleaned_data["competitors"].splitlines() if name.strip()][:MOST_NAMED]
        found = [Actor.objects.live().filter(name__iexact=name).order_by("pk").first() for name in names]
        unknown = [name for name, actor in zip(names, found, strict=True) if actor is None]
        if unknown:
            raise forms.ValidationError(
                _("We know no public organisation of this name: %(names)s. Please check the spelling.")
                % {"names": ", ".join(unknown)}
            )
        return list({actor.pk: actor for actor in found if actor}.values())


@members_only
def declarations(request: HttpRequest) -> HttpResponseBase:
    """What the conflict rules must know; nobody but the programme team reads it."""
    mentor = _own(request)
    decided = list(mentor.decides_on.all())
    form = DeclarationsForm(
        _sent(request),
        initial={
            "sources": [str(row.funding_source_id) for row in decided],
            "whole": any(row.whole_organisation for row in decided),
            "competitors": "\n".join(row.actor.name for row in mentor.competitors.select_related("actor")),
        },
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            steering.declare(
                mentor=mentor,
                user=request.user,
                sources=FundingSource.objects.filter(pk__in=data["sources"]),
                whole=data["whole"],
                competitors=data["competitors"],
            )
        except TandemError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Your declarations are saved."))
            return redirect("mentor_area:overview")
    lead = _(
        "So nobody comes into a conflict: such requests do not reach you at all. Only the programme team reads it."
    )
    return _form_page(request, form, _("Funding and competition"), lead, _("Save"))


def _form_page(request: HttpRequest, form: Any, title: str, lead: str, submit: str) -> HttpResponseBase:
    code = INVALID if form.is_bound and form.errors else 200
    context = {"form": form, "title": title, "lead": lead, "submit": submit}
    return render(request, "tandems/form.html", context, status=code)
