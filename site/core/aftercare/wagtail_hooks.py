"""Life after publishing in the admin: its pages, the register, buttons in editor and lists."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from core.aftercare import admin_views, register, take_downs
from core.permissions import grants_of, may_edit


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [*admin_views.urlpatterns, *register.url_patterns()]


class StaffMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return grants_of(request.user).is_staff


@hooks.register("register_reports_menu_item")
def decisions_menu_item() -> MenuItem:
    return StaffMenuItem(
        _("Decisions"), reverse("aftercare_register"), name="decisions", icon_name="clipboard-list", order=900
    )


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("aftercare.take_down", _("Take down"), _("Taken down"))
    actions.register_action("aftercare.restore", _("Make valid again"), _("Made valid again"))


def page_buttons(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """Whole history for those who may see the draft; taking down leads through there."""
    page = page.specific
    if not getattr(page, "gated", False) or not may_edit(user, page):
        return
    url = reverse("aftercare_of_page", args=[page.pk])
    yield Button(_("Checks and whole history"), url, icon_name="history", priority=55)
    if page.live and take_downs.may_take_down(user, page):
        url = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        yield Button(_("Take down…"), url, icon_name="download", priority=56)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    yield from page_buttons(page, user)


@hooks.register("register_page_header_buttons")
def header_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    yield from page_buttons(page, user)


class NoteMenuItem(ActionMenuItem):
    """Leads from the editor of a page that has been public to its change note."""

    name = "action-change-note"
    label = _("Public change note…")
    icon_name = "edit"

    def is_shown(self, context: Any) -> bool:
        page = context.get("page")
        return bool(
            page and getattr(page, "gated", False) and page.first_published_at and not context["locked_for_user"]
        )

    def get_url(self, parent_context: Any) -> str:
        return reverse("aftercare_note", args=[parent_context["page"].pk])


@hooks.register("register_page_action_menu_item")
def note_menu_item() -> ActionMenuItem:
    return NoteMenuItem(order=90)
