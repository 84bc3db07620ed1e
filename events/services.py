"""Writes on the dates of events: what publishing makes of the dates that editors typed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

import structlog
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from events.models.occurrence import Occurrence, Status
from events.span import Span

logger = structlog.get_logger(__name__)


@transaction.atomic
def expand_dates(*, event_id: int) -> list[Occurrence]:
    """Bring the occurrences of a public event in step with its typed dates.

    Each date keeps its UID. A changed time, place or status raises SEQUENCE; a date that was taken away is cancelled,
    unless it is over already. Dates come from the first language's page, so translations change nothing.
    """
    from events.models import EventPage

    event = EventPage.objects.select_for_update(of=("self",)).get(pk=event_id)
    if not event.live or _first_language_has_dates(event):
        return []
    known = list(
        Occurrence.objects.select_for_update(of=("self",)).filter(event__translation_key=event.translation_key)
    )
    now = timezone.now()
    kept = [
        _write(event, occurrence, key, date.span(), now) for date, key, occurrence in _matched(event.dates.all(), known)
    ]
    gone = [occurrence for occurrence in known if occurrence not in kept and occurrence.over_at > now]
    for occurrence in gone:
        if occurrence.take(status=Status.CANCELLED):
            occurrence.sequence += 1
            occurrence.changed_at = now
            occurrence.save()
    logger.info("event_dates_expanded", page=event.pk, dates=len(kept), cancelled=len(gone))
    return kept


def _first_language_has_dates(event: Any) -> bool:
    default = Locale.get_default()
    if event.locale_id == default.pk:
        return False
    return (
        type(event)
        .objects.filter(translation_key=event.translation_key, locale=default, first_published_at__isnull=False)
        .exists()
    )


def _matched(dates: Iterable[Any], known: list[Occurrence]) -> list[tuple[Any, UUID, Occurrence | None]]:
    """Each date with its key and occurrence: by key, else by an equal start that no other date claims."""
    typed = list(dates)
    by_key = {occurrence.key: occurrence for occurrence in known}
    claimed: dict[UUID, Any] = {}
    for date in typed:
        claimed.setdefault(date.key, date)
    free = {occurrence.start: occurrence for occurrence in known if occurrence.key not in claimed}
    matched = []
    for date in typed:
        key = date.key if claimed[date.key] is date else uuid4()
        occurrence = by_key.get(key) or free.pop(date.span().start, None)
        matched.append((date, key, occurrence))
    return matched


def _write(event: Any, occurrence: Occurrence | None, key: UUID, span: Span, now: Any) -> Occurrence:
    is_new = occurrence is None
    occurrence = occurrence or Occurrence(status=event.status)
    bookkeeping = occurrence.take(event_id=event.pk, key=key, over_at=span.over_at, month=f"{span.first_day:%Y-%m}")
    changed = occurrence.take(
        start=span.start, end=span.end, all_day=span.all_day, timezone=span.timezone, place=event.address
    )
    if span.over_at > now:
        changed |= occurrence.take(status=event.status)
    if is_new or changed:
        occurrence.changed_at = now
    if changed and not is_new:
        occurrence.sequence += 1
    if is_new or changed or bookkeeping:
        occurrence.save()
    return occurrence
