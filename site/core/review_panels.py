"""What others add to the page on which a review is decided."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import WorkflowState

from core.registries import decision_drafts, review_panels


def panels_for(request: HttpRequest, obj: Any, state: WorkflowState) -> list[dict[str, Any]]:
    """The panels that have something to say, each with its template and what that draws."""
    return [
        {"template": panel.template, "context": context}
        for panel in sorted(review_panels, key=lambda panel: panel.order)
        if (context := panel.context(request, obj, state)) is not None
    ]


def first_values(request: HttpRequest, obj: Any) -> dict[str, Any]:
    """What the form of the decision starts with."""
    values: dict[str, Any] = {}
    for draft in decision_drafts:
        values.update(draft(request, obj))
    return values
