"""A date of advice as a calendar file (RFC 5545): a stable UID, a sequence that rises, and CANCELLED at the end."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress

from core.mail import Attachment, mail_domain
from core.plain_words import plain_words
from mentoring.advice.choices import State
from mentoring.advice.models import Booking
from mentoring.advice.slots import ZONE
from mentoring.advice.words import place_of, title_of

FILE = "beratung.ics"
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


def calendar(booking: Booking, *, url: str = "") -> str:
    """The whole file."""
    is_off = booking.state in {State.CANCELLED, State.CHANGED, State.LAPSED}
    made = Calendar()
    made.version = "2.0"
    made.prodid = f"-//{plain_words(settings.WAGTAIL_SITE_NAME, one_line=True)}//DE"
    made.add("METHOD", "CANCEL" if is_off else "PUBLISH")
    made.add_component(_berlin())
    made.add_component(_event(booking, url, is_off))
    return made.to_ical().decode()


def _event(booking: Booking, url: str, is_off: bool) -> Event:
    event = Event()
    event.add("UID", f"{booking.uid}@{mail_domain()}")
    event.add("SEQUENCE", booking.sequence)
    event.add("STATUS", "CANCELLED" if is_off else "CONFIRMED")
    changed: datetime = booking.changed_at
    event.add("DTSTAMP", changed)
    event.add("DTSTART", booking.starts_at.astimezone(ZONE))
    event.add("DTEND", booking.ends_at.astimezone(ZONE))
    event.add("ORGANIZER", vCalAddress(f"mailto:beratung@{mail_domain()}"))
    # Some programs ignore STATUS, so the title says it as well.
    title = title_of(booking)
    event.add("SUMMARY", _("Cancelled: %(title)s") % {"title": title} if is_off else title)
    event.add("LOCATION", place_of(booking))
    if url:
        event.add("DESCRIPTION", _("Change or cancel: %(url)s") % {"url": url})
    return event


@lru_cache(maxsize=1)
def _berlin() -> Any:
    return Timezone.from_ical(BERLIN)


def attachment(booking: Booking, *, url: str = "") -> Attachment:
    """For a mail: its type says what the calendar is to do."""
    text = calendar(booking, url=url)
    method = "CANCEL" if "METHOD:CANCEL" in text else "PUBLISH"
    return FILE, text, f"text/calendar; method={method}"
