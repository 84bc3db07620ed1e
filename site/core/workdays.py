"""Working days in Saxony, Buß- und Bettag included."""

from datetime import date, timedelta
from functools import cache

import holidays

FRIDAY = 4


@cache
def _saxon_holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("DE", subdiv="SN")


def is_working_day(day: date) -> bool:
    return day.weekday() <= FRIDAY and day not in _saxon_holidays()


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
