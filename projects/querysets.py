"""Reads on projects."""

from typing import Any

from django.db.models import Prefetch
from wagtail.models import PageQuerySet

from core.models import PageTopic, PortalImage
from core.permissions import grants_of
from core.renditions import CARD_RENDITIONS


class ProjectQuerySet(PageQuerySet):
    def with_card_data(self) -> "ProjectQuerySet":
        """Everything a project card prints, in a fixed number of queries."""
        return (
            self.select_related("region", "district")
            .prefetch_related(
                Prefetch("image", PortalImage.objects.prefetch_renditions(*CARD_RENDITIONS)),
                Prefetch("page_topics", PageTopic.objects.select_related("topic").prefetch_related("topic__texts")),
            )
            .defer_streamfields()
        )

    def of_members(self, user: Any) -> "ProjectQuerySet":
        """Projects of the organisations this person works for, the most recently changed first."""
        return (
            self.filter(actor_id__in=grants_of(user).member_of, alias_of=None)
            .select_related("actor", "region")
            .order_by("-latest_revision_created_at", "-pk")
        )
