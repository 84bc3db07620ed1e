"""Forms of life after publishing, on the public site and in the admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from core.aftercare.care import MAX_WORDS
from core.aftercare.models import ChangeNote, TakeDown
from core.page_forms import empty_refused_choosers

NOTE_LENGTH = ChangeNote._meta.get_field("text").max_length


class WordsForm(forms.Form):
    """A few words in a text area; the service says what is missing."""

    words = forms.CharField(max_length=MAX_WORDS, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: Any, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].help_text = help_text


class NoteForm(forms.Form):
    """The public change note of the coming edit."""

    text = forms.CharField(
        label=_("What has changed"),
        help_text=_("One sentence for readers. It stands at the foot of the page, with the day."),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    minor = forms.BooleanField(
        label=_("Small change: readers need not be told"),
        help_text=_("Spelling, a better picture, a new phone number."),
        required=False,
    )


class TakeDownForm(forms.Form):
    """How to take a page down, and what readers are told."""

    kind = forms.ChoiceField(
        label=_("What is to happen?"),
        widget=forms.RadioSelect,
        choices=[
            (
                TakeDown.Kind.WITHDRAWN,
                _("Withdraw: stays readable at its address, under a notice; leaves lists and search"),
            ),
            (TakeDown.Kind.ARCHIVED, _("Archive: stays readable and is found in the archive; leaves all other lists")),
            (TakeDown.Kind.OFFLINE, _("Take offline: the address gives the explanation, or leads to another page")),
        ],
    )
    explanation = forms.CharField(
        label=_("Explanation for readers"),
        help_text=_("One or two sentences. They are public, and the author gets them by mail."),
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    replaced_by = forms.ModelChoiceField(
        label=_("Lead readers to"),
        help_text=_("Only when taking offline: a public page of the portal that replaces this one."),
        queryset=Page.objects.live(),
        required=False,
        widget=AdminPageChooser,
    )

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if not valid:
            empty_refused_choosers(self)
        return valid
