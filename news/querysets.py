"""Reads on news."""

from typing import Any

from django.db.models import Prefetch, Q
from wagtail.images import get_image_model

from core.models import PageRegion, PageTopic
from core.page_queryset import PortalPageQuerySet
from core.renditions import CARD_RENDITIONS


class NewsQuerySet(PortalPageQuerySet):
    def newest(self, limit: int | None = None) -> "NewsQuerySet":
        """Latest first; of one day, what was published last."""
        ordered = self.order_by("-publish_date", "-first_published_at", "-pk")
        return ordered if limit is None else ordered[:limit]

    def oldest(self) -> "NewsQuerySet":
        return self.order_by("publish_date", "first_published_at", "pk")

    def public_in(self, locale: Any, region: Any = None, *, hidden: Q | None = None) -> "NewsQuerySet":
        """What readers of a language may see; with a region, only what is shown there.

        `hidden` are the restricted parts of the tree, if the caller knows them already.
        """
        shown = self.live().filter(locale=locale).exclude(self.private_q() if hidden is None else hidden)
        if region is None:
            return shown
        region_id = getattr(region, "pk", region)
        guests = PageRegion.objects.filter(region_id=region_id).values("page_id")
        return shown.filter(Q(region_id=region_id) | Q(pk__in=guests))

    def with_card_data(self) -> "NewsQuerySet":
        """What a card prints beside the names of topics and regions, in a fixed number of queries."""
        return (
            self.defer_streamfields()
            .select_related("region")
            .prefetch_related(
                Prefetch("page_topics", PageTopic.objects.select_related("topic")),
                Prefetch("image", get_image_model().objects.prefetch_renditions(*CARD_RENDITIONS)),
            )
        )

    def on_topic(self) -> "NewsQuerySet":
        """Those annotated as being on a page's topic, latest first."""
        return self.filter(is_on_topic=True).newest()

    def older_than(self, page: Any) -> "NewsQuerySet":
        """Earlier stories, the nearest first."""
        earlier = Q(publish_date__lt=page.publish_date)
        if page.first_published_at:
            earlier |= Q(publish_date=page.publish_date, first_published_at__lt=page.first_published_at)
        return self.filter(earlier).newest()

    def newer_than(self, page: Any) -> "NewsQuerySet":
        """Later stories, the nearest first."""
        later = Q(publish_date__gt=page.publish_date)
        if page.first_published_at:
            later |= Q(publish_date=page.publish_date, first_published_at__gt=page.first_published_at)
        return self.filter(later).oldest()
