"""Forms of the picture step: texts of the pictures that are there, and one more picture."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models.media import DepictedPersons, Licence
from core.uploads import DEPICTED_PERSONS_WORDING, UploadedPictureField

ALT_HELP = _("What can be seen? For people who cannot see the picture.")


class PictureTextForm(forms.Form):
    """Description and caption of a picture in its place."""

    alt = forms.CharField(label=_("Description"), max_length=250, required=False, help_text=ALT_HELP)
    caption = forms.CharField(label=_("Caption"), max_length=300, required=False)


class NewPictureForm(forms.Form):
    """A picture with everything that its use needs; a file that was refused has to be chosen again."""

    file = UploadedPictureField(
        label=_("Picture"), help_text=_("A photo from your phone is fine. Its place is removed.")
    )
    alt = forms.CharField(label=_("Description"), max_length=250, help_text=ALT_HELP)
    caption = forms.CharField(label=_("Caption"), max_length=300, required=False)
    author = forms.CharField(label=_("Who made the picture?"), max_length=120)
    licence = forms.ChoiceField(label=_("How may it be used?"), choices=Licence.choices, initial=Licence.OWN)
    depicted_persons = forms.ChoiceField(
        label=_("Can people be recognised?"),
        choices=[choice for choice in DepictedPersons.choices if choice[0] != DepictedPersons.UNKNOWN],
        widget=forms.RadioSelect,
        help_text=DEPICTED_PERSONS_WORDING,
    )
    is_symbolic = forms.BooleanField(
        label=_("The picture shows something similar, not the project itself."), required=False
    )
    opening = forms.BooleanField(label=_("Show it as opening picture"), required=False)

    def upload(self) -> dict[str, Any]:
        """The arguments of `core.uploads.store_image`."""
        cleaned = self.cleaned_data
        return {
            "upload": cleaned["file"],
            "title": cleaned["alt"][:120],
            "description": cleaned["alt"],
            "author": cleaned["author"],
            "licence": cleaned["licence"],
            "depicted_persons": cleaned["depicted_persons"],
            "is_symbolic": cleaned["is_symbolic"],
        }
