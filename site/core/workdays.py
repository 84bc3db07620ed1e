"""Working days in Saxony, Buß- und Bettag included."""

from datetime import date, timedelta
from functools import cache

import holidays

FRIDAY = 4


@cache
def _saxon_holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("DE", subdiv="SN")


def is_holiday(day: date) -> bool:
    return day in _saxon_holidays()


def is_working_day(day: date) -> bool:
    return day.weekday() <= FRIDAY and not is_holiday(day)


def add_working_days(start: date, days: int) -> date:
    """The date `days` working days after `start`; zero gives the next working day on or after it."""
    day = start
    while not is_working_day(day) and days == 0:
        day += timedelta(days=1)
    for _step in range(days):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days follow `start` up to and with `end`; zero where `end` is not later."""
    days = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
    return sum(is_working_day(day) for day in days)


def half_time(start: date, due: date) -> date:
    """The working day on which half of the time between a start and a promised day is over."""
    return add_working_days(start, (working_days_between(start, due) + 1) // 2)
