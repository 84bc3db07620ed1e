from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("People")

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from accounts import own_data, retention_rules
        from accounts.addresses import keep_address_in_step
        from accounts.confirming import forget_person
        from accounts.second_factor import note_new_device
        from core.desk.claims import return_claims_of

        post_save.connect(keep_address_in_step, sender="accounts.User", dispatch_uid="accounts_address_in_step")
        post_delete.connect(forget_person, sender="accounts.User", dispatch_uid="accounts_forget_person")
        # Whoever leaves or loses a role holds no task any more.
        post_save.connect(return_claims_of, sender="accounts.User", dispatch_uid="accounts_left")
        post_delete.connect(return_claims_of, sender="accounts.RegionRole", dispatch_uid="accounts_role_lost")
        own_data.register()
        retention_rules.declare_all()
        authenticator_added.connect(note_new_device, dispatch_uid="accounts_new_device")
