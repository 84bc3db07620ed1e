"""The checks in the menus of the admin: beside "submit" in the editor, and among the settings for lead editors."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.snippets.action_menu import ActionMenuItem as SnippetActionMenuItem

from core.permissions import may_lead
from core.readiness import admin_views
from core.readiness.subjects import subject_of


@hooks.register("register_admin_urls")
def check_urls() -> list[Any]:
    return admin_views.urlpatterns


class LeadMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_lead(request.user)


@hooks.register("register_settings_menu_item")
def levels_menu_item() -> MenuItem:
    return LeadMenuItem(_("Checks before submitting"), reverse("readiness_levels"), icon_name="check", order=700)


class ChecklistItem(ActionMenuItem):
    """Leads from the editor to the list; nothing is saved by it."""

    name = "action-checklist"
    label = _("Show the checks…")
    icon_name = "check"

    def is_shown(self, context: Any) -> bool:
        page = context.get("page")
        return bool(page and page.pk and subject_of(page.specific))

    def get_url(self, parent_context: Any) -> str:
        return admin_views.checklist_url(parent_context["page"].specific)


class SnippetChecklistItem(SnippetActionMenuItem):
    """The same for organisations and mentors."""

    name = "action-checklist"
    label = _("Show the checks…")
    icon_name = "check"

    def is_shown(self, context: Any) -> bool:
        instance = context.get("instance")
        return bool(instance and instance.pk and subject_of(instance))

    def get_url(self, parent_context: Any) -> str:
        return admin_views.checklist_url(parent_context["instance"])


@hooks.register("register_page_action_menu_item")
def checklist_item() -> ActionMenuItem:
    return ChecklistItem(order=6)


@hooks.register("register_snippet_action_menu_item")
def snippet_checklist_item(model: Any) -> SnippetActionMenuItem | None:
    return SnippetChecklistItem(order=6) if hasattr(model, "gated") else None


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("readiness.level", _("Change how strict a check is"), _("Strictness of a check changed"))


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/components/readiness.css"))
