"""The form in which every decision is taken, on the public site and in the admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import review
from core.models import Decision

COMMENT_LIMIT = 4000


class DecisionForm(forms.Form):
    """Action, words and reason, tied to the content that was shown (`gate.shown_token`)."""

    action = forms.ChoiceField(
        label=_("Your decision"),
        choices=[
            (review.APPROVE, _("Approve")),
            (review.REQUEST_CHANGES, _("Ask for changes")),
            (review.REJECT, _("Reject")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a decision.")},
    )
    reason = forms.ChoiceField(
        label=_("Reason for a rejection"),
        choices=[("", _("Choose only when rejecting")), *Decision.Reason.choices],
        required=False,
    )
    comment = forms.CharField(
        label=_("Your words to the author"),
        help_text=_("Say what is good, what is missing and what comes next. Not needed to approve."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=COMMENT_LIMIT,
        required=False,
    )
    shown = forms.CharField(widget=forms.HiddenInput, max_length=120)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        action = cleaned.get("action")
        if action in (review.REQUEST_CHANGES, review.REJECT) and not cleaned.get("comment", "").strip():
            self.add_error("comment", _("Please say in your own words what is missing or why."))
        if action == review.REJECT and not cleaned.get("reason"):
            self.add_error("reason", _("Please choose the reason for the rejection."))
        return cleaned
