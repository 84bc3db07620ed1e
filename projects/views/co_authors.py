"""Writing along: the organisation invites and removes, the person follows the link of the mail."""

from typing import Any

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.models import User
from actors.members.forms import NewAccountForm
from actors.members.link_views import link_unusable, wrong_account
from actors.members.services import MembersError, WrongAccount
from actors.members.tokens import LinkUnusable
from core.resubmit import members_only
from projects import co_authors as services
from projects.models import CoAuthor
from projects.views.common import visible_project

INVALID = 422


class CoAuthorForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "The person gets a mail with a link. It makes no difference whether they have an account."
        ),
    )


@members_only
def co_authors(request: HttpRequest, pk: int) -> HttpResponse:
    """Who writes along, and who is invited; for the people of the organisation."""
    project = visible_project(request, pk)
    if not services.may_manage(request.user, project):
        raise PermissionDenied
    form = CoAuthorForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                invited = services.invite(project=project, email=form.cleaned_data["email"], by=request.user)
            except MembersError as error:
                form.add_error("email", str(error))
            else:
                text = _("%(email)s has been invited. The link in the mail is valid for two weeks.")
                messages.success(request, text % {"email": invited.email})
                return redirect("projects:co_authors", project.pk)
    context = {
        "project": project,
        "title": project.draft_title,
        "form": form,
        "co_authors": project.co_authors.select_related("user", "invited_by"),
    }
    return render(request, "projects/co_authors.html", context, status=status)


@members_only
@require_POST
def remove(request: HttpRequest, pk: int, co_author_id: int) -> HttpResponseBase:
    """By the organisation, or by the person."""
    project = visible_project(request, pk)
    found = get_object_or_404(CoAuthor.objects.select_related("page", "user"), pk=co_author_id, page=project)
    services.remove(co_author=found, by=request.user)
    messages.success(request, _("%(name)s no longer writes along.") % {"name": found.user or found.email})
    if services.may_manage(request.user, project):
        return redirect("projects:co_authors", project.pk)
    return redirect("members:overview")


@sensitive_post_parameters("password1", "password2")
@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponseBase:
    """The link in the mail; what it asks depends on who is there. Only a button accepts."""
    if not ratelimit.consume(request, action="invitation"):
        return ratelimit.respond_429(request)
    try:
        invited = services.invited(token)
        if request.user.is_authenticated:
            return _signed_in(request, invited, token)
        if User.objects.filter(email__iexact=invited.email).exists():
            sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
            return render(request, "projects/co_author_accept.html", {"invited": invited, "sign_in_url": sign_in})
        return _as_new(request, invited, token)
    except LinkUnusable as error:
        return link_unusable(request, error)
    except MembersError as error:
        messages.warning(request, str(error))
        return redirect("members:overview")


def _signed_in(request: HttpRequest, invited: CoAuthor, token: str) -> HttpResponseBase:
    user: Any = request.user
    if user.email.lower() != invited.email.lower():
        return wrong_account(request, invited.email)
    if request.method != "POST":
        return render(request, "projects/co_author_accept.html", {"invited": invited})
    services.accept(token=token, user=user)
    messages.success(request, _("Welcome! You can now write along."))
    return redirect("projects:status", invited.page_id)


def _as_new(request: HttpRequest, invited: CoAuthor, token: str) -> HttpResponseBase:
    form = NewAccountForm(request.POST or None, email=invited.email)
    if request.method != "POST" or not form.is_valid():
        context = {"invited": invited, "form": form}
        return render(request, "projects/co_author_accept.html", context, status=INVALID if form.is_bound else 200)
    data = form.cleaned_data
    try:
        joined = services.accept_as_new(
            token=token, first_name=data["first_name"], last_name=data["last_name"], password=data["password1"]
        )
    except WrongAccount:
        # Opened meanwhile in another window: the same address now asks for the sign-in.
        return redirect(request.path)
    response = perform_login(request, joined.user, redirect_url=reverse("projects:status", args=[joined.page_id]))
    messages.success(request, _("Welcome! You can now write along."))
    return response
