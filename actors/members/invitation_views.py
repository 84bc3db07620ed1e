"""The way from the mail into the organisation: for people with an account, without one, and with the wrong one."""

from typing import Any

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.models import User
from actors.members import services
from actors.members.forms import NewAccountForm
from actors.models import Invitation

GONE = 410


@sensitive_post_parameters("password1", "password2")
@never_cache
def accept_invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """One address for everybody who was invited; what it asks depends on who is there."""
    if not ratelimit.consume(request, action="invitation"):
        return ratelimit.respond_429(request)
    try:
        invitation = services.usable(token)
        if request.user.is_authenticated:
            return _for_account(request, invitation, token)
        if User.objects.filter(email__iexact=invitation.email).exists():
            return _for_signed_out(request, invitation)
        return _for_new_person(request, invitation, token)
    except services.InvitationUnusable as error:
        return _refused(request, error)


def _for_account(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponseBase:
    user: Any = request.user
    if user.email.lower() != invitation.email.lower():
        return render(request, "members/wrong_account.html", {"invitation": invitation}, status=403)
    if request.method != "POST":
        return render(request, "members/accept.html", {"invitation": invitation})
    services.accept(token=token, user=user)
    return _welcome(request, invitation)


def _for_signed_out(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    return render(request, "members/accept.html", {"invitation": invitation, "sign_in_url": sign_in})


def _for_new_person(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponseBase:
    form = NewAccountForm(request.POST or None, email=invitation.email)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "members/accept.html", {"invitation": invitation, "form": form}, status=status)
    data = form.cleaned_data
    try:
        membership = services.accept_as_new(
            token=token, first_name=data["first_name"], last_name=data["last_name"], password=data["password1"]
        )
    except services.WrongAccount:
        # Opened meanwhile in another window: the same address now asks for the sign-in.
        return redirect(request.path)
    response = perform_login(request, membership.user, redirect_url=reverse("members:overview"))
    _greet(request, invitation)
    return response


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponseBase:
    _greet(request, invitation)
    return redirect("members:overview")


def _greet(request: HttpRequest, invitation: Invitation) -> None:
    messages.success(request, _("Welcome! You now belong to “%(actor)s”.") % {"actor": invitation.actor})


def _refused(request: HttpRequest, error: services.InvitationUnusable) -> HttpResponseBase:
    invitation = error.invitation
    user: Any = request.user
    own = invitation and user.is_authenticated and user.memberships.filter(actor=invitation.actor).exists()
    if error.reason == "used" and own:
        return redirect("members:overview")
    return render(
        request,
        "members/invitation_unusable.html",
        {"reason": error.reason, "invitation": invitation},
        status=404 if error.reason == "unknown" else GONE,
    )
