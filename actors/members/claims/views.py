"""Claiming an organisation on the public site, with a session or by mail; and what its leads decide there."""

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
from django.views.decorators.http import require_POST

from actors.members.claims import services
from actors.members.claims.domains import speaks_for
from actors.members.claims.forms import ClaimByMailForm, ClaimForm, CodeForm, RefusalForm
from actors.members.link_views import MailedLinkView
from actors.members.models import ActorClaim, ClaimRequest
from actors.models import Actor
from core.permissions import allows
from core.resubmit import members_only

INVALID = 422


@never_cache
def claim(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Says how it goes, and takes the claim of a public organisation."""
    actor = get_object_or_404(Actor.objects.live().select_related("region"), slug=slug)
    if not request.user.is_authenticated:
        return _claim_by_mail(request, actor)
    user: Any = request.user
    form = ClaimForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                made = services.claim(actor=actor, user=user, note=form.cleaned_data["note"])
            except services.MembersError as error:
                form.add_error(None, str(error))
            else:
                return redirect(_told(request, made))
    context = {
        "actor": actor,
        "form": form,
        "at_once": speaks_for(user, actor) and not actor.memberships.active_leads().exists(),
        "open": ActorClaim.objects.open().filter(actor=actor, user=user).first(),
        "belongs": actor.memberships.filter(user=user).exists(),
    }
    return render(request, "members/claim.html", context, status=status)


def _told(request: HttpRequest, made: ActorClaim) -> str:
    """Says what became of the claim; gives where to go next."""
    values = {"actor": made.actor}
    if made.state == ActorClaim.State.GRANTED:
        messages.success(request, _("Welcome! You now belong to “%(actor)s”.") % values)
    else:
        messages.success(request, _("Thank you. We ask those who know “%(actor)s”; you get a mail.") % values)
    return reverse("members:overview")


def _claim_by_mail(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The same answer whether there is an account under the address or not."""
    form = ClaimByMailForm(request.POST or None)
    if request.method == "POST":
        if not ratelimit.consume(request, action="claim_request"):
            return ratelimit.respond_429(request)
        if form.is_valid():
            services.request_by_mail(actor=actor, **form.cleaned_data)
            sent = {"email": form.cleaned_data["email"], "back_url": request.path}
            return render(request, "members/claim_sent.html", sent)
    sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    context = {"actor": actor, "form": form, "sign_in_url": sign_in}
    return render(request, "members/claim.html", context, status=INVALID if form.is_bound else 200)


class ConfirmView(MailedLinkView):
    """The link that somebody without a session got for a claim."""

    template_name = "members/claim_confirm.html"
    go_label = gettext_lazy("Yes, this is our organisation")
    new_label = gettext_lazy("Open the account and confirm")

    def find(self, token: str) -> ClaimRequest:
        return services.requested(token)

    def go_on(self, token: str, user: Any) -> ActorClaim:
        return services.confirm(token=token, user=user)

    def go_on_as_new(self, token: str, **person: str) -> ActorClaim:
        return services.confirm_as_new(token=token, **person)

    def names(self) -> dict[str, str]:
        return {"first_name": self.row.first_name, "last_name": self.row.last_name}

    def done(self, request: HttpRequest, outcome: ActorClaim) -> str:
        return _told(request, outcome)


def _own_claim(request: HttpRequest, claim_id: int) -> ActorClaim:
    return get_object_or_404(ActorClaim.objects.select_related("actor"), pk=claim_id, user_id=request.user.pk)


@members_only
@require_POST
def withdraw(request: HttpRequest, claim_id: int) -> HttpResponseBase:
    own = _own_claim(request, claim_id)
    try:
        services.withdraw(claim=own, by=request.user)
    except services.MembersError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Your claim on “%(actor)s” has been taken back.") % {"actor": own.actor})
    return redirect("members:overview")


@members_only
def code(request: HttpRequest, claim_id: int) -> HttpResponseBase:
    """Type in the code of the letter: few tries, and not many in an hour."""
    own = _own_claim(request, claim_id)
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if not ratelimit.consume(request, action="claim_code", user=request.user):
            return ratelimit.respond_429(request)
        status = INVALID
        if form.is_valid():
            try:
                services.redeem(claim=own, user=request.user, code=form.cleaned_data["code"])
            except services.WrongCode as error:
                form.add_error("code", str(error))
            except services.MembersError as error:
                messages.warning(request, str(error))
                return redirect("members:overview")
            else:
                messages.success(request, _("Welcome! You now belong to “%(actor)s”.") % {"actor": own.actor})
                return redirect("members:overview")
            own.refresh_from_db()
    context: dict[str, Any] = {
        "claim": own,
        "form": form if own.awaits_code else None,
        "errors": form.errors.get("code", []),
    }
    return render(request, "members/claim_code.html", context, status=status)


@members_only
def decide(request: HttpRequest, claim_id: int) -> HttpResponseBase:
    """For leads of the organisation (and the desk, if it comes by here): confirm, or refuse with a reason."""
    found = get_object_or_404(ActorClaim.objects.select_related("actor__region", "user", "decided_by"), pk=claim_id)
    if not allows(request.user, lambda user: services.may_decide(user, found)):
        raise Http404
    refusal = RefusalForm(request.POST if request.POST.get("do") == "refuse" else None)
    if request.method == "POST":
        try:
            if request.POST.get("do") == "grant":
                services.grant(claim=found, by=request.user)
                messages.success(request, _("%(name)s now belongs to the organisation.") % {"name": found.user})
                return redirect("members:people", found.actor_id)
            if refusal.is_valid():
                services.refuse(claim=found, by=request.user, reason=refusal.cleaned_data["reason"])
                messages.success(request, _("The claim is refused; the person is told."))
                return redirect("members:overview")
        except services.MembersError as error:
            messages.warning(request, str(error))
            return redirect(request.path)
    context = {"claim": found, "form": refusal, "speaks": speaks_for(found.user, found.actor)}
    return render(request, "members/claim_decide.html", context, status=INVALID if refusal.errors else 200)
