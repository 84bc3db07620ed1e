"""What the page of one event shows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from actors.cards import contact_cards
from actors.page_content import read_content
from core.children import child_values
from core.models import Topic
from core.names import names_by_id
from core.trail import breadcrumbs
from events.models.occurrence import Occurrence, Status
from events.span import SpanError
from events.teasers import event_rows
from events.when import in_words, is_one_day

RELATED_ITEMS = 3
CALENDAR_FILE = "termin.ics"


def event_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """When, where, who invites, whom to ask, and what else is coming."""
    now = timezone.now()
    dates = shown_dates(page, getattr(request, "is_preview", False))
    to_come = [occurrence for occurrence in dates if occurrence.over_at > now and not occurrence.is_cancelled]
    status = _status(dates)
    trail = breadcrumbs(page, request)
    index = trail[-2] if len(trail) > 1 else {"title": "", "url": ""}
    chosen = child_values(page, page_topics="topic_id", contact_links="person_id")
    persons = read_content(page, "image", person_ids=chosen["contact_links"])
    return {
        "dates": [_line(occurrence, now) for occurrence in dates],
        "numeral": _numeral(to_come or dates),
        "status": status,
        "status_label": Status(status).label if status else "",
        "reason": _reason(page, dates),
        "is_past": bool(dates) and all(occurrence.over_at <= now for occurrence in dates),
        "can_register": bool(page.registration_url and to_come),
        "organiser": _organiser(page.organiser or page.actor),
        "topics": [
            {"title": topic.label, "url": f"{index['url']}?topic={topic.slug}"}
            for topic in names_by_id(Topic, chosen["page_topics"])
        ],
        "contacts": contact_cards(persons),
        "calendar_url": f"{page.get_url(request)}{CALENDAR_FILE}",
        "also": _also(page, request),
        "index": index,
        "breadcrumbs": trail,
    }


def shown_dates(page: Any, is_preview: bool) -> list[Any]:
    """The occurrences of the event; in a preview those that its typed dates would become."""
    if not is_preview:
        own = Occurrence.objects.filter(event__translation_key=page.translation_key).order_by("start", "pk")
        return list(own.annotate(first_reason=F("event__status_reason")))
    dates = []
    for typed in page.dates.all():
        try:
            span = typed.span()
        except (SpanError, TypeError):
            # A draft may be unfinished; its preview shows what there is.
            continue
        dates.append(
            Occurrence(
                start=span.start,
                end=span.end,
                over_at=span.over_at,
                all_day=span.all_day,
                timezone=span.timezone,
                status=page.status,
            )
        )
    return sorted(dates, key=lambda occurrence: occurrence.start)


def _line(occurrence: Occurrence, now: datetime) -> dict[str, Any]:
    span = occurrence.span
    return {
        "words": in_words(span),
        "datetime": span.first_day.isoformat() if span.all_day else span.local_start.isoformat(),
        "cancelled": occurrence.is_cancelled,
        "past": occurrence.over_at <= now,
    }


def _numeral(dates: Sequence[Any]) -> dict[str, Any] | None:
    """The first date that counts, drawn large."""
    if not dates:
        return None
    span = dates[0].span
    return {"start": span.first_day, "end": None if is_one_day(span) else span.last_day}


def _status(dates: Sequence[Any]) -> str:
    """What readers have to know at once: that all is cancelled, or that something was moved."""
    if dates and all(occurrence.is_cancelled for occurrence in dates):
        return Status.CANCELLED
    return next((occurrence.status for occurrence in dates if occurrence.status == Status.MOVED), "")


def _reason(page: Any, dates: Sequence[Any]) -> str:
    """The reason in this language; until it is translated, as it was first written."""
    if page.status_reason or not dates or not dates[0].pk or dates[0].event_id == page.pk:
        return page.status_reason
    return dates[0].first_reason


def _organiser(actor: Any) -> dict[str, str] | None:
    if actor is None:
        return None
    return {"name": actor.name, "url": actor.get_absolute_url() if actor.live else ""}


def _also(page: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """The next dates of other events in the same region."""
    events = type(page).objects.public_in(page.locale_id, page.region_id).exclude(pk=page.pk)
    return event_rows(events.upcoming_occurrences(RELATED_ITEMS), request, brief=True)
