"""Dates of events as rows of lists, of home and of region pages."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.cards import CardData, card_data
from events.when import in_words, is_one_day, times_in_words


def event_rows(
    occurrences: Iterable[Any], request: HttpRequest | None = None, data: CardData | None = None, *, brief: bool = False
) -> list[dict[str, Any]]:
    """Dates with their `page` for `components/event_row.html`.

    `data` is what a page has read for several lists; `brief` leaves topics and regions out.
    """
    dates = list(occurrences)
    data = card_data([] if brief else dates) if data is None else data
    return [_row(occurrence, request, data, brief) for occurrence in dates]


def _row(occurrence: Any, request: HttpRequest | None, data: CardData, brief: bool) -> dict[str, Any]:
    page, span = occurrence.page, occurrence.span
    one_day = is_one_day(span)
    times = times_in_words(span) if one_day else in_words(span)
    status = "" if occurrence.status == "planned" else occurrence.status
    place = [times, place_words(page), series_words(occurrence), "" if brief else data.region_of(page)]
    return {
        "title": page.title,
        "url": page.get_url(request),
        "start": span.first_day,
        "end": None if one_day else span.last_day,
        "all_day": True,
        "kicker": " · ".join(part for part in place if part),
        "summary": page.lead,
        "labels": [str(page.get_attendance_display()), *data.topics_of(page)],
        "status": status,
        "status_label": occurrence.get_status_display() if status else "",
        "status_reason": page.status_reason if status else "",
    }


def series_words(occurrence: Any) -> str:
    """Which of several dates of its event this is; empty for a single one or where nobody counted (`with_series`)."""
    total = getattr(occurrence, "series_total", None) or 1
    if total < 2:
        return ""
    return _("date %(number)d of %(total)d") % {"number": occurrence.series_number, "total": total}


def place_words(page: Any) -> str:
    """Town and house in few words, or "Online"."""
    if not page.takes_place_onsite:
        return _("Online")
    return ", ".join(part for part in (page.city, page.venue) if part)


def teaser_items(region_id: int | None, locale: Locale, limit: int) -> list[Any]:
    """The next public dates, for the registry of teasers."""
    from events.models import EventPage

    return EventPage.objects.public_in(locale, region_id).upcoming_occurrences(limit)


def actor_items(actor: Any, locale: Locale, limit: int) -> list[Any]:
    """The next dates to which an organisation invites, for its page."""
    from events.models import EventPage

    invited = EventPage.objects.public_in(locale).filter(Q(organiser=actor) | Q(organiser=None, actor=actor))
    return invited.upcoming_occurrences(limit)
