"""A stretch of time as an event has it: from a start to an end that may be open, by the clock of one place."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

DAY = timedelta(days=1)
LONGEST = timedelta(days=400)
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100


class SpanError(ValueError):
    """What was typed is no stretch of time; `field` is where to mend it, the message says how."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Span:
    """`end` is None where it is open; of whole days it is the midnight after the last one."""

    start: datetime
    end: datetime | None
    all_day: bool
    timezone: str = "Europe/Berlin"

    @classmethod
    def from_wall_clock(
        cls,
        *,
        start_date: date,
        start_time: time | None,
        end_date: date | None,
        end_time: time | None,
        all_day: bool,
        timezone: str,
    ) -> Self:
        zone = ZoneInfo(timezone)
        for field, day in (("start_date", start_date), ("end_date", end_date)):
            if day is not None and not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
                raise SpanError(field, _("Please check the year."))
        last_day = end_date or start_date
        if last_day < start_date:
            raise SpanError("end_date", _("The last day is before the first day."))
        if last_day - start_date > LONGEST:
            raise SpanError("end_date", _("An event cannot last longer than a year. Enter several dates instead."))
        if all_day:
            return cls(_moment(start_date, time.min, zone), _moment(last_day + DAY, time.min, zone), True, timezone)
        if start_time is None:
            raise SpanError("start_time", _("Enter the time at which it begins, or tick “all day”."))
        if end_date is not None and end_date != start_date and end_time is None:
            raise SpanError("end_time", _("Enter the time at which it ends on the last day, or tick “all day”."))
        start = _existing_moment("start_time", start_date, start_time, zone)
        if end_time is None:
            return cls(start, None, False, timezone)
        end = _existing_moment("end_time", last_day, end_time, zone)
        if end <= start:
            raise SpanError("end_time", _("It ends before it begins. After midnight? Then enter the last day, too."))
        return cls(start, end, False, timezone)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def local_start(self) -> datetime:
        return self.start.astimezone(self.zone)

    @property
    def local_end(self) -> datetime | None:
        return self.end.astimezone(self.zone) if self.end else None

    @property
    def first_day(self) -> date:
        return self.local_start.date()

    @property
    def last_day(self) -> date:
        """The day on which it ends; whole days end at midnight of the next."""
        if self.local_end is None:
            return self.first_day
        return (self.local_end - DAY).date() if self.all_day else self.local_end.date()

    @property
    def over_at(self) -> datetime:
        """From when on it belongs to the past; with an open end, from the next midnight."""
        return self.end or _moment(self.first_day + DAY, time.min, self.zone)


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def _existing_moment(field: str, day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment of a wall clock time; in the night when clocks go forward an hour is missing."""
    moment = _moment(day, clock, zone)
    if moment.astimezone(zone).time() != clock:
        raise SpanError(field, _("This time does not exist on that day, because the clocks are put forward."))
    return moment
