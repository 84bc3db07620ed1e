from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HandoverConfig(AppConfig):
    """From one service of the portal to another without typing twice."""

    name = "core.handover"
    label = "handover"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Handover")

    def ready(self) -> None:
        from core.handover.models import expired
        from core.retention import CONTRACT, declare

        declare(
            "handover.Handover",
            purpose=_("Let people go on elsewhere without typing twice"),
            basis=CONTRACT,
            kept=_("14 days"),
            erasure=_("expires by itself"),
            expired=expired,
        )
