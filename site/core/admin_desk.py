"""Panels of the dashboard: the own queue, drafts of the own regions, pages that want checking."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, get_page_models

from core.models import BasePage
from core.page_visibility import in_own_regions
from core.review_queue import queue_for

SHOWN = 8
CHECK_AHEAD = timedelta(days=14)


class DeskPanel(Component):
    template_name = "core/admin/panel.html"
    panel_id = ""
    heading: Any = ""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"panel_id": self.panel_id, "heading": self.heading, **self.contents(parent_context["request"].user)}

    def contents(self, user: Any) -> dict[str, Any]:
        raise NotImplementedError


class QueuePanel(DeskPanel):
    panel_id = "review-queue"
    heading = _("Waiting for your decision")
    order = 50

    def contents(self, user: Any) -> dict[str, Any]:
        return {"items": queue_for(user)[:SHOWN]}


class DraftsPanel(DeskPanel):
    panel_id = "region-drafts"
    heading = _("Drafts in your region")
    order = 60

    def contents(self, user: Any) -> dict[str, Any]:
        drafts = Page.objects.filter(in_own_regions(user), has_unpublished_changes=True, depth__gt=2)
        return {
            "pages": drafts.order_by("-latest_revision_created_at")[:SHOWN],
            "empty": _("No unfinished drafts. Write a story about something that works."),
        }


class CheckPanel(DeskPanel):
    panel_id = "pages-to-check"
    heading = _("To be checked soon")
    order = 70

    def contents(self, user: Any) -> dict[str, Any]:
        until = timezone.localdate() + CHECK_AHEAD
        due: set[int] = set()
        for model in get_page_models():
            if issubclass(model, BasePage) and model.gated:
                due.update(model.objects.live().filter(review_date__lte=until).values_list("pk", flat=True))
        pages = Page.objects.filter(in_own_regions(user), pk__in=due)
        return {"pages": pages.order_by("title")[:SHOWN], "empty": _("No page is due for a check.")}
