from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    """Mein Bereich: what people of organisations do for themselves. Its models are those of `actors`."""

    name = "actors.members"
    label = "members"
    verbose_name = _("My area")

    def ready(self) -> None:
        from actors.members import own_data, retention_rules

        own_data.register()
        retention_rules.declare_all()
