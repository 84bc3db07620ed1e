"""Dates of advice in words."""

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentoring.advice.choices import Way
from mentoring.advice.models import Adviser, Booking
from mentoring.advice.slots import ZONE, Slot


def day_in_words(at: datetime) -> str:
    """Tuesday, 24 November 2026."""
    local = at.astimezone(ZONE)
    values = {"weekday": date_format(local, "l"), "day": date_format(local, "DATE_FORMAT")}
    return _("%(weekday)s, %(day)s") % values


def clock_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """10:00 to 10:45; in the hour that an October night repeats, which of the two it is."""
    values = {"starts": _clock(starts_at), "ends": _clock(ends_at)}
    return _("%(starts)s to %(ends)s") % values


def _clock(at: datetime) -> str:
    local = at.astimezone(ZONE)
    text = local.strftime("%H:%M")
    if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
        return text
    return f"{text} ({_('summer time') if local.dst() else _('winter time')})"


def way_in_words(way: str, adviser: Adviser) -> str:
    """How one meets whom: by telephone with …"""
    values = {"name": str(adviser), "address": adviser.address}
    sentences = {
        Way.PLACE: _("on site, %(address)s, with %(name)s"),
        Way.PHONE: _("by telephone with %(name)s"),
        Way.VIDEO: _("by video with %(name)s"),
        Way.HOME: _("at your place with %(name)s"),
    }
    return sentences[Way(way)] % values


def ways_in_words(adviser: Adviser, only: str = "") -> str:
    """All ways of an adviser, or the one that was asked for."""
    if only:
        return way_in_words(only, adviser)
    names = {
        Way.PLACE: _("on site"),
        Way.PHONE: _("by telephone"),
        Way.VIDEO: _("by video"),
        Way.HOME: _("at your place"),
    }
    ways = [names[Way(way)] for way in adviser.ways]
    if len(ways) == 1:
        return way_in_words(adviser.ways[0], adviser)
    joined = _("%(first)s or %(last)s") % {"first": ", ".join(ways[:-1]), "last": ways[-1]}
    return _("%(ways)s with %(name)s") % {"ways": joined, "name": adviser}


def slot_in_words(slot: Slot, way: str = "") -> str:
    values = {"clock": clock_in_words(slot.starts_at, slot.ends_at), "ways": ways_in_words(slot.adviser, way)}
    return _("%(clock)s, %(ways)s") % values


def slot_with_day(slot: Slot, way: str = "") -> str:
    return f"{day_in_words(slot.starts_at)}, {slot_in_words(slot, way)}"


def when(booking: Booking) -> str:
    """Tuesday, 24 November 2026, 10:00 to 10:45."""
    return f"{day_in_words(booking.starts_at)}, {clock_in_words(booking.starts_at, booking.ends_at)}"


def booking_in_words(booking: Booking) -> str:
    return f"{when(booking)}, {way_in_words(booking.way, booking.adviser)}"


def title_of(booking: Booking) -> str:
    return _("Advice with %(name)s") % {"name": booking.adviser}


def place_of(booking: Booking) -> str:
    return booking.adviser.address if booking.way == Way.PLACE else str(booking.get_way_display())


def day_label(day: Any) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
