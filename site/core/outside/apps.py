from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutsideConfig(AppConfig):
    """Approval from outside: people without an account are asked by mail whether a submission is right."""

    name = "core.outside"
    label = "outside"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Approval from outside")

    def ready(self) -> None:
        from core.outside import due, endings, own_data, panels, retention_rules
        from core.registries import (
            ReviewPanel,
            approval_hindrances,
            decision_drafts,
            review_panels,
            status_links,
        )
        from core.regular_work import regular_work

        endings.connect()
        own_data.register()
        retention_rules.declare_all()
        approval_hindrances.register("outside", panels.why_not_yet)
        review_panels.register("outside", ReviewPanel("outside/review_panel.html", panels.review_panel, order=10))
        decision_drafts.register("outside", panels.points_from_outside)
        status_links.register("outside", panels.status_link)
        regular_work.register("questions to people outside", due.remind_and_tell)
