from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Core")

    def ready(self) -> None:
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from core import review_signals
        from core.page_permissions import PortalPagePolicy

        register_permission_policy(Page, PortalPagePolicy(Page))
        review_signals.connect()
