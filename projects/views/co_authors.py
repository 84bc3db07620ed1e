"""Writing along: the organisation invites and removes, the person follows the link of the mail."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from actors.members.link_views import MailedLinkView
from actors.members.services import MembersError
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


class AcceptView(MailedLinkView):
    """The link in the mail to somebody who is asked to write along."""

    template_name = "projects/co_author_accept.html"
    go_label = gettext_lazy("Write along")
    new_label = gettext_lazy("Open the account and write along")

    def find(self, token: str) -> CoAuthor:
        return services.invited(token)

    def go_on(self, token: str, user: Any) -> CoAuthor:
        return services.accept(token=token, user=user)

    def go_on_as_new(self, token: str, **person: str) -> CoAuthor:
        return services.accept_as_new(token=token, **person)

    def done(self, request: HttpRequest, outcome: CoAuthor) -> str:
        messages.success(request, _("Welcome! You can now write along."))
        return reverse("projects:status", args=[outcome.page_id])
