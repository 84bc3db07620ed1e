"""Reads on news."""

from typing import Any

from django.db.models import Q

from core.models import PageRegion
from core.page_queryset import PortalPageQuerySet


class NewsQuerySet(PortalPageQuerySet):
    def newest(self, limit: int | None = None) -> "NewsQuerySet":
        """Latest first; of one day, what was published last."""
        ordered = self.order_by("-publish_date", "-first_published_at", "-pk")
        return ordered if limit is None else ordered[:limit]

    def oldest(self) -> "NewsQuerySet":
        return self.order_by("publish_date", "first_published_at", "pk")

    def public_in(self, locale: Any, region: Any = None) -> "NewsQuerySet":
        """What readers of a language may see; with a region, only what is shown there."""
        shown = self.listed().filter(locale=locale)
        if region is None:
            return shown
        region_id = getattr(region, "pk", region)
        guests = PageRegion.objects.filter(region_id=region_id).values("page_id")
        return shown.filter(Q(region_id=region_id) | Q(pk__in=guests))

    def with_card_data(self) -> "NewsQuerySet":
        """What a card prints of the story itself; `core.cards` reads the rest."""
        return self.defer_streamfields().select_related("region", "image")

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
