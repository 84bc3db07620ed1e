"""Form fields of the member's form."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

YEAR_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})")
MONTH_YEAR = re.compile(r"(?P<month>\d{1,2})[./ ]\s?(?P<year>\d{4})")


class MonthInput(forms.DateInput):
    input_type = "month"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m")


class MonthField(forms.DateField):
    """A month of a year, kept as its first day; understands 2026-09, 09.2026 and 9/2026."""

    widget = MonthInput
    default_error_messages = {"invalid": _("Please give month and year, for example 09.2026.")}

    def to_python(self, value: Any) -> datetime.date | None:
        if not isinstance(value, str):
            return super().to_python(value)
        text = value.strip()
        if not text:
            return None
        found = YEAR_MONTH.fullmatch(text) or MONTH_YEAR.fullmatch(text)
        try:
            if found:
                return datetime.date(int(found["year"]), int(found["month"]), 1)
        except ValueError:
            pass
        raise ValidationError(self.error_messages["invalid"], code="invalid")


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day; understands 2026-09-30 and 30.9.2026."""

    widget = DayInput
    default_error_messages = {"invalid": _("Please give the day, for example 30.9.2026.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"], **options)


class TextLines(forms.CharField):
    """Several lines of text, kept with plain line breaks."""

    def __init__(self, *, rows: int = 6, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class WebsiteField(forms.URLField):
    """An address on the web; typed without a scheme it becomes https."""

    default_error_messages = {"invalid": _("Please give the full address, for example https://www.example.org.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(assume_scheme="https", max_length=200, **options)
