"""Reads on events and their dates."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When
from django.utils import timezone

from core.models import PageRegion
from core.page_queryset import PortalPageQuerySet


class OccurrenceQuerySet(models.QuerySet[Any]):
    """Dates of events. An event that has begun is upcoming until it is over."""

    def of(self, events: Any) -> "OccurrenceQuerySet":
        """The dates of these pages, in whatever language they are: dates belong to all translations."""
        return self.filter(event__translation_key__in=events.order_by().values("translation_key"))

    def upcoming(self, now: datetime | None = None) -> "OccurrenceQuerySet":
        return self.filter(over_at__gt=now or timezone.now()).order_by("start", "pk")

    def past(self, now: datetime | None = None) -> "OccurrenceQuerySet":
        return self.filter(over_at__lte=now or timezone.now()).order_by("-start", "-pk")

    def between(self, start: datetime, end: datetime) -> "OccurrenceQuerySet":
        """What takes place at any moment of this stretch, `end` excluded."""
        return self.filter(start__lt=end, over_at__gt=start).order_by("start", "pk")

    def next_of_each(self) -> "OccurrenceQuerySet":
        """Of every event only the first date that is still to come and not cancelled, else the first to come."""
        to_come = self.model._base_manager.filter(event=OuterRef("event"), over_at__gt=timezone.now())
        cancelled_last = Case(When(status="cancelled", then=1), default=0)
        return self.filter(pk=Subquery(to_come.order_by(cancelled_last, "start", "pk").values("pk")[:1]))

    def with_event_key(self) -> "OccurrenceQuerySet":
        """Adds `event_key`, which leads to the page in any language without loading the first one."""
        return self.annotate(event_key=F("event__translation_key"))

    def with_series(self) -> "OccurrenceQuerySet":
        """Adds `series_number` and `series_total`: which of how many dates of its event this is."""
        dates = self.model._base_manager.filter(event=OuterRef("event")).order_by().values("event")
        number = Subquery(dates.filter(start__lte=OuterRef("start")).annotate(n=Count("pk")).values("n"))
        return self.annotate(series_number=number, series_total=Subquery(dates.annotate(n=Count("pk")).values("n")))


class EventQuerySet(PortalPageQuerySet):
    def public_in(self, locale: Any, region: Any = None) -> "EventQuerySet":
        """What readers of a language may see; with a region, only what is shown there."""
        shown = self.listed().filter(locale=locale)
        if region is None:
            return shown
        region_id = getattr(region, "pk", region)
        guests = PageRegion.objects.filter(region_id=region_id).values("page_id")
        return shown.filter(Q(region_id=region_id) | Q(pk__in=guests))

    def occurrences(self) -> OccurrenceQuerySet:
        """All dates of these events."""
        from events.models import Occurrence

        return Occurrence.objects.of(self)

    def upcoming_occurrences(self, limit: int | None = None) -> list[Any]:
        """The next date of each of these events with its page as `page`; two queries."""
        dates = self.occurrences().upcoming().next_of_each()
        return self.attach_to(dates.with_series().with_event_key()[:limit])

    def upcoming(self) -> "EventQuerySet":
        """Events of which at least one date is still to come."""
        return self._having(self.occurrences().upcoming())

    def past(self) -> "EventQuerySet":
        """Events whose dates are all over."""
        return self._having(self.occurrences().past()).exclude(pk__in=self.upcoming().values("pk"))

    def between(self, start: datetime, end: datetime) -> "EventQuerySet":
        return self._having(self.occurrences().between(start, end))

    def _having(self, occurrences: OccurrenceQuerySet) -> "EventQuerySet":
        return self.filter(translation_key__in=occurrences.order_by().values("event__translation_key"))

    def attach_to(self, occurrences: Iterable[Any]) -> list[Any]:
        """Occurrences (`with_event_key`) with their page of this queryset as `page`; those without one are left out."""
        dates = list(occurrences)
        if not dates:
            return []
        keys = {occurrence.event_key for occurrence in dates}
        pages = {page.translation_key: page for page in self.filter(translation_key__in=keys).defer_streamfields()}
        for occurrence in dates:
            occurrence.page = pages.get(occurrence.event_key)
        return [occurrence for occurrence in dates if occurrence.page is not None]
