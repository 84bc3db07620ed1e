"""Pages take their region from their place, also after they have been moved."""

from typing import Any

from wagtail.models import Page, TaskState
from wagtail.signals import post_page_move

from core.models import BasePage, RegionReviewTaskState


def connect() -> None:
    post_page_move.connect(_follow_the_move, dispatch_uid="core_follow_the_move")


def _follow_the_move(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Give the moved page and everything below it the region of their new place, and their open reviews with them."""
    moved = Page.objects.get(pk=instance.pk)
    for page in moved.get_descendants(inclusive=True).specific():
        if not isinstance(page, BasePage):
            continue
        region_id = page.derive_region_id()
        if region_id == page.region_id:
            continue
        type(page).objects.filter(pk=page.pk).update(region_id=region_id)
        open_states = TaskState.objects.for_instance(page).filter(status=TaskState.STATUS_IN_PROGRESS)
        RegionReviewTaskState.objects.filter(pk__in=open_states.values("pk")).update(region_id=region_id)
