"""Forms of the admin that refuse what their user may not choose."""

from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.widgets import BaseChooser


class CheckedChoicesForm(WagtailAdminModelForm):
    """Refuses ids of pictures, documents, snippets and pages that its user may not choose."""

    _choices_are_checked = False

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if valid and not self._choices_are_checked:
            # Imported late: models name their forms while they are being loaded.
            from core.choices import refuse_foreign_choices

            valid = self._choices_are_checked = refuse_foreign_choices(self, self.for_user)
        if not valid:
            empty_refused_choosers(self)
            for formset in self.formsets.values():
                for child in formset.forms:
                    empty_refused_choosers(child)
        return valid


def empty_refused_choosers(form: Any) -> None:
    """A refused id is not shown again: the chooser would name what it stands for, or fail on what is no id."""
    for name, field in form.fields.items():
        if isinstance(field.widget, BaseChooser) and name in form.errors:
            form.data = form.data.copy()
            form.data[form.add_prefix(name)] = ""


class PortalPageForm(CheckedChoicesForm, WagtailAdminPageForm):
    """The form of every page."""
