from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RelayConfig(AppConfig):
    """Contact relay: people write to actors, contact persons and others, and nobody sees the other's address."""

    name = "actors.relay"
    label = "relay"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Messages passed on")

    def ready(self) -> None:
        from accounts import confirming
        from actors.relay import clock, own_data, panel, purposes, retention_rules
        from actors.relay.addressees import ActorAddressees, ContactPersonAddressees, addressees
        from core.registries import MemberPanel, member_panels
        from core.regular_work import regular_work

        addressees.register("actor", ActorAddressees())
        addressees.register("contact_person", ContactPersonAddressees())
        confirming.purposes.register(purposes.MESSAGE, purposes.message)
        member_panels.register("messages", MemberPanel("relay/member_panel.html", panel.member_panel, order=8))
        own_data.register()
        retention_rules.declare_all()
        regular_work.register("messages", clock.do_due)
