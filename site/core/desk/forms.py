"""Forms of the desk."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import ChangePoint

MAX_WORDS = 5000


class AnswerForm(forms.Form):
    """What an author on the staff answers to a request; `cleaned_data` holds arguments of `answer_and_submit`."""

    done = forms.TypedMultipleChoiceField(
        label=_("What have you changed?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    comment = forms.CharField(
        label=_("Your words to the editorial desk"),
        required=False,
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, points: Iterable[ChangePoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["done"]
        field.choices = [(point.pk, str(point)) for point in points]
        field.initial = [point.pk for point in points if point.done_at]
        if not field.choices:
            del self.fields["done"]


class ForceForm(forms.Form):
    """Publishing without a review."""

    reason = forms.CharField(
        label=_("Why can this not wait?"),
        help_text=_("The reason stays in the ledger, and the author reads it."),
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Please give the reason for publishing without a review.")},
    )
    shown = forms.CharField(widget=forms.HiddenInput, max_length=120)


class CountersignForm(forms.Form):
    """A second look at what is public already."""

    comment = forms.CharField(
        label=_("Your words"),
        required=False,
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
