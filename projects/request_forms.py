"""What is asked of somebody who begins without an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.members.choosing import OrganisationForm
from core.saxony import lookup_postcode


class BeginForm(OrganisationForm):
    """The name of an organisation may be new to the portal."""

    may_be_new = True

    title = forms.CharField(
        label=_("Name of the project"), max_length=160, help_text=_("Short and concrete. It becomes the heading.")
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=5,
        help_text=_("Where it happens. Region and district follow from it."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
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
        help_text=_("We send you a link under which you can go on at any time."),
    )

    field_order = ("title", "postcode", "organisation", "actor", "first_name", "last_name", "email")

    def clean_postcode(self) -> Any:
        postcode = self.cleaned_data["postcode"]
        if lookup_postcode(postcode) is None:
            raise forms.ValidationError(_("We do not know this postcode in Saxony. Please check the five digits."))
        return postcode
