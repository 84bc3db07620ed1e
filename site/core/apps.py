from django.apps import AppConfig
from django.db.models.signals import pre_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Core")

    def ready(self) -> None:
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from core import fresh, media_release, moving, own_data, retention_rules, review_mails, review_signals
        from core.desk import agreements, alarms, claims, digests
        from core.desk.queue import member_panel
        from core.media_permissions import register_media_policies
        from core.page_permissions import PortalPagePolicy
        from core.registries import MemberPanel, member_panels
        from core.regular_work import regular_work
        from core.search import signals as search_signals
        from core.search.trigrams import ensure_extension
        from core.snippet_permissions import register_term_policies

        register_permission_policy(Page, PortalPagePolicy(Page))
        register_media_policies()
        register_term_policies()
        review_signals.connect()
        review_mails.connect()
        media_release.connect()
        own_data.register()
        retention_rules.declare_all()
        search_signals.connect()
        pre_migrate.connect(ensure_extension, sender=self, dispatch_uid="search_trigrams")
        moving.connect()
        fresh.connect()
        member_panels.register("reviews", MemberPanel("core/review_panel.html", member_panel, order=10))
        regular_work.register("returned tasks", lambda now: claims.return_stranded())
        regular_work.register("alarms", alarms.sound)
        regular_work.register("agreements", agreements.ask_for_agreement)
        regular_work.register("summaries", digests.send_digests)
