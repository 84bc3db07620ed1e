"""Free dates, computed from hours in Saxon local time.

A local time that a March night skips stands for the first moment after the gap; of two that an October night repeats the
first counts. Hours across midnight belong to the day on which they begin; a slot is closed if a day that it touches is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.workdays import is_holiday
from mentoring.advice.models import Adviser, Booking, DayException, Hours

ZONE = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """A date that can be booked."""

    adviser: Adviser
    starts_at: datetime
    ends_at: datetime

    @property
    def key(self) -> str:
        """What a form sends."""
        return f"{self.adviser.pk}-{int(self.starts_at.timestamp())}"

    @property
    def day(self) -> date:
        return self.starts_at.astimezone(ZONE).date()


def moment(day: date, clock: time) -> datetime:
    """The moment at which clocks in Saxony show this; every question has an answer."""
    local = datetime.combine(day, clock, tzinfo=ZONE)
    there = local.astimezone(UTC)
    if there.astimezone(ZONE).replace(tzinfo=None) == local.replace(tzinfo=None):
        return there
    # Skipped: both offsets disagree by the gap, and the gap begins where the earlier one ends.
    before, after = (local.replace(fold=fold).utcoffset() for fold in (0, 1))
    early, late = sorted(local.replace(tzinfo=UTC) - offset for offset in (before, after) if offset is not None)
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        if middle.astimezone(ZONE).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)


def spans(adviser: Adviser, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
    """The hours of these days, recurring and extra ones, before closed days are taken out."""
    hours, exceptions = list(adviser.hours.all()), list(adviser.exceptions.all())
    day = first
    while day <= last:
        for row in hours:
            if row.weekday == day.weekday() and _valid(row, day) and not is_holiday(day):
                yield _span(day, row.starts, row.ends)
        for extra in exceptions:
            is_extra = extra.kind == DayException.Kind.EXTRA and extra.first_day <= day <= extra.last_day
            if is_extra and extra.starts is not None and extra.ends is not None:
                yield _span(day, extra.starts, extra.ends)
        day += DAY


def _valid(row: Hours, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_until is None or day <= row.valid_until)


def _span(day: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    return moment(day, starts), moment(day + DAY if ends <= starts else day, ends)


def closed_on(adviser: Adviser, day: date) -> bool:
    """Closed by the adviser, or away."""
    return any(
        row.kind == DayException.Kind.CLOSED and row.first_day <= day <= row.last_day
        for row in adviser.exceptions.all()
    ) or (
        adviser.user is not None and any(away.starts_on <= day <= away.ends_on for away in adviser.user.absences.all())
    )


def slots_between(adviser: Adviser, first: date, last: date) -> list[Slot]:
    """All slots that begin on these days, whether somebody has booked them or not."""
    length, step = timedelta(minutes=adviser.slot_minutes), timedelta(minutes=adviser.pause_minutes)
    found: dict[datetime, Slot] = {}
    for starts, ends in sorted(spans(adviser, first - DAY, last)):
        at = starts
        while at + length <= ends:
            slot = Slot(adviser, at, at + length)
            if first <= slot.day <= last and not _touches_closed(slot):
                found.setdefault(at, slot)
            at += length + step
    return [found[at] for at in sorted(found)]


def _touches_closed(slot: Slot) -> bool:
    last = (slot.ends_at - timedelta(seconds=1)).astimezone(ZONE).date()
    return any(closed_on(slot.adviser, day) for day in {slot.day, last})


def is_within_hours(adviser: Adviser, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether a talk lies in what the adviser has opened."""
    slot = Slot(adviser, starts_at, ends_at)
    if _touches_closed(slot):
        return False
    return any(starts <= starts_at and ends_at <= ends for starts, ends in spans(adviser, slot.day - DAY, slot.day))


def free_slots(
    advisers: Iterable[Adviser], now: datetime, *, first: date | None = None, last: date | None = None
) -> list[Slot]:
    """What can be booked now, in the order of time; one query for the bookings of all."""
    people = [adviser for adviser in advisers if not adviser.paused and adviser.ways]
    taken: dict[int, list[Booking]] = {adviser.pk: [] for adviser in people}
    today = now.astimezone(ZONE).date()
    for booking in Booking.objects.taking_time(now).filter(adviser__in=people, ends_at__gt=now - DAY):
        taken[booking.adviser_id].append(booking)
    found: list[Slot] = []
    for adviser in people:
        end = today + timedelta(days=adviser.ahead_days)
        begin = max(today, first) if first else today
        earliest = now + timedelta(hours=adviser.notice_hours)
        for slot in slots_between(adviser, begin, min(end, last) if last else end):
            if slot.starts_at >= earliest and not clashes(slot, taken[adviser.pk]):
                found.append(slot)
    return sorted(found, key=lambda slot: (slot.starts_at, slot.adviser.pk))


def clashes(slot: Slot, bookings: Iterable[Booking]) -> bool:
    """Whether a booking leaves no time for the slot and the pause beside it."""
    pause = timedelta(minutes=slot.adviser.pause_minutes)
    return any(
        slot.starts_at < booking.ends_at + pause and booking.starts_at < slot.ends_at + pause for booking in bookings
    )


def free_slot(adviser: Adviser, starts_at: datetime, now: datetime) -> Slot | None:
    """This slot, if it can be booked now. Call it under the adviser's lock to decide."""
    day = starts_at.astimezone(ZONE).date()
    return next((slot for slot in free_slots([adviser], now, first=day, last=day) if slot.starts_at == starts_at), None)


def parse_key(key: Any) -> tuple[int, datetime] | None:
    """What a form has sent; None for anything that is no slot."""
    adviser, dash, stamp = str(key).partition("-")
    if not (dash and adviser.isascii() and adviser.isdigit() and stamp.isascii() and stamp.isdigit()):
        return None
    if len(adviser) > 15 or len(stamp) > 11:
        return None
    return int(adviser), datetime.fromtimestamp(int(stamp), UTC)


def suits(adviser: Adviser, *, way: str = "", language: str = "", topic: int | None = None) -> bool:
    """Whether the adviser meets and talks in this way; advisers without topics advise about all."""
    topics = [row.pk for row in adviser.topics.all()]
    return (
        (not way or way in adviser.ways)
        and (not language or language in adviser.languages)
        and (topic is None or not topics or topic in topics)
    )
