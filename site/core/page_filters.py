"""Filters of Wagtail's lists that offer people: by default everybody who ever wrote anything, in every region."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
from wagtail.admin.views.reports.workflows import WorkflowReportFilterSet

from core.page_visibility import known_people

OFFERING_PEOPLE = {
    PageFilterSet: ("owner", "edited_by"),
    LockedPagesReportFilterSet: ("locked_by",),
    WorkflowReportFilterSet: ("requested_by",),
}


def narrow() -> None:
    """Let each of them offer the people of the own regions."""
    for filterset, names in OFFERING_PEOPLE.items():
        for name in names:
            offering = filterset.base_filters[name]
            offering.queryset = _narrowed(offering.queryset)


def _narrowed(everybody: Any) -> Any:
    def people(request: HttpRequest) -> QuerySet[Any]:
        return known_people(request.user, everybody(request))

    return people
