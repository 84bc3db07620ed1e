from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentoringConfig(AppConfig):
    name = "mentoring"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Mentoring")

    def ready(self) -> None:
        from mentoring.permissions import register_policies

        register_policies()
