"""Forms of the admin."""

from typing import Any
from uuid import uuid4

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm


class EventDateForm(WagtailAdminModelForm):
    """Carries a date's key along unseen: rows of a draft have no primary key that could tell them apart.

    The empty row is a template for many, so it has no key; each new date gets its own when it is sent.
    """

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kwargs.get("instance") is not None and self.instance.start_date:
            self.fields["key"].initial = self.instance.key

    def _post_clean(self) -> None:
        super()._post_clean()
        self.instance.key = self.cleaned_data.get("key") or uuid4()
