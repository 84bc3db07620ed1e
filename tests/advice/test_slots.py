"""Slots are computed in Saxon time, on every night of the year."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Absence
from mentoring.advice.models import Adviser, DayException, Hours
from mentoring.advice.slots import free_slots, moment, parse_key, slots_between
from mentoring.advice.words import clock_in_words
from tests.advice.conftest import BERLIN, booked, make_desk

pytestmark = pytest.mark.django_db


def fresh(adviser: Adviser) -> Adviser:
    return Adviser.objects.with_times().get(pk=adviser.pk)


def clocks(adviser: Adviser, day: date) -> list[str]:
    return [slot.starts_at.astimezone(BERLIN).strftime("%d %H:%M") for slot in slots_between(fresh(adviser), day, day)]


def test_slots_follow_each_other_with_a_pause(desk: Adviser) -> None:
    assert clocks(desk, date(2026, 11, 24)) == ["24 10:00", "24 11:00"]
    assert clocks(desk, date(2026, 11, 25)) == []


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (date(2027, 3, 28), time(1, 59), "2027-03-28T00:59"),
        # Skipped: the first moment after the gap.
        (date(2027, 3, 28), time(2, 30), "2027-03-28T01:00"),
        (date(2027, 3, 28), time(3), "2027-03-28T01:00"),
        # Twice: the first of the two.
        (date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"),
        (date(2026, 10, 25), time(3), "2026-10-25T02:00"),
    ],
)
def test_every_local_time_has_one_answer(day: date, clock: time, utc: str) -> None:
    assert moment(day, clock) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_recurring_hours_keep_local_time_across_the_changes(db: None) -> None:
    adviser = make_desk(hours=[(6, time(10), time(11)), (0, time(10), time(11))])
    for sunday in (date(2026, 10, 25), date(2026, 3, 22)):
        for day in (sunday, sunday + timedelta(days=1), sunday + timedelta(days=8)):
            assert clocks(adviser, day) == [f"{day:%d} 10:00"]


def test_hours_of_a_change_night_last_as_long_as_they_really_do(db: None) -> None:
    adviser = make_desk(hours=[(6, time(1), time(4))], slot_minutes=60, pause_minutes=0)
    assert clocks(adviser, date(2027, 3, 28)) == ["28 01:00", "28 03:00"]
    assert clocks(adviser, date(2026, 10, 25)) == ["25 01:00", "25 02:00", "25 02:00", "25 03:00"]
    first, second = slots_between(fresh(adviser), date(2026, 10, 25), date(2026, 10, 25))[1:3]
    assert clock_in_words(first.starts_at, first.ends_at) != clock_in_words(second.starts_at, second.ends_at)


def test_hours_across_midnight_belong_to_the_day_on_which_they_begin(db: None) -> None:
    adviser = make_desk(hours=[(2, time(23), time(1))], slot_minutes=60, pause_minutes=0)
    assert clocks(adviser, date(2026, 12, 2)) == ["02 23:00"]
    assert clocks(adviser, date(2026, 12, 3)) == ["03 00:00"]
    DayException.objects.create(adviser=adviser, kind="closed", first_day="2026-12-03", last_day="2026-12-03")
    assert (clocks(adviser, date(2026, 12, 2)), clocks(adviser, date(2026, 12, 3))) == (["02 23:00"], [])


def test_saxon_holidays_closed_days_and_absences_are_closed(db: None) -> None:
    # Buß- und Bettag 2026 is a Wednesday.
    adviser = make_desk(hours=[(2, time(10), time(11))])
    assert clocks(adviser, date(2026, 11, 18)) == []
    day = date(2026, 12, 2)
    assert len(clocks(adviser, day)) == 1
    Absence.objects.create(person=adviser.user, starts_on=day, ends_on=day)
    assert clocks(adviser, day) == []
    DayException.objects.create(
        adviser=adviser, kind="extra", first_day="2026-12-04", last_day="2026-12-04", starts=time(14), ends=time(15)
    )
    assert clocks(adviser, date(2026, 12, 4)) == ["04 14:00"]
    Hours.objects.update(valid_until=date(2026, 12, 8))
    assert clocks(adviser, date(2026, 12, 9)) == []


def test_notice_horizon_bookings_and_a_pause_limit_what_is_free(desk: Adviser) -> None:
    Adviser.objects.update(notice_hours=26, ahead_days=8)
    free = [slot.starts_at for slot in free_slots([fresh(desk)], timezone.now())]
    assert [f"{at.astimezone(BERLIN):%d %H}" for at in free] == ["24 11", "01 10", "01 11"]
    booked(desk)
    assert len(free_slots([fresh(desk)], timezone.now())) == 2
    Adviser.objects.update(paused=True)
    assert free_slots([fresh(desk)], timezone.now()) == []


@pytest.mark.parametrize(
    "key", ["", "-", "1-", "x-1", "1-x", "1", "1-1-1", "9" * 99 + "-1", "1-" + "9" * 99, "²-1", None]
)
def test_a_key_that_makes_no_sense_is_no_slot(key: Any) -> None:
    assert parse_key(key) is None
