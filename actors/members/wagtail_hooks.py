"""What happened to the people of an organisation, in the words of its history."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail_modeladmin.options import modeladmin_register

from actors.members import backlog_views
from actors.members.claims import admin as claims_admin
from actors.members.registers import InvitationRegister
from actors.members.trust_viewsets import SmallCorrectionViewSet, TrustedActorViewSet
from core.permissions import grants_of

modeladmin_register(InvitationRegister)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [*claims_admin.urlpatterns, *backlog_views.urlpatterns]


class StaffMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return grants_of(request.user).is_staff


@hooks.register("register_admin_menu_item")
def claims_menu_item() -> MenuItem:
    return StaffMenuItem(_("Claims"), reverse("members_claims"), name="claims", icon_name="key", order=92)


@hooks.register("register_admin_menu_item")
def backlog_menu_item() -> MenuItem:
    return StaffMenuItem(
        _("Organisations"), reverse("members_backlog"), name="organisations", icon_name="group", order=94
    )


class TrustGroup(ModelViewSetGroup):
    menu_label = _("Trust")
    menu_icon = "success"
    menu_order = 160
    items = (TrustedActorViewSet, SmallCorrectionViewSet)


@hooks.register("register_admin_viewset")
def trust_and_corrections() -> Any:
    return TrustGroup()


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    for name, label, message in (
        ("members.invite", _("Invite a person"), _("Person invited")),
        ("members.revoke", _("Take back an invitation"), _("Invitation taken back")),
        ("members.join", _("Join"), _("Person joined")),
        ("members.role", _("Change a role"), _("Role changed")),
        ("members.remove", _("Remove a person"), _("Person removed")),
        ("members.leave", _("Leave"), _("Person left")),
        ("members.propose", _("Propose a new organisation"), _("New organisation proposed")),
        ("members.hand_over", _("Hand over the lead"), _("Lead handed over")),
        ("members.claim", _("Claim the organisation"), _("Organisation claimed")),
        ("members.claim_granted", _("Grant a claim"), _("Claim granted")),
        ("members.claim_refused", _("Refuse a claim"), _("Claim refused")),
        ("members.claim_withdrawn", _("Take back a claim"), _("Claim taken back")),
        ("members.claim_letter", _("Write a letter with a code"), _("Letter with a code written")),
        ("members.claim_wrong_code", _("Type in a wrong code"), _("Wrong code typed in")),
    ):
        actions.register_action(name, label, message)
