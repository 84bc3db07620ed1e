"""Claims at the desk: the list of the own regions, the voucher, the refusal, and the letter with a code."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from actors.members.claims import services
from actors.members.claims.domains import domains_of, mail_domain
from actors.members.claims.forms import RefusalForm
from actors.members.models import ActorClaim
from actors.models import RegionOffice
from core.permissions import grants_of

PER_PAGE = 50


def claims(request: HttpRequest) -> HttpResponse:
    """Open claims first, the oldest of them on top; then what has been decided."""
    if not grants_of(request.user).is_staff:
        raise PermissionDenied
    shown = ActorClaim.objects.visible_to_staff(request.user).select_related("actor__region", "user", "decided_by")
    which = request.GET.get("state", "open")
    shown = (
        shown.open().order_by("created_at", "pk") if which != "decided" else shown.exclude(state=ActorClaim.State.OPEN)
    )
    context = {
        "page_obj": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "which": "decided" if which == "decided" else "open",
        "page_title": _("Claims"),
        "header_icon": "group",
    }
    return render(request, "members/admin/claims.html", context)


def claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """One claim with what speaks for it, and the buttons of those who may decide."""
    found = _visible(request, claim_id)
    refusal = RefusalForm(request.POST if request.POST.get("do") == "refuse" else None)
    if request.method == "POST":
        try:
            if request.POST.get("do") == "grant":
                services.grant(claim=found, by=request.user)
                messages.success(request, _("%(name)s now belongs to the organisation.") % {"name": found.user})
                return redirect("members_claims")
            if refusal.is_valid():
                services.refuse(claim=found, by=request.user, reason=refusal.cleaned_data["reason"])
                messages.success(request, _("The claim is refused; the person is told."))
                return redirect("members_claims")
        except services.MembersError as error:
            messages.error(request, str(error))
            return redirect("members_claim", claim_id)
    context = {
        "claim": found,
        "form": refusal,
        "is_open": found.state == ActorClaim.State.OPEN,
        "may_decide": services.may_decide(request.user, found),
        "may_write": services.may_write_letter(request.user, found),
        "address": services.address_of(found.actor),
        "mail_domain": mail_domain(found.user.email),
        "domains": sorted(domains_of(found.actor)),
        "leads": [membership.user for membership in found.actor.memberships.active_leads().select_related("user")],
        "page_title": _("Claim"),
        "header_icon": "group",
    }
    return render(request, "members/admin/claim.html", context, status=422 if refusal.errors else 200)


@never_cache
@require_POST
def letter(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The letter as a page to print. Its code is shown this once; a second letter makes the first one void."""
    found = _visible(request, claim_id)
    try:
        code = services.write_letter(claim=found, by=request.user)
    except services.MembersError as error:
        messages.error(request, str(error))
        return redirect("members_claim", claim_id)
    found.refresh_from_db()
    offices = RegionOffice.objects.filter(region=found.actor.region_id).select_related("agency")
    context = {
        "claim": found,
        "code": code,
        "address": services.address_of(found.actor),
        "office": next((office.agency for office in offices), None),
        "today": timezone.localdate(),
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    return render(request, "members/admin/letter.html", context)


def _visible(request: HttpRequest, claim_id: int) -> ActorClaim:
    user: Any = request.user
    if not grants_of(user).is_staff:
        raise PermissionDenied
    shown = ActorClaim.objects.visible_to_staff(user).select_related("actor__region", "user", "decided_by")
    return get_object_or_404(shown, pk=claim_id)


urlpatterns = [
    path("claims/", claims, name="members_claims"),
    path("claims/<int:claim_id>/", claim, name="members_claim"),
    path("claims/<int:claim_id>/letter/", letter, name="members_claim_letter"),
]
