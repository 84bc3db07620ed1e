from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdviceConfig(AppConfig):
    """Personal advice: hours of advisers, bookings, call-backs."""

    name = "mentoring.advice"
    label = "advice"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Advice")

    def ready(self) -> None:
        from accounts import confirming
        from core.registries import MemberPanel, member_panels
        from core.regular_work import regular_work
        from mentoring.advice import clock, own_data, panel, purposes, retention_rules
        from mentoring.advice.booking import CONFIRM

        confirming.purposes.register(CONFIRM, purposes.case_confirmed)
        member_panels.register("advice", MemberPanel("advice/member_panel.html", panel.member_panel, order=7))
        own_data.register()
        retention_rules.declare_all()
        regular_work.register("advice", clock.do_due)
