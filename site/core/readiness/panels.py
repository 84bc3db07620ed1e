"""The checks on the pages of others: the review, the editor, the gate."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import WorkflowState

from core.permissions import roles_of
from core.readiness.report import Address, blockers_of, report_on

__all__ = ["blockers_of", "review_panel", "to_the_editor"]


def review_panel(request: HttpRequest, obj: Any, state: WorkflowState) -> dict[str, Any] | None:
    """For the page of a review: what the author was told before submitting."""
    draft = obj.get_latest_revision_as_object()
    report = report_on(draft, to_the_editor(request.user, obj))
    return {"report": report} if report else None


def to_the_editor(user: Any, obj: Any) -> Address:
    """Leads staff from a finding to the field in the editing interface."""
    edit_url = AdminURLFinder(user).get_edit_url(obj) if roles_of(user).is_staff else None
    return lambda place: (f"{edit_url}#id_{place}" if place else edit_url) if edit_url else ""
