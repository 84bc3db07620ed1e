"""Forms of sign-in with our words: labels instead of placeholders, one sentence on passwords."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _(
    "At least 10 characters. Several words in a row are easy to remember and hard to guess. Neither your name nor only "
    "digits."
)


class PlainMixin:
    """Takes away placeholders, which vanish while typing, and gives fields the words of `wording`: (label, hint)."""

    wording: dict[str, tuple[Any, Any]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = self.wording.get(name, (field.label, ""))
            if name == "code":
                field.widget.attrs |= {"inputmode": "numeric", "autocapitalize": "off", "spellcheck": "false"}


class SignInForm(PlainMixin, account_forms.LoginForm):
    wording = {"login": (_("E-mail address"), ""), "password": (_("Password"), "")}


class ReauthenticateForm(PlainMixin, account_forms.ReauthenticateForm):
    wording = {"password": (_("Password"), "")}


class ResetPasswordForm(PlainMixin, account_forms.ResetPasswordForm):
    wording = {"email": (_("E-mail address"), _("The address with which you sign in."))}


class NewPasswordForm(PlainMixin, account_forms.ResetPasswordKeyForm):
    wording = {"password1": (_("New password"), PASSWORD_HINT), "password2": (_("New password, once more"), "")}


class SetPasswordForm(PlainMixin, account_forms.SetPasswordForm):
    wording = {"password1": (_("New password"), PASSWORD_HINT), "password2": (_("New password, once more"), "")}


class ChangePasswordForm(PlainMixin, account_forms.ChangePasswordForm):
    wording = {
        "oldpassword": (_("Present password"), ""),
        "password1": (_("New password"), PASSWORD_HINT),
        "password2": (_("New password, once more"), ""),
    }


class ChangeAddressForm(PlainMixin, account_forms.AddEmailForm):
    wording = {
        "email": (_("New e-mail address"), _("We send a code to it. The change counts once you have typed it in."))
    }


class AddressCodeForm(PlainMixin, account_forms.ConfirmEmailVerificationCodeForm):
    wording = {"code": (_("Code from the mail"), "")}


class SecondFactorForm(PlainMixin, mfa_forms.AuthenticateForm):
    wording = {"code": (_("Code"), _("Six digits from your authenticator app, or one of your recovery codes."))}


class SecondFactorAgainForm(PlainMixin, mfa_forms.ReauthenticateForm):
    wording = {"code": (_("Code"), _("Six digits from your authenticator app, or one of your recovery codes."))}


class SetUpSecondFactorForm(PlainMixin, totp_forms.ActivateTOTPForm):
    wording = {"code": (_("Code"), _("The six digits that the app shows now."))}
