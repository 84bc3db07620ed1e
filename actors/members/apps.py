from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    """Mein Bereich: what people of organisations do for themselves. Organisations and memberships are in `actors`."""

    name = "actors.members"
    label = "members"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("My area")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from actors.members import own_data, retention_rules, trust
        from actors.members.claims.panel import member_panel
        from actors.members.models import SmallCorrection, TrustedActor
        from actors.models import Actor
        from core import gate, review_links
        from core.registries import MemberPanel, member_panels
        from core.snippet_permissions import LeadPolicy

        for model in (TrustedActor, SmallCorrection):
            register_permission_policy(model, LeadPolicy(model))
        gate.correction_guards.append(trust.guard)
        review_links.register(
            Actor,
            review_links.ReviewLinks(
                status=lambda actor: reverse("members:profile", args=[actor.pk]),
                preview=lambda actor: reverse("members:profile_preview", args=[actor.pk]),
                edit=lambda actor: reverse("members:profile", args=[actor.pk]),
            ),
        )
        own_data.register()
        retention_rules.declare_all()
        member_panels.register("claims", MemberPanel("members/claims_panel.html", member_panel, order=5))
