"""Registers and the report of advice in the reports menu, and the office's deed on a case."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from mentoring.advice.advising import may_watch
from mentoring.advice.registers import BookingRegister, CallBackRegister, TallyRegister, assign_case
from mentoring.advice.report import report

for register in (BookingRegister, CallBackRegister, TallyRegister):
    modeladmin_register(register)


class ReportItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return may_watch(request.user)


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return ReportItem(_("Advice: counts"), reverse("advice_report"), icon_name="table", order=919)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [
        path("advice/<int:pk>/assign/", assign_case, name="advice_assign_case"),
        path("reports/advice/", report, name="advice_report"),
    ]
