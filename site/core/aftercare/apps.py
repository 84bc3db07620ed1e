from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AftercareConfig(AppConfig):
    name = "core.aftercare"
    label = "aftercare"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Life after publishing")

    def ready(self) -> None:
        from core.aftercare import listeners, retention_rules, rounds
        from core.registries import personal_data
        from core.regular_work import regular_work
        from core.sitemaps import lists

        listeners.connect()
        retention_rules.declare_all()
        regular_work.register("checks", rounds.do_due_checks)
        personal_data.register("concerns", retention_rules.words_of)
        lists.register("aftercare:archive", "aftercare:archive")
