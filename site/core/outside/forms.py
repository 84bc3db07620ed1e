"""The question as it is asked, and the answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.outside.models import Answer, Language
from core.outside.services import DEFAULT_DAYS, MAX_DAYS

MAX_WORDS = 5000


class AskForm(forms.Form):
    """Whom to ask, in which words, and for how long; `cleaned_data` holds the arguments of `services.ask`."""

    name = forms.CharField(label=_("Name of the person"), max_length=120)
    function = forms.CharField(
        label=_("Function and organisation"),
        max_length=200,
        help_text=_("For example: managing director, Kinderhilfe Vogtland e. V."),
    )
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    words = forms.CharField(
        label=_("Your words to the person"),
        help_text=_("What should the person look at? They stand in the mail and above the draft."),
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=Language.choices, initial=Language.DE)
    days = forms.IntegerField(
        label=_("Days to answer"),
        min_value=1,
        max_value=MAX_DAYS,
        initial=DEFAULT_DAYS,
        help_text=_("At most 30. A reminder goes out at half time."),
    )


class AnswerForm(forms.Form):
    """The answer from outside to exactly what was shown; `shown` is the question's own token of its content."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose an answer.")},
    )
    words = forms.CharField(
        label=_("Your words"),
        help_text=_("Needed if something should be changed: one point per line."),
        required=False,
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    shown = forms.CharField(widget=forms.HiddenInput, max_length=120)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") == Answer.CHANGES and not cleaned.get("words", "").strip():
            self.add_error("words", _("Please say in your own words what should be changed."))
        return cleaned
