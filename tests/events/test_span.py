"""Typed dates become moments; what is no date is refused in words."""

from datetime import UTC, date, datetime, time

import pytest

from events.span import Span, SpanError


def span(**fields):
    typed = {
        "start_date": date(2026, 12, 3),
        "start_time": time(17),
        "end_date": None,
        "end_time": time(19, 30),
        "all_day": False,
        "timezone": "Europe/Berlin",
    }
    return Span.from_wall_clock(**{**typed, **fields})


def test_a_winter_evening_is_one_hour_ahead_of_universal_time():
    assert span().start == datetime(2026, 12, 3, 16, tzinfo=UTC)
    assert span().end == datetime(2026, 12, 3, 18, 30, tzinfo=UTC)


def test_a_summer_evening_is_two_hours_ahead_of_universal_time():
    assert span(start_date=date(2026, 7, 3)).start == datetime(2026, 7, 3, 15, tzinfo=UTC)


def test_another_time_zone_means_another_moment():
    assert span(timezone="Europe/London").start == datetime(2026, 12, 3, 17, tzinfo=UTC)


def test_an_open_end_lasts_until_midnight():
    open_end = span(end_time=None)
    assert open_end.end is None
    assert open_end.over_at == datetime(2026, 12, 3, 23, tzinfo=UTC)


def test_whole_days_end_at_the_midnight_after_the_last():
    days = span(all_day=True, end_date=date(2026, 12, 5), start_time=None, end_time=None)
    assert days.end == datetime(2026, 12, 5, 23, tzinfo=UTC)
    assert (days.first_day, days.last_day) == (date(2026, 12, 3), date(2026, 12, 5))


def test_a_whole_day_in_the_week_of_the_time_change_keeps_its_day():
    change = span(all_day=True, start_date=date(2026, 10, 25), start_time=None, end_time=None)
    assert (change.first_day, change.last_day) == (date(2026, 10, 25), date(2026, 10, 25))
    assert (change.end - change.start).total_seconds() == 25 * 3600


def test_an_event_across_the_time_change_keeps_its_wall_clock():
    night = span(start_date=date(2026, 3, 28), start_time=time(22), end_date=date(2026, 3, 29), end_time=time(4))
    assert (night.end - night.start).total_seconds() == 5 * 3600
    assert night.local_end.time() == time(4)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"start_time": None}, "start_time", "begins"),
        ({"end_time": time(16)}, "end_time", "ends before it begins"),
        ({"end_time": time(17)}, "end_time", "ends before it begins"),
        ({"end_date": date(2026, 12, 2)}, "end_date", "before the first day"),
        ({"end_date": date(2026, 12, 5), "end_time": None}, "end_time", "last day"),
        ({"end_date": date(2028, 12, 5)}, "end_date", "longer than a year"),
        ({"start_date": date(1026, 12, 3)}, "start_date", "check the year"),
        ({"start_date": date(9999, 12, 31), "all_day": True}, "start_date", "check the year"),
        ({"start_date": date(2026, 3, 29), "start_time": time(2, 30)}, "start_time", "put forward"),
    ],
)
def test_what_is_no_stretch_of_time_is_refused_with_the_field_to_mend(fields, field, words):
    with pytest.raises(SpanError, match=words) as refusal:
        span(**fields)
    assert refusal.value.field == field


def test_the_hour_that_comes_twice_is_accepted():
    assert span(start_date=date(2026, 10, 25), start_time=time(2, 30), end_time=time(5)).start == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )
