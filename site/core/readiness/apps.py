from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadinessConfig(AppConfig):
    """Checks before a submission: what an author sees before any reviewer does."""

    name = "core.readiness"
    label = "readiness"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Checks before submitting")

    def ready(self) -> None:
        from core.readiness import link_work, panels
        from core.registries import ReviewPanel, further_blockers, review_panels
        from core.regular_work import regular_work

        further_blockers.register("readiness", panels.blockers_of)
        review_panels.register("readiness", ReviewPanel("readiness/review_panel.html", panels.review_panel, order=5))
        regular_work.register("links of drafts", link_work.look_after_links)
