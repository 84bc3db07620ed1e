"""Beginning without an account: the start page, the link of the mail, the steps under it, and the way into a draft."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from accounts.models import User
from actors.members.claims import services as claims
from actors.members.link_views import MailedLinkView, link_unusable
from actors.members.models import ActorClaim
from actors.members.proposals import ProposalForm, propose
from actors.members.services import MembersError
from actors.models import Actor
from core.handover.services import PARAMETER
from core.permissions import grants_of
from core.resubmit import members_only
from core.tokens import LinkUnusable
from projects import account_free as services
from projects import checks
from projects.existing import existing_like
from projects.forms import fingerprint
from projects.handed_over import initial_of
from projects.models import ProjectPage, ProjectRequest
from projects.request_forms import BeginForm
from projects.services import NoCatalogue
from projects.views.common import STEP_FORMS, step_title

CONFLICT, INVALID = 409, 422


@never_cache
def begin(request: HttpRequest) -> HttpResponseBase:
    """What it is called, where it is, whose it is, and where the link is to be sent."""
    if request.user.is_authenticated:
        return redirect("projects:start")
    form = BeginForm(request.POST or None, initial=initial_of(request.GET.get(PARAMETER, "")))
    status, existing = 200, []
    if request.method == "POST":
        if not ratelimit.consume(request, action="project_request"):
            return ratelimit.respond_429(request)
        status = INVALID
        if form.is_valid():
            data = form.cleaned_data
            existing = existing_like(data["title"]) if request.POST.get("seen") != data["title"] else []
            if not existing:
                services.begin(**data)
                return render(request, "projects/begin_sent.html", {"email": data["email"]})
            status = CONFLICT
    context = {
        "form": form,
        "existing": existing,
        "seen": form.cleaned_data["title"] if existing else "",
        "sign_in_url": f"{reverse('account_login')}?{urlencode({'next': reverse('projects:start')})}",
    }
    return render(request, "projects/begin.html", context, status=status)


def by_link(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Finds what was begun, by the token in the address; other links get a clear page."""

    @wraps(view)
    @never_cache
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        if not ratelimit.consume(request, action="project_link"):
            return ratelimit.respond_429(request)
        try:
            return view(request, services.found(token), token=token, **kwargs)
        except LinkUnusable as error:
            return _refused(request, error)

    return opened


def _refused(request: HttpRequest, error: LinkUnusable) -> HttpResponseBase:
    row: Any = error.row
    user: Any = request.user
    own = row is not None and user.is_authenticated and user.email.lower() == row.email.lower()
    if error.reason == "used" and own and row.page_id:
        return redirect("projects:status", row.page_id)
    return link_unusable(request, error)


@by_link
def resume(request: HttpRequest, row: ProjectRequest, token: str) -> HttpResponseBase:
    """Before it is confirmed, one button; then the steps and what is still missing."""
    if request.method == "POST":
        services.confirm(token=token)
        return redirect("projects:resume", token)
    if row.confirmed_at is None:
        return render(request, "projects/resume_confirm.html", {"request_row": row})
    draft = services.draft_of(row)
    points = [point for point in checks.open_points(draft) if point.step != checks.PICTURES]
    context = {
        "request_row": row,
        "steps": _steps(row, token, ""),
        "points": [
            {"text": f"{step_title(point.step)}: {point.text}", "url": _step_url(token, point.step)} for point in points
        ],
        "account_url": reverse("projects:resume_account", args=[token]),
    }
    return render(request, "projects/resume.html", context)


@by_link
def step(request: HttpRequest, row: ProjectRequest, token: str, step: str) -> HttpResponseBase:
    """The same steps as members fill in, kept under the link."""
    if row.confirmed_at is None:
        return redirect("projects:resume", token)
    if step not in STEP_FORMS:
        raise Http404
    name, form_class = STEP_FORMS[step]
    stored = form_class.read(services.draft_of(row))
    form = form_class(request.POST or None, initial={**stored, "loaded": fingerprint(stored)})
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                services.save_step(token=token, step=name, form=form)
            except services.TooMuch as problem:
                form.add_error(None, str(problem))
            else:
                return redirect(_after(request, token, name))
    steps = _steps(row, token, name)
    context = {
        "form": form,
        "title": row.title,
        "steps": steps,
        "step_title": step_title(name),
        "step_number": [item["state"] for item in steps].index("current") + 1,
    }
    return render(request, "projects/step.html", context, status=status)


