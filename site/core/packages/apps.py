from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PackagesConfig(AppConfig):
    name = "core.packages"
    label = "packages"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Publication packages")

    def ready(self) -> None:
        from core.gate import holders
        from core.packages import holding, publishing
        from core.regular_work import regular_work
        from core.retention import PUBLIC_TASK, declare

        holders.register("packages", holding.words_for)
        holding.connect()
        regular_work.register("packages", publishing.publish_due)
        declare(
            "packages.Package",
            "packages.PackageItem",
            purpose=_("Publish pages of several regions together, and know who arranged it"),
            basis=PUBLIC_TASK,
            kept=_("as long as the platform, for its history"),
            erasure=_("the person's name is taken out, the entry stays"),
        )
