"""The programme in the admin: the team's overview in the menu, the register among the reports."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from core.permissions import grants_of
from mentoring.tandems import admin_views
from mentoring.tandems.registers import TandemRegister

modeladmin_register(TandemRegister)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return admin_views.urlpatterns


class ProgrammeMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(grants_of(request.user).runs_programme)


@hooks.register("register_admin_menu_item")
def programme_menu_item() -> MenuItem:
    return ProgrammeMenuItem(
        _("Mentor programme"), reverse("tandems_overview"), name="mentor-programme", icon_name="group", order=96
    )
