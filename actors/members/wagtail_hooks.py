"""What happened to the people of an organisation, in the words of its history."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from actors.members.registers import InvitationRegister

modeladmin_register(InvitationRegister)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    for name, label, message in (
        ("members.invite", _("Invite a person"), _("Person invited")),
        ("members.revoke", _("Take back an invitation"), _("Invitation taken back")),
        ("members.join", _("Join"), _("Person joined")),
        ("members.role", _("Change a role"), _("Role changed")),
        ("members.remove", _("Remove a person"), _("Person removed")),
        ("members.leave", _("Leave"), _("Person left")),
    ):
        actions.register_action(name, label, message)
