"""The registers of the board in the reports menu, and what happened to entries in the words of their history."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from actors.board.registers import OutcomeRegister, TermRegister

modeladmin_register(TermRegister)
modeladmin_register(OutcomeRegister)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("board.renew", _("Renew an entry"), _("Entry renewed"))
    actions.register_action("board.close", _("Close an entry"), _("Entry closed"))
