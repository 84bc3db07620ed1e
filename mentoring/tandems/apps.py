from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TandemsConfig(AppConfig):
    """The mentor programme: requests, tandems, applications of mentors."""

    name = "mentoring.tandems"
    label = "tandems"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Mentor programme")

    def ready(self) -> None:
        from django.db.models.signals import pre_delete
        from wagtail.signals import published

        from accounts import confirming
        from accounts.models import ConfirmedContact
        from core.handover.services import Target, targets
        from core.registries import MemberPanel, member_panels
        from core.regular_work import regular_work
        from mentoring.models import Mentor
        from mentoring.tandems import applying, clock, handed_over, own_data, panel, purposes, retention_rules, steering

        confirming.purposes.register(purposes.REQUEST, purposes.request)
        member_panels.register("mentoring", MemberPanel("tandems/member_panel.html", panel.member_panel, order=7))
        targets.register(handed_over.TARGET, Target(_("Request for a mentor"), handed_over.begin))
        own_data.register()
        retention_rules.declare_all()
        regular_work.register("tandems", clock.do_due)
        regular_work.register("tandems_without_names", retention_rules.strip_old)
        pre_delete.connect(steering.mentor_is_deleted, sender=Mentor, dispatch_uid="tandems_mentor_deleted")
        pre_delete.connect(steering.contact_is_deleted, sender=ConfirmedContact, dispatch_uid="tandems_forgotten")
        published.connect(applying.welcome, sender=Mentor, dispatch_uid="tandems_welcome")
