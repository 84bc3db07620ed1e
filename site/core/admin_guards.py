"""Stands before views of the Wagtail admin that do not ask whom they answer, or decide past the review."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import pages as page_urls
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page

from core.aftercare.care import care_of
from core.page_visibility import visible_to_staff
from core.permissions import grants_of, may_unpublish


def to_review(request: HttpRequest, task_state_id: int, **kwargs: Any) -> HttpResponse:
    """Stands where Wagtail would decide on whatever is the latest revision."""
    return redirect("core_review", task_state_id)


def to_draft(request: HttpRequest, page_id: int, task_id: int) -> HttpResponse:
    """Stands where Wagtail would tell the title of any draft in an error message; the draft's own view checks."""
    return redirect("wagtailadmin_pages:view_draft", page_id)


def to_take_down(request: HttpRequest, page_id: int) -> HttpResponse:
    """Content that passes the gate is taken down with an explanation; other pages as Wagtail does it."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not getattr(page, "gated", False):
        return _page_view("unpublish")(request, page_id)
    if not may_unpublish(request.user, page):
        raise PermissionDenied
    return redirect("aftercare_take_down", care_of(page).pk)


def guarded(view: Any, check: Callable[..., None]) -> Any:
    """The view, after `check(request, **arguments)` has raised nothing."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        check(request, **kwargs)
        return view(request, *args, **kwargs)

    return require_admin_access(checked)


def leads(request: HttpRequest) -> None:
    """Reports that name pages of every region are for lead editors."""
    if not grants_of(request.user).leads:
        raise PermissionDenied


def may_see_draft_of(request: HttpRequest, page_id: int) -> None:
    """Whether a page is in review is told to those who may see its draft."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied


def may_move(request: HttpRequest, page_to_move_id: int, destination_id: int) -> None:
    """Wagtail asks only when the question is answered; the question itself names the page, and slugs that are taken."""
    page = get_object_or_404(Page, pk=page_to_move_id).specific
    destination = get_object_or_404(Page, pk=destination_id)
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied


def has_a_place(request: HttpRequest, page_to_move_id: int) -> None:
    """The root of all pages stands nowhere."""
    get_object_or_404(Page, pk=page_to_move_id, depth__gt=1)


def may_know(request: HttpRequest, parent_page_id: int) -> None:
    """A draft of another region does not exist, neither as a place to choose from."""
    if not visible_to_staff(request.user, Page.objects.filter(pk=parent_page_id)).exists():
        raise Http404


class KnownPagesChosen(ChosenMultipleView):
    """Names of the ids in the address those that the person may know of."""

    def get(self, request: HttpRequest) -> HttpResponse:
        ids = [pk for pk in request.GET.getlist("id") if pk.isascii() and pk.isdigit()]
        known = visible_to_staff(request.user, Page.objects.filter(pk__in=ids, depth__gt=1))
        asked = request.GET.copy()
        asked.setlist("id", list(known.values_list("pk", flat=True)))
        request.GET = asked  # type: ignore[assignment]
        return super().get(request)


def _page_view(name: str) -> Any:
    return next(pattern.callback for pattern in page_urls.urlpatterns if pattern.name == name)


_action = "pages/workflow/{}/<int:page_id>/<slug:action_name>/<int:task_state_id>/"
urlpatterns = [
    path(_action.format("action"), require_admin_access(to_review)),
    path(_action.format("collect_action_data"), require_admin_access(to_review)),
    path(
        "pages/workflow/confirm_cancellation/<int:page_id>/",
        guarded(_page_view("confirm_workflow_cancellation"), may_see_draft_of),
    ),
    path(
        "pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/",
        guarded(_page_view("move_confirm"), may_move),
    ),
    path("pages/<int:page_id>/unpublish/", require_admin_access(to_take_down)),
    path("pages/<int:page_to_move_id>/set_position/", guarded(_page_view("set_page_position"), has_a_place)),
    path("choose-page/<int:parent_page_id>/", guarded(BrowseView.as_view(), may_know)),
    path("choose-page/chosen-multiple/", require_admin_access(KnownPagesChosen.as_view())),
    path("pages/workflow/preview/<int:page_id>/<int:task_id>/", require_admin_access(to_draft)),
    *(
        path(f"reports/{name}/{suffix}", guarded(view.as_view(results_only=bool(suffix)), leads))
        for name, view in (
            ("site-history", LogEntriesView),
            ("aging-pages", AgingPagesView),
            ("page-types-usage", PageTypesUsageReportView),
        )
        for suffix in ("", "results/")
    ),
]
