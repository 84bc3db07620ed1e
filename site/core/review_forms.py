"""The form of a decision, for every gated type, on the public site and in the admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import review
from core.models import Decision

MAX_WORDS = 5000


class DecisionForm(forms.Form):
    """One decision on exactly what was shown; `cleaned_data` holds the arguments of `core.review.decide`.

    `shown` is `core.gate.shown_token` of the revision on the page around the form.
    """

    action = forms.ChoiceField(
        label=_("Your decision"),
        choices=(
            (review.APPROVE, _("Approve")),
            (review.REQUEST_CHANGES, _("Request changes")),
            (review.REJECT, _("Reject")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a decision.")},
    )
    comment = forms.CharField(
        label=_("Your words to the author"),
        help_text=_("When you request changes: one point per line. The author ticks them off one by one."),
        required=False,
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    reason = forms.ChoiceField(
        label=_("Reason for a rejection"),
        choices=(("", _("– only when you reject –")), *Decision.Reason.choices),
        required=False,
    )
    shown = forms.CharField(widget=forms.HiddenInput, max_length=120)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        action = cleaned.get("action")
        if action in (review.REQUEST_CHANGES, review.REJECT) and not cleaned.get("comment", "").strip():
            self.add_error("comment", _("Please say in your own words what is missing or why."))
        if action == review.REJECT and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Please choose the reason for the rejection."))
        return cleaned
