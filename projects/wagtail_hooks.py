"""What happened to a project beside its text, in the words of its history."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    for name, label, message in (
        ("projects.co_author_invited", _("Invite a co-author"), _("Co-author invited")),
        ("projects.co_author_joined", _("Write along"), _("Co-author joined")),
        ("projects.co_author_removed", _("End writing along"), _("Co-author removed")),
    ):
        actions.register_action(name, label, message)
