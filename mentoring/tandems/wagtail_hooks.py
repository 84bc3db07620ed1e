"""The programme in the admin: the team's overview in the menu, the register among the reports."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from core.admin_desk import DeskPanel
from core.permissions import grants_of
from mentoring.tandems import admin_views
from mentoring.tandems.programme import overview_of
from mentoring.tandems.registers import TandemRegister

modeladmin_register(TandemRegister)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return admin_views.urlpatterns


class ProgrammePanel(DeskPanel):
    """How the programme stands, and the way to the overview."""

    panel_id = "mentor-programme"
    heading = _("Mentor programme")
    contents_template = "tandems/admin/panel.html"
    order = 70

    def contents(self, user: Any) -> dict[str, Any]:
        return overview_of(user)


@hooks.register("construct_homepage_panels")
def programme_panel(request: HttpRequest, panels: list[Any]) -> None:
    if grants_of(request.user).runs_programme:
        panels.append(ProgrammePanel())


class ProgrammeMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(grants_of(request.user).runs_programme)


@hooks.register("register_admin_menu_item")
def programme_menu_item() -> MenuItem:
    return ProgrammeMenuItem(
        _("Mentor programme"), reverse("tandems_overview"), name="mentor-programme", icon_name="group", order=96
    )
