"""Panels for the forms of snippets."""

import functools
from typing import Any

from django.utils.html import escape, format_html_join
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.telepath import register as register_telepath_adapter
from wagtail.admin.widgets import AdminAutoHeightTextInput

from core.snippet_forms import LinkedRows


class LinkedRowsComparison:
    """What was added to and removed from linked rows between two versions."""

    is_field = True
    is_child_relation = False

    def __init__(self, label: str, rows: LinkedRows, obj_a: Any, obj_b: Any) -> None:
        self.label = label
        self.before = self._words(rows, obj_a)
        self.after = self._words(rows, obj_b)

    def _words(self, rows: LinkedRows, obj: Any) -> list[str]:
        displayed = f"get_{rows.attribute}_display"
        return [
            str(getattr(row, displayed)() if hasattr(row, displayed) else getattr(row, rows.attribute))
            for row in getattr(obj, rows.relation).all()
        ]

    def field_label(self) -> str:
        return capfirst(self.label)

    def has_changed(self) -> bool:
        return self.before != self.after

    def htmldiff(self) -> str:
        parts = [("deletion", word) for word in self.before if word not in self.after]
        parts += [("addition" if word not in self.before else "", word) for word in self.after]
        return format_html_join(", ", '<span class="{}">{}</span>', parts) if parts else escape("")


class LinkedRowsPanel(FieldPanel):
    """A field that stands for child rows; compares versions by the rows."""

    def __init__(self, field_name: str, rows: LinkedRows, **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)
        self.rows = rows

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "rows": self.rows}

    @register_telepath_adapter
    class BoundPanel(FieldPanel.BoundPanel):
        def get_comparison(self) -> list[Any]:
            return [functools.partial(LinkedRowsComparison, str(self.heading), self.panel.rows)]


def texts_panel(fields: list[str], heading: Any, label: Any, sentences: tuple[str, ...] = ()) -> InlinePanel:
    """The texts of an object, one form per language; `sentences` are fields of one line that hold whole sentences."""
    panels = [FieldPanel("language", required_on_save=True)]
    panels += [FieldPanel(name, widget=AdminAutoHeightTextInput if name in sentences else None) for name in fields]
    return InlinePanel("texts", panels=panels, heading=heading, label=label, min_num=1)
