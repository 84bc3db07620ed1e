"""What the portal changes in the Wagtail admin: the desk, scoped lists, no road around the review."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.views import home as dashboard
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail_modeladmin.options import modeladmin_register

from core import admin_review, bulk_actions, page_filters
from core.admin_desk import CheckPanel, DraftsPanel, QueuePanel, WritePanel
from core.desk import views as desk
from core.media_permissions import documents_usable_by, images_usable_by
from core.page_links import PageLink
from core.page_visibility import visible_to_staff
from core.permissions import grants_of, may_edit
from core.registers import ConsentRegister, OutboxRegister
from core.review import awaits_answer
from core.scoped_viewsets import ScopedDeleteBulkAction

STOCK_WORKFLOW_PANELS = (dashboard.WorkflowObjectsToModeratePanel, dashboard.WhatsNewInWagtailVersionPanel)
LEAD_REPORTS = {"site-history", "page-types-usage", "aging-pages"}

modeladmin_register(OutboxRegister)
modeladmin_register(ConsentRegister)
page_filters.narrow()


@hooks.register("register_admin_urls")
def review_urls() -> list[Any]:
    return [*desk.urlpatterns, *admin_review.urlpatterns]


@hooks.register("register_rich_text_features", order=10)
def links_to_pages(features: Any) -> None:
    features.register_link_type(PageLink)


class StaffMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return grants_of(request.user).is_staff


@hooks.register("register_admin_menu_item")
def review_menu_item() -> MenuItem:
    return StaffMenuItem(
        _("Reviews"), reverse("core_review_queue"), name="reviews", icon_name="clipboard-list", order=90
    )


@hooks.register("construct_homepage_panels")
def desk_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [panel for panel in panels if not isinstance(panel, STOCK_WORKFLOW_PANELS)]
    # Whoever runs the mentor programme alone writes nothing and decides on no content.
    if grants_of(request.user).is_staff:
        panels += [QueuePanel(), WritePanel(), DraftsPanel(), CheckPanel()]


@hooks.register("construct_homepage_summary_items")
def no_summary_of_foreign_pages(request: HttpRequest, items: list[Any]) -> None:
    if not grants_of(request.user).leads:
        items.clear()


@hooks.register("construct_page_chooser_queryset")
def only_own_drafts_in_chooser(pages: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    return visible_to_staff(request.user, pages)


class ScopedImagesAdminAPI(ImagesAdminAPIViewSet):
    """The admin's own image API: only pictures that the person may use."""

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(pk__in=images_usable_by(self.request.user).values("pk"))


class ScopedDocumentsAdminAPI(DocumentsAdminAPIViewSet):
    """The same for documents."""

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(pk__in=documents_usable_by(self.request.user).values("pk"))


@hooks.register("construct_admin_api", order=200)
def scoped_media_api(router: Any) -> None:
    router.register_endpoint("images", ScopedImagesAdminAPI)
    router.register_endpoint("documents", ScopedDocumentsAdminAPI)


# Later than Wagtail's own actions of the same names, which they replace.
for action in (ScopedDeleteBulkAction, *bulk_actions.replacements()):
    hooks.register("register_bulk_action", action, order=200)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("core.move", _("Move to another region"), _("Moved to another region"))
    actions.register_action("core.claim", _("Take on"), _("Taken on"))
    actions.register_action("core.give_back", _("Give back"), _("Back in the queue"))
    actions.register_action("core.hand_over", _("Hand over"), _("Handed over to a colleague"))


@hooks.register("construct_reports_menu")
def reports_of_all_regions_for_leads(request: HttpRequest, menu_items: list[Any]) -> None:
    if not grants_of(request.user).leads:
        menu_items[:] = [item for item in menu_items if item.name not in LEAD_REPORTS]


class DecideMenuItem(ActionMenuItem):
    """Leads from the editor to the page where a decision is taken."""

    name = "action-decide"
    label = _("Decide…")
    icon_name = "clipboard-list"

    def is_shown(self, context: Any) -> bool:
        page = context.get("page")
        task = page.current_workflow_task if page else None
        return bool(task and task.specific.may_decide(page, context["request"].user))

    def get_url(self, parent_context: Any) -> str:
        return reverse("core_review", args=[parent_context["page"].current_workflow_task_state.pk])


class AnswerMenuItem(ActionMenuItem):
    """Leads from the editor to the page on which requested changes are ticked off and sent back."""

    name = "action-answer"
    label = _("Answer and send back…")
    icon_name = "resubmit"

    def is_shown(self, context: Any) -> bool:
        page = context.get("page")
        return bool(page and awaits_answer(page) and may_edit(context["request"].user, page))

    def get_url(self, parent_context: Any) -> str:
        return reverse("core_review_answer", args=[parent_context["page"].current_workflow_state.pk])


@hooks.register("register_page_action_menu_item")
def decide_menu_item() -> ActionMenuItem:
    return DecideMenuItem(order=5)


@hooks.register("register_page_action_menu_item")
def answer_menu_item() -> ActionMenuItem:
    return AnswerMenuItem(order=6)


@hooks.register("construct_page_action_menu")
def answers_instead_of_resubmitting(menu_items: list[Any], request: HttpRequest, context: Any) -> None:
    """Requested changes are answered point by point; sending back in silence is nobody's."""
    page = context.get("page")
    if page and awaits_answer(page):
        menu_items[:] = [item for item in menu_items if item.name not in ("action-submit", "action-restart-workflow")]


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    sheets = [(static(f"css/{name}.css"),) for name in ("fonts", "components/changes", "admin")]
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)
