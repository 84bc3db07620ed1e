"""Dates of events as rows of lists, of home and of region pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.facets import named_choices
from core.models import Region, Topic
from events.when import in_words, is_one_day, times_in_words


def event_rows(
    occurrences: Iterable[Any],
    request: HttpRequest | None = None,
    *,
    topics: Mapping[str, str] | None = None,
    regions: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """Dates with their `page` (read `with_row_data`) for `components/event_row.html`.

    Two queries for names that are not given; an empty mapping leaves topics or regions out.
    """
    dates = list(occurrences)
    if not dates:
        return []
    topics = dict(named_choices(Topic)) if topics is None else topics
    regions = dict(named_choices(Region)) if regions is None else regions
    return [_row(occurrence, request, topics, regions) for occurrence in dates]


def _row(
    occurrence: Any, request: HttpRequest | None, topics: Mapping[str, str], regions: Mapping[str, str]
) -> dict[str, Any]:
    page, span = occurrence.page, occurrence.span
    one_day = is_one_day(span)
    times = times_in_words(span) if one_day else in_words(span)
    status = "" if occurrence.status == "planned" else occurrence.status
    place = [times, place_words(page)]
    place.append(series_words(occurrence))
    if regions:
        place.append(regions.get(page.region.slug, page.region.name) if page.region else _("Statewide"))
    labels = [topics.get(link.topic.slug, "") for link in page.page_topics.all()] if topics else []
    return {
        "title": page.title,
        "url": page.get_url(request),
        "start": span.first_day,
        "end": None if one_day else span.last_day,
        "all_day": True,
        "kicker": " · ".join(part for part in place if part),
        "summary": page.lead,
        "labels": [str(page.get_attendance_display()), *filter(None, labels)],
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


def teaser_rows(region: Region | None, locale: Locale, limit: int) -> list[dict[str, Any]]:
    """The next public dates, for the registry of teasers."""
    from events.models import EventPage

    return event_rows(EventPage.objects.public_in(locale, region).with_row_data().upcoming_occurrences(limit))


def actor_rows(actor: Any, locale: Locale, limit: int) -> list[dict[str, Any]]:
    """The next dates to which an organisation invites, for its page."""
    from events.models import EventPage

    invited = EventPage.objects.public_in(locale).filter(Q(organiser=actor) | Q(organiser=None, actor=actor))
    return event_rows(invited.with_row_data().upcoming_occurrences(limit))
