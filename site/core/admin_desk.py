"""Panels of the dashboard: the own queue, what one can write, drafts of the own regions, pages that want checking."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Locale, Page, get_page_models

from core.aftercare.rounds import due_pages
from core.desk.queue import parts_of_queue, queue_for
from core.models import IndexPage
from core.page_visibility import in_own_regions
from core.permissions import grants_of

SHOWN = 8
CHECK_AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Desk:
    """A place a person writes for, with what can be added there: (name of the kind, address of the empty form)."""

    region: Any
    kinds: list[tuple[str, str]]


def desks_of(user: Any) -> list[Desk]:
    """The regions a person works for, all of Saxony first for lead editors; German indexes, where content begins."""
    grants = grants_of(user)
    mine = Q() if grants.leads else Q(region_id__in=grants.edits | grants.moderates)
    places: dict[Any, list[tuple[str, str]]] = {}
    for model in get_page_models():
        if not issubclass(model, IndexPage):
            continue
        indexes = model.objects.filter(mine, locale=Locale.get_default()).select_related("region")
        for index in indexes:
            places.setdefault(index.region, []).extend(_addable(index, user))
    order = sorted(places, key=lambda region: (region is not None, getattr(region, "sort_order", 0), str(region)))
    return [Desk(region, sorted(places[region])) for region in order if places[region]]


def _addable(index: Any, user: Any) -> Iterator[tuple[str, str]]:
    if not index.permissions_for_user(user).can_add_subpage():
        return
    for kind in index.creatable_subpage_models():
        address = reverse("wagtailadmin_pages:add", args=[kind._meta.app_label, kind._meta.model_name, index.pk])
        yield str(kind.get_verbose_name()), address


class DeskPanel(Component):
    template_name = "core/admin/panel.html"
    panel_id = ""
    heading: Any = ""
    contents_template = "core/admin/page_table.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "panel_id": self.panel_id,
            "heading": self.heading,
            "contents_template": self.contents_template,
            **self.contents(parent_context["request"].user),
        }

    def contents(self, user: Any) -> dict[str, Any]:
        raise NotImplementedError


class QueuePanel(DeskPanel):
    panel_id = "review-queue"
    heading = _("Waiting for your decision")
    contents_template = "core/admin/review_table.html"
    order = 50

    def contents(self, user: Any) -> dict[str, Any]:
        items = queue_for(user)
        return {
            "items": items[:SHOWN],
            "more": max(0, len(items) - SHOWN),
            "parts": parts_of_queue(user, items, current=""),
        }


class WritePanel(DeskPanel):
    panel_id = "write"
    heading = _("Write something new")
    contents_template = "core/admin/desks.html"
    order = 55

    def contents(self, user: Any) -> dict[str, Any]:
        return {"desks": desks_of(user)}


class DraftsPanel(DeskPanel):
    panel_id = "region-drafts"
    heading = _("Drafts in your region")
    order = 60

    def contents(self, user: Any) -> dict[str, Any]:
        drafts = Page.objects.filter(in_own_regions(user), has_unpublished_changes=True, depth__gt=2)
        return {
            "pages": _for_table(drafts.order_by("-latest_revision_created_at")),
            "empty": _("No unfinished drafts. Write a story about something that works."),
        }


class CheckPanel(DeskPanel):
    panel_id = "pages-to-check"
    heading = _("To be checked soon")
    order = 70

    def contents(self, user: Any) -> dict[str, Any]:
        due = due_pages(timezone.localdate() + CHECK_AHEAD)
        pages = Page.objects.live().filter(in_own_regions(user), pk__in=due)
        return {"pages": _for_table(pages.order_by("title")), "empty": _("No page is due for a check.")}


def _for_table(pages: Any) -> QuerySet[Any]:
    """As many as are shown, with what a row says about each."""
    pages = pages.select_related("latest_revision__user", "content_type", "locale").defer("latest_revision__content")
    return pages.annotate_approved_schedule().prefetch_workflow_states()[:SHOWN]
