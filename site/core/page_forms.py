"""Forms of the admin that refuse what their user may not choose."""

from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.forms.pages import WagtailAdminPageForm


class CheckedChoicesForm(WagtailAdminModelForm):
    """Refuses ids of pictures, documents, snippets and pages that its user may not choose."""

    _choices_are_checked = False

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if valid and not self._choices_are_checked:
            # Imported late: models name their forms while they are being loaded.
            from core.choices import refuse_foreign_choices

            valid = self._choices_are_checked = refuse_foreign_choices(self, self.for_user)
        return valid


class PortalPageForm(CheckedChoicesForm, WagtailAdminPageForm):
    """The form of every page."""
