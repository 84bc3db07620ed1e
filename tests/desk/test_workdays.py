"""Working days in Saxony against a calendar of real dates of 2026 to 2028."""

from datetime import date

import pytest

from core.workdays import add_working_days, half_time, is_working_day, working_days_between

FREE = """
2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-10-03 2026-10-31 2026-11-18 2026-12-25 2026-12-26
2027-01-01 2027-03-26 2027-03-29 2027-05-01 2027-05-06 2027-05-17 2027-10-03 2027-10-31 2027-11-17 2027-12-25 2027-12-26
2028-01-01 2028-04-14 2028-04-17 2028-05-01 2028-05-25 2028-06-05 2028-10-03 2028-10-31 2028-11-22 2028-12-25 2028-12-26
""".split()
# Free elsewhere in Germany or only by custom, but working days in Saxony.
WORKED = """
2026-01-06 2026-06-04 2026-12-24 2026-12-31 2026-03-09 2026-09-21
2027-01-06 2027-03-08 2027-05-27 2027-09-20 2027-11-01 2027-12-24 2027-12-31
2028-01-06 2028-03-08 2028-06-15 2028-08-15 2028-09-20 2028-11-01
""".split()


@pytest.mark.parametrize("day", FREE)
def test_a_saxon_holiday_is_free(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", WORKED)
def test_what_is_free_elsewhere_is_worked_in_saxony(day: str) -> None:
    assert is_working_day(date.fromisoformat(day))


def test_each_year_has_as_many_working_days_as_the_saxon_calendar_says() -> None:
    """Weekdays of the year without the holidays above that fall on one."""
    for year in (2026, 2027, 2028):
        weekdays = working_days_between(date(year - 1, 12, 31), date(year, 12, 31))
        holidays_on_weekdays = sum(date.fromisoformat(day).weekday() < 5 for day in FREE if day.startswith(str(year)))
        assert weekdays == {2026: 261, 2027: 261, 2028: 260}[year] - holidays_on_weekdays


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        # Buß- und Bettag, 18 November 2026, a Wednesday: the week of 21 November has four working days.
        ("2026-11-16", 1, "2026-11-17"),
        ("2026-11-17", 1, "2026-11-19"),
        ("2026-11-16", 5, "2026-11-24"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-11-22", 5, "2026-11-27"),
        ("2027-11-16", 1, "2027-11-18"),
        ("2028-11-21", 1, "2028-11-23"),
        ("2028-11-20", 5, "2028-11-28"),
        # Christmas and the turn of the year.
        ("2026-12-23", 1, "2026-12-24"),
        ("2026-12-24", 1, "2026-12-28"),
        ("2026-12-23", 5, "2026-12-31"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2027-12-23", 3, "2027-12-28"),
        ("2028-12-22", 1, "2028-12-27"),
        # Easter, Ascension, Whitsun.
        ("2026-04-02", 1, "2026-04-07"),
        ("2027-03-25", 1, "2027-03-30"),
        ("2028-04-13", 2, "2028-04-19"),
        ("2026-05-13", 1, "2026-05-15"),
        ("2026-05-22", 1, "2026-05-26"),
        ("2028-05-24", 5, "2028-06-01"),
        # Reformation Day on a Saturday (2026), a Sunday (2027) and a Tuesday (2028); unity on a Tuesday.
        ("2026-10-30", 1, "2026-11-02"),
        ("2027-10-29", 1, "2027-11-01"),
        ("2028-10-30", 1, "2028-11-01"),
        ("2028-10-02", 1, "2028-10-04"),
        # Nothing to wait for: the day itself, or the next that is worked.
        ("2026-11-19", 0, "2026-11-19"),
        ("2026-11-18", 0, "2026-11-19"),
        ("2026-12-25", 0, "2026-12-28"),
    ],
)
def test_a_promise_falls_on_the_right_day(start: str, days: int, due: str) -> None:
    assert add_working_days(date.fromisoformat(start), days) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("start", "due", "middle"),
    [
        ("2026-11-09", "2026-11-16", "2026-11-12"),  # five days: after the third
        ("2026-11-16", "2026-11-24", "2026-11-20"),  # across Buß- und Bettag and a weekend
        ("2026-12-23", "2026-12-31", "2026-12-29"),  # across Christmas
        ("2026-11-19", "2026-11-20", "2026-11-20"),  # one day
        ("2026-11-19", "2026-11-19", "2026-11-19"),
    ],
)
def test_half_time_is_counted_in_working_days(start: str, due: str, middle: str) -> None:
    assert half_time(date.fromisoformat(start), date.fromisoformat(due)) == date.fromisoformat(middle)
