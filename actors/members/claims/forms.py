"""Forms of claims."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ClaimForm(forms.Form):
    note = forms.CharField(
        label=_("Your task there"),
        max_length=300,
        required=False,
        help_text=_("For example: project lead, volunteer, board. It helps those who confirm."),
    )


class ClaimByMailForm(ClaimForm):
    """For people without a session: where the link is to be sent."""

    first_name = forms.CharField(
        label=_("First name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Best the one of your organisation: if it is known to us, no further proof is needed."),
    )

    field_order = ("first_name", "last_name", "email", "note")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the letter"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
        help_text=_("Twelve characters. Hyphens, spaces and small letters make no difference."),
    )


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it."),
    )
