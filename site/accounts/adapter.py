"""What allauth asks us about accounts: who may open one, where to go next, which mail to send."""

import base64
import hashlib
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.mail import absolute_url, send_templated
from core.permissions import roles_of

# Changes to an account that its owner is told of: subject, and what happened.
SECURITY_NOTICES = {
    "password_changed": (_("Your password has been changed"), _("The password of your account has been changed.")),
    "password_reset": (_("Your password has been changed"), _("A new password has been set for your account.")),
    "password_set": (_("Your password has been set"), _("A password has been set for your account.")),
    "email_changed": (
        _("Your e-mail address has been changed"),
        _("The e-mail address with which you sign in has been changed."),
    ),
    "email_deleted": (
        _("An e-mail address has been removed"),
        _("An e-mail address has been removed from your account."),
    ),
    "totp_activated": (_("Second factor set up"), _("An authenticator app has been set up for your account.")),
    "totp_deactivated": (
        _("Second factor removed"),
        _("The authenticator app has been removed from your account."),
    ),
    "recovery_codes_generated": (
        _("New recovery codes"),
        _("New recovery codes have been made for your account. The old ones are no longer valid."),
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations; nobody opens one alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse the open sign-up form."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Those who work in the admin go there, everybody else to their own area."""
        if roles_of(request.user).enters_admin:
            return reverse("wagtailadmin_home")
        return reverse(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse(settings.LOGIN_REDIRECT_URL)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in a moment ago need not prove it again."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send allauth's mails with our texts and layout, in the reader's language."""
        name = template_prefix.rpartition("/")[2]
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        context = {**context, "user": user, "login_url": absolute_url(reverse("account_login"))}
        if name in SECURITY_NOTICES:
            context["notice_subject"], context["notice"] = SECURITY_NOTICES[name]
            context["action_url"] = absolute_url(reverse("account_reset_password"))
            name = "security_notice"
        send_templated(
            to=email,
            template=f"accounts/{name}",
            context=context,
            language=user.language if user else get_language(),
        )


class MFAAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _vault().decrypt(encrypted_text.encode()).decode()


def _vault() -> MultiFernet:
    """Keys derived from SECRET_KEY and its fallbacks, so that the key can be rotated."""
    secrets: list[str] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second-factor:{secret}".encode()).digest()))
        for secret in secrets
    )
