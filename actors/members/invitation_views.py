"""The way from the mail into the organisation."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.members import services
from actors.members.link_views import MailedLinkView, link_unusable
from actors.models import Invitation, Membership
from core.tokens import LinkUnusable


class AcceptInvitationView(MailedLinkView):
    template_name = "members/accept.html"
    go_label = gettext_lazy("Join")
    new_label = gettext_lazy("Open the account and join")

    def find(self, token: str) -> Invitation:
        return services.usable(token)

    def go_on(self, token: str, user: Any) -> Membership:
        return services.accept(token=token, user=user)

    def go_on_as_new(self, token: str, **person: str) -> Membership:
        return services.accept_as_new(token=token, **person)

    def done(self, request: HttpRequest, outcome: Membership) -> str:
        messages.success(request, _("Welcome! You now belong to “%(actor)s”.") % {"actor": outcome.actor})
        return reverse("members:overview")

    def refused(self, request: HttpRequest, error: LinkUnusable) -> HttpResponseBase:
        user: Any = request.user
        own = error.row and user.is_authenticated and user.memberships.filter(actor=error.row.actor).exists()
        if error.reason == "used" and own:
            return redirect("members:overview")
        return link_unusable(request, error, "members/invitation_unusable.html")