def _step_url(token: str, name: str) -> str:
    slug = next(slug for slug, (step, _form) in STEP_FORMS.items() if step == name)
    return reverse("projects:resume_step", args=[token, slug])


def _steps(row: ProjectRequest, token: str, current: str) -> list[dict[str, Any]]:
    """The steps, pictures as the one that waits for the account."""
    missing = {point.step for point in checks.open_points(services.draft_of(row))}
    items: list[dict[str, Any]] = [
        {
            "title": step_title(name),
            "url": _step_url(token, name),
            "state": "current" if name == current else "todo" if name in missing else "done",
        }
        for name in services.FORMS
    ]
    return [*items, {"title": _("Pictures, with the account"), "state": "todo"}]


def _after(request: HttpRequest, token: str, name: str) -> str:
    order = list(services.FORMS)
    position = order.index(name) + 1
    if "later" in request.POST or position == len(order):
        return reverse("projects:resume", args=[token])
    return _step_url(token, order[position])


class AccountView(MailedLinkView):
    """An account for the confirmed address; who has one signs in."""

    rate = "project_link"
    template_name = "projects/resume_account.html"
    new_label = gettext_lazy("Open the account and go on")

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        if services.found(token).confirmed_at is None:
            return redirect("projects:resume", token)
        return super().get(request, token)

    post = get

    def find(self, token: str) -> ProjectRequest:
        return services.found(token)

    def next_url(self, request: HttpRequest) -> str:
        return reverse("projects:adopt", args=[self.row.pk])

    def names(self) -> dict[str, str]:
        return {"first_name": self.row.first_name, "last_name": self.row.last_name}

    def signed_in(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return redirect("projects:adopt", self.row.pk)

    def go_on_as_new(self, token: str, **person: str) -> ProjectRequest:
        return services.open_account(token=token, **person)

    def done(self, request: HttpRequest, outcome: ProjectRequest) -> str:
        return reverse("projects:adopt", args=[outcome.pk])

    def refused(self, request: HttpRequest, error: LinkUnusable) -> HttpResponseBase:
        return _refused(request, error)


@members_only
def adopt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Whose project it becomes: an own organisation's, a claimed one's, or a new one's."""
    user: Any = request.user
    row = get_object_or_404(ProjectRequest.objects.select_related("actor", "page"), pk=pk)
    if user.email.lower() != row.email.lower() or row.confirmed_at is None:
        raise Http404
    if row.page is not None:
        return redirect("projects:status", row.page.pk)
    if row.used_at:
        raise Http404
    own = list(Actor.objects.filter(pk__in=grants_of(user).member_of).order_by("name"))
    initial = {"name": row.organisation, "postcode": row.postcode}
    proposal = ProposalForm(request.POST if request.POST.get("do") == "propose" else None, initial=initial)
    if request.method == "POST":
        try:
            page = _adopted(request, row, own, proposal)
        except (MembersError, NoCatalogue) as problem:
            messages.warning(request, str(problem))
            return redirect("projects:adopt", row.pk)
        if page is not None:
            messages.success(
                request, _("Your project is now a draft of the organisation. You can add pictures and submit.")
            )
            return redirect("projects:submit", page.pk)
        if not proposal.errors:
            return redirect("projects:adopt", row.pk)
    open_claim = ActorClaim.objects.open().filter(user=user, actor=row.actor).first() if row.actor else None
    context = {
        "request_row": row,
        "own": own,
        "claimable": row.actor if row.actor and row.actor.live and row.actor not in own else None,
        "claim": open_claim,
        "proposal": proposal if row.actor is None else None,
    }
    return render(request, "projects/adopt.html", context, status=INVALID if proposal.errors else 200)


def _adopted(request: HttpRequest, row: ProjectRequest, own: list[Actor], proposal: ProposalForm) -> ProjectPage | None:
    """The draft, where somebody of an organisation takes it over; None while that is not settled."""
    user: Any = request.user
    wish = request.POST.get("do", "")
    chosen = next((actor for actor in own if wish == f"own:{actor.pk}"), None)
    if wish == "claim" and row.actor is not None:
        made = claims.claim(actor=row.actor, user=user)
        chosen = row.actor if made.state == ActorClaim.State.GRANTED else None
        user = User.objects.get(pk=user.pk)
    elif wish == "propose" and row.actor is None and proposal.is_valid():
        chosen = propose(user=user, form=proposal)
    return services.adopt(row=row, user=user, actor=chosen) if chosen else None
