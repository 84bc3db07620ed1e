"""The form of a decision, for every gated type, on the public site and in the admin."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core import review
from core.models import ChangePoint, Decision
from core.review_points import MAX_POINTS, Wish

MAX_WORDS = 5000
MAX_POINT = 1000
EMPTY_ROWS = 2
PREFIX = "points"


class DecisionForm(forms.Form):
    """One decision on exactly what was shown; `cleaned_data` holds arguments of `core.review.decide`.

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
        help_text=_("The author reads them with your decision, also when you approve."),
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
        if cleaned.get("action") == review.REJECT:
            if not cleaned.get("comment", "").strip():
                self.add_error("comment", review.NO_WORDS)
            if not cleaned.get("reason") and "reason" not in self.errors:
                self.add_error("reason", _("Please choose the reason for the rejection."))
        return cleaned


class PointForm(forms.Form):
    """One point to change, tied to a place of the draft or to the whole."""

    place = forms.ChoiceField(label=_("Where"), required=False)
    words = forms.CharField(
        label=_("What is to be changed"),
        required=False,
        max_length=MAX_POINT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, places: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["place"]
        field.choices = (("", _("The whole")), *places.items())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("place") and not cleaned.get("words", "").strip() and "words" not in self.errors:
            self.add_error("words", _("Please say what is to be changed here."))
        return cleaned


class BasePointFormSet(forms.BaseFormSet):
    def wishes(self) -> list[Wish]:
        """The points that have words; only of a valid set."""
        return [
            Wish(form.cleaned_data["words"], form.cleaned_data["place"])
            for form in self.forms
            if form.cleaned_data.get("words", "").strip()
        ]

    def typed(self) -> list[dict[str, str]]:
        """What stands in the rows, valid or not."""
        return [
            {name: form[name].value() or "" for name in ("place", "words")}
            for form in self.forms
            if form["words"].value()
        ]


PointFormSet = forms.formset_factory(
    PointForm, formset=BasePointFormSet, extra=0, max_num=MAX_POINTS, absolute_max=MAX_POINTS + 10, validate_max=True
)


def point_forms(places: Mapping[str, str], rows: list[dict[str, str]], data: Any = None) -> Any:
    """The rows of a decision's points: those given, and empty ones to go on with; or what was sent."""
    initial = [*rows, *({} for _row in range(EMPTY_ROWS))][:MAX_POINTS]
    return PointFormSet(data, initial=initial, prefix=PREFIX, form_kwargs={"places": places})


def with_points(data: QueryDict) -> QueryDict:
    """What was sent; a form without rows for points asks for none."""
    if f"{PREFIX}-TOTAL_FORMS" in data:
        return data
    data = data.copy()
    data.update({f"{PREFIX}-TOTAL_FORMS": "0", f"{PREFIX}-INITIAL_FORMS": "0"})
    return data


def rows_of(points: list[ChangePoint], places: Mapping[str, str]) -> list[dict[str, str]]:
    """Points of an earlier request as rows; a place that is gone becomes the whole."""
    return [{"place": point.place if point.place in places else "", "words": point.words} for point in points]
