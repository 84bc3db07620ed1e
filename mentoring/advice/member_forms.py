"""Forms of advisers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import Topic
from core.plain_words import PlainField
from mentoring.advice.choices import Result
from mentoring.advice.models import Adviser, DayException, Hours
from mentoring.models import Language

DAY = {"type": "date"}
CLOCK = {"type": "time"}


class AdviserForm(forms.ModelForm):
    """How the person advises."""

    languages = forms.MultipleChoiceField(
        label=_("languages"), choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Adviser
        fields = (
            "topics", "languages", "by_phone", "by_video", "at_place", "address", "step_free", "directions", "at_home",
            "slot_minutes", "pause_minutes", "notice_hours", "ahead_days", "paused",
        )  # fmt: skip
        widgets = {"topics": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["topics"]
        field.queryset = Topic.objects.prefetch_related("texts")
        field.label_from_instance = lambda row: row.label
        field.help_text = _("None chosen means: all.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("at_place") and not cleaned.get("address"):
            self.add_error("address", _("Where do you meet? Please give the address."))
        if cleaned.get("step_free") and not cleaned.get("directions"):
            self.add_error("directions", _("Please say how to get there without steps."))
        return cleaned


class HoursForm(forms.ModelForm):
    """One row of recurring hours."""

    class Meta:
        model = Hours
        fields = ("weekday", "starts", "ends", "valid_from", "valid_until")
        widgets = {
            "starts": forms.TimeInput(attrs=CLOCK),
            "ends": forms.TimeInput(attrs=CLOCK),
            "valid_from": forms.DateInput(attrs=DAY),
            "valid_until": forms.DateInput(attrs=DAY),
        }
        help_texts = {"ends": _("Earlier than the start means: on the next day.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("This is before the first day."))
        if cleaned.get("starts") and cleaned.get("starts") == cleaned.get("ends"):
            self.add_error("ends", _("Start and end are the same."))
        return cleaned


class ExceptionForm(forms.ModelForm):
    """Closed days, or extra hours."""

    class Meta:
        model = DayException
        fields = ("kind", "first_day", "last_day", "starts", "ends")
        widgets = {
            "first_day": forms.DateInput(attrs=DAY),
            "last_day": forms.DateInput(attrs=DAY),
            "starts": forms.TimeInput(attrs=CLOCK),
            "ends": forms.TimeInput(attrs=CLOCK),
        }
        help_texts = {"starts": _("Needed for extra hours only.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and not 0 <= (last - first).days <= 366:
            self.add_error("last_day", _("The last day lies before the first, or too far behind it."))
        if cleaned.get("kind") == DayException.Kind.EXTRA:
            starts, ends = cleaned.get("starts"), cleaned.get("ends")
            if not starts or not ends or starts == ends:
                self.add_error("starts", _("Extra hours need a start and an end."))
        else:
            cleaned["starts"] = cleaned["ends"] = None
        return cleaned


class RecordForm(forms.Form):
    """What came of a talk."""

    minutes = forms.IntegerField(label=_("How many minutes did it take?"), min_value=1, max_value=600)
    result = forms.ChoiceField(label=_("What has it led to?"), choices=Result.choices, widget=forms.RadioSelect)


class ReasonForm(forms.Form):
    reason = PlainField(
        label=_("A word to the person"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ColleagueForm(forms.Form):
    """To whom a case is given."""

    adviser = forms.ChoiceField(label=_("Colleague"))

    def __init__(self, *args: Any, rows: list[Adviser], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["adviser"]
        field.choices = [(str(row.pk), f"{row} ({row.region.label})") for row in rows]
