"""Mein Bereich: the overview, sign-in and safety, one's own data."""

import json
from typing import Any

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.second_factor import has_second_factor
from actors.members.forms import ProfileForm
from actors.members.services import save_profile
from actors.models import Invitation
from core.permissions import roles_of
from core.registries import MemberPanel, member_panels, personal_data
from core.resubmit import members_only


@members_only
def overview(request: HttpRequest) -> HttpResponse:
    """What concerns this person: their organisations, open invitations, and what the domains have for them."""
    user: Any = request.user
    return render(
        request,
        "members/overview.html",
        {
            "memberships": user.memberships.listed().select_related("actor__region"),
            "invitations": Invitation.objects.valid().for_address(user.email).select_related("actor"),
            "panels": _panels(user),
            "enters_admin": roles_of(user).enters_admin,
            "name": user.get_short_name(),
        },
    )


def _panels(user: Any) -> list[dict[str, Any]]:
    panels: list[MemberPanel] = sorted(member_panels, key=lambda panel: panel.order)
    drawn = ((panel.template, panel.context(user)) for panel in panels)
    return [{"template": template, **context} for template, context in drawn if context is not None]


@members_only
def security(request: HttpRequest) -> HttpResponse:
    """Name and language, and the ways to address, password and second factor."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        save_profile(user=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("members:security")
    return render(
        request, "members/security.html", {"form": form, "has_second_factor": has_second_factor(request.user)}
    )


@members_only
def own_data(request: HttpRequest) -> HttpResponse:
    """What the portal keeps about this person, and the way to a copy."""
    return render(request, "members/own_data.html", {"parts": list(_collected(request.user))})


@members_only
@require_POST
def own_data_export(request: HttpRequest) -> HttpResponse:
    """A copy of all personal data that the domains declare, as JSON."""
    content = {"exported_at": timezone.now(), **_collected(request.user)}
    body = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return HttpResponse(
        body,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="meine-daten.json"'},
    )


def _collected(user: Any) -> dict[str, Any]:
    return {name: export(user) for name, export in personal_data.items()}
