"""Panels of the admin."""

from typing import Any

from wagtail.admin.panels import InlinePanel
from wagtail.admin.panels.base import get_form_for_model

from events.forms import EventDateForm


class DatesPanel(InlinePanel):
    """The dates of an event. Inline panels ignore a child's own form class, so it is named here."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields") or []
        options["formsets"][self.relation_name]["form"] = get_form_for_model(
            self.db_field.related_model, form_class=EventDateForm, defer_required_on_fields=deferred
        )
        return options
