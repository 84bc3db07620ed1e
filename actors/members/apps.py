from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    """Mein Bereich: what people of organisations do for themselves. Organisations and memberships are in `actors`."""

    name = "actors.members"
    label = "members"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("My area")

    def ready(self) -> None:
        from actors.members import own_data, retention_rules
        from actors.members.claims.panel import member_panel
        from core.registries import MemberPanel, member_panels

        own_data.register()
        retention_rules.declare_all()
        member_panels.register("claims", MemberPanel("members/claims_panel.html", member_panel, order=5))
