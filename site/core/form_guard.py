"""Public forms that programs find too: a field nobody sees, and a signed time. No riddle, no third party."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

SALT = "core.form_guard"
SOONEST = timedelta(seconds=2)
LATEST = timedelta(hours=24)


def stamp() -> str:
    """The time of now, signed."""
    return signing.dumps("", salt=SALT)


class GuardedForm(forms.Form):
    """Draw `trap` and `opened` with `components/form_guard.html`, the rest as `shown_fields`.

    Whoever is taken for a program by mistake keeps all input and sends the form once more.
    """

    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    trap = forms.CharField(
        required=False,
        label=_("Please leave this field empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = stamp

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in {"opened", "trap"}]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.pop("trap", "") or "trap" in self.errors:
            self._renew(trap="")
            self.add_error(
                None, _("A field that stays empty was filled in. We have emptied it: please send once more.")
            )
            return cleaned
        try:
            signing.loads(cleaned.pop("opened", ""), salt=SALT, max_age=LATEST)
        except signing.BadSignature:
            self._renew(opened=stamp())
            self.add_error(
                None, _("This page was open for very long. Everything is still here: please send once more.")
            )
            return cleaned
        if not self.errors and self._too_soon():
            self.add_error(None, _("That was faster than people write. Please send once more in a moment."))
        return cleaned

    def _too_soon(self) -> bool:
        try:
            signing.loads(self.data.get(self.add_prefix("opened"), ""), salt=SALT, max_age=SOONEST)
        except signing.SignatureExpired:
            return False
        return True

    def _renew(self, **values: str) -> None:
        """The form that is shown again carries these values."""
        data: Any = QueryDict(mutable=True)
        data.update(self.data)
        for name, value in values.items():
            data[self.add_prefix(name)] = value
        self.data = data
