"""Calendars (RFC 5545): one event to save, a list to subscribe to."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from icalendar import Calendar, Event, Timezone

from core.cards import card_data
from core.feeds import LONG_AGO, file_response
from core.models import Region
from core.names import names_by_id
from core.saxony import lookup_postcode
from events.models.occurrence import Occurrence, Status
from events.views import calendar_occurrences
from events.when import HOME_ZONE

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
# Rules instead of a list of days: older programs understand nothing else.
BERLIN = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


def event_calendar(page: Any, request: HttpRequest) -> HttpResponseBase:
    """All dates of one event, cancelled ones included."""
    own = type(page).objects.filter(pk=page.pk)
    occurrences = own.attach_to(own.occurrences().with_event_key())
    return _answer(request, occurrences, name=page.title, filename=f"{page.slug}.ics", page=page)


def index_calendar(index: Any, request: HttpRequest) -> HttpResponseBase:
    """What the list shows with the same filters, and what has been lately, so that subscribers keep it."""
    occurrences = calendar_occurrences(index, request)
    region = next(iter(names_by_id(Region, [index.region_id])), None)
    filename = f"{index.slug}-{region.slug}.ics" if region else f"{index.slug}.ics"
    name = " – ".join([index.title, *([region.label] if region else [])])
    return _answer(request, occurrences, name=name, filename=filename, page=index)


def _answer(
    request: HttpRequest,
    occurrences: Sequence[Occurrence],
    *,
    name: str,
    filename: str,
    page: Any,
) -> HttpResponseBase:
    calendar = Calendar()
    calendar.version = "2.0"
    calendar.prodid = f"-//{_plain(settings.WAGTAIL_SITE_NAME)}//{page.locale.language_code.upper()}"
    calendar.calendar_name = _plain(name)
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT6H")
    calendar.add("X-WR-TIMEZONE", HOME_ZONE)
    for zone in sorted({occurrence.timezone for occurrence in occurrences if not occurrence.all_day}):
        if zone != "UTC":
            calendar.add_component(_vtimezone(zone))
    moments = [page.last_published_at or LONG_AGO]
    data = card_data(occurrences)
    for occurrence in occurrences:
        changed = max(moment for moment in (occurrence.changed_at, occurrence.page.last_published_at) if moment)
        moments.append(changed)
        calendar.add_component(vevent(occurrence, changed, data.topics_of(occurrence.page), request))
    return file_response(request, calendar.to_ical(), CONTENT_TYPE, last_modified=max(moments), filename=filename)


def vevent(occurrence: Occurrence, changed: datetime, topics: Sequence[str], request: HttpRequest | None) -> Event:
    """One date of `occurrence.page` as calendars know it."""
    page, span = occurrence.page, occurrence.span
    cancelled = occurrence.is_cancelled
    event = Event()
    event.add("UID", str(occurrence.uid))
    event.add("SEQUENCE", occurrence.sequence)
    event.add("STATUS", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("DTSTAMP", changed)
    event.add("LAST-MODIFIED", changed)
    event.add("CREATED", occurrence.created_at)
    event.add("DTSTART", span.first_day if span.all_day else span.local_start)
    if span.all_day:
        event.add("DTEND", _day_after(span.last_day))
    elif span.local_end is not None:
        event.add("DTEND", span.local_end)
    # Some programs ignore STATUS, so the title says it as well.
    title = _("Cancelled: %(title)s") % {"title": page.title} if cancelled else page.title
    event.add("SUMMARY", _plain(title))
    event.add("DESCRIPTION", _plain(_description(occurrence, request)))
    event.add("LOCATION", _plain(page.address or _("Online")))
    event.add("URL", page.get_full_url(request))
    place = lookup_postcode(page.postcode) if page.takes_place_onsite else None
    if place:
        event.add("GEO", (place.latitude, place.longitude))
    if topics:
        event.add("CATEGORIES", [_plain(topic) for topic in topics])
    return event


def _description(occurrence: Occurrence, request: HttpRequest | None) -> str:
    page = occurrence.page
    parts = [page.lead]
    if occurrence.status != Status.PLANNED and page.status_reason:
        parts.insert(0, f"{occurrence.get_status_display()}: {page.status_reason}")
    if page.takes_place_online and page.online_note:
        parts.append(f"{_('How to join online')}: {page.online_note}")
    if page.access_notes:
        parts.append(f"{pgettext('event', 'Access')}: {page.access_notes}")
    if page.registration_url:
        parts.append(f"{_('Registration')}: {page.registration_url}")
    parts.append(page.get_full_url(request) or "")
    return "\n\n".join(parts)


def _day_after(day: date) -> date:
    return day + timedelta(days=1)


@lru_cache(maxsize=16)
def _vtimezone(zone: str) -> Any:
    if zone == HOME_ZONE:
        return Timezone.from_ical(BERLIN)
    return Timezone.from_tzid(zone, first_date=date(2020, 1, 1), last_date=date(2040, 1, 1))


def _plain(text: object) -> str:
    """Text on its way into a calendar: line breaks stay, other control characters go."""
    return CONTROL.sub(" ", str(text).replace("\r\n", "\n"))
