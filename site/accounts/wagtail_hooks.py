"""People in the admin: bulk actions that spare administrators, the second factor, log entries."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

from accounts import views
from accounts.models import User
from accounts.viewsets import may_manage


class _SparesAdministrators:
    request: HttpRequest

    def check_perm(self, obj: User) -> bool:
        return may_manage(self.request.user, obj) and super().check_perm(obj)  # type: ignore[misc]


class SetActiveState(_SparesAdministrators, SetActiveStateBulkAction):
    pass


class AssignRole(_SparesAdministrators, AssignRoleBulkAction):
    """Groups are given to many at once by administrators only; the form of one person checks which may be given."""

    def check_perm(self, obj: User) -> bool:
        return self.request.user.is_superuser and super().check_perm(obj)


class Delete(_SparesAdministrators, DeleteBulkAction):
    pass


# Later than Wagtail's own actions of the same names, which they replace.
for action in (SetActiveState, AssignRole, Delete):
    hooks.register("register_bulk_action", action, order=200)


@hooks.register("register_admin_urls")
def second_factor_url() -> list[Any]:
    return [
        path(
            "people/<int:pk>/second-factor/", views.take_off_second_factor_view, name="accounts_take_off_second_factor"
        )
    ]


@hooks.register("register_user_listing_buttons")
def second_factor_button(user: User, request_user: Any) -> Iterator[Button]:
    if may_manage(request_user, user) and user != request_user:
        yield Button(
            _("Take off the second factor"),
            reverse("accounts_take_off_second_factor", args=[user.pk]),
            icon_name="mobile-alt",
            priority=40,
        )


@hooks.register("register_account_menu_item")
def security_menu_item(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("members:security"),
        "label": _("Sign-in and safety"),
        "help_text": _("Password, e-mail address and second factor."),
    }


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("accounts.absence", _("Enter an absence"), _("Absence entered"))
    actions.register_action("accounts.absence_ended", _("Take an absence back"), _("Absence taken back"))
    actions.register_action("accounts.region_roles", _("Change regions"), _("Regions changed"))
    actions.register_action(
        "accounts.second_factor_removed", _("Take off the second factor"), _("Second factor taken off")
    )
