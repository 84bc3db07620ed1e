"""Several at the same moment, with real transactions: one wins, nobody is left with half a date."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.confirming import contact_for
from mentoring.advice import booking, clock, timetable
from mentoring.advice.choices import State
from mentoring.advice.models import Adviser, Booking, Case
from tests.advice.conftest import PERSON, active, booked, concern, first_slot, held, make_desk
from tests.races import together

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no rows to lock"),
]


@pytest.fixture
def open_desk() -> Adviser:
    return make_desk(notice_hours=1)


def hold(desk: Adviser, starts_at: Any, number: int) -> None:
    booking.hold(concern=concern(email=f"p{number}@example.org"), adviser_id=desk.pk, starts_at=starts_at, way="phone")


def test_of_two_for_the_last_date_one_wins(open_desk: Adviser) -> None:
    at = first_slot(open_desk).starts_at
    raised = together(lambda: hold(open_desk, at, 1), lambda: hold(open_desk, at, 2), lambda: hold(open_desk, at, 3))
    assert [type(problem) for problem in raised] == [booking.SlotTaken] * 2
    assert (Booking.objects.count(), Case.objects.count()) == (1, 1)


def test_confirming_meets_the_end_of_the_hold(open_desk: Adviser) -> None:
    case = held(open_desk)
    at = case.bookings.get().starts_at
    Booking.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    contact = contact_for(email=PERSON, language="de")
    raised = together(
        lambda: booking.confirm(case=case, contact=contact),
        lambda: clock.do_due(timezone.now()),
        lambda: hold(open_desk, at, 2),
    )
    assert {type(problem) for problem in raised} <= {booking.SlotTaken}
    assert Booking.objects.active().filter(starts_at=at).count() == 1
    case.refresh_from_db()
    assert (booking.active_booking(case) is None) == bool(case.choose_by)


def test_cancelling_meets_moving(open_desk: Adviser) -> None:
    case = booked(open_desk, 2)
    other = first_slot(open_desk, 0).starts_at
    together(
        lambda: booking.cancel(case=case),
        lambda: booking.choose(case=case, adviser_id=open_desk.pk, starts_at=other, way="phone"),
    )
    case.refresh_from_db()
    assert case.closed_at
    assert not Booking.objects.active().exists()


def test_deleting_hours_meets_somebody_who_books(open_desk: Adviser) -> None:
    case = booked(open_desk, 0)
    at, pk = first_slot(open_desk, 1).starts_at, active(case).pk

    def delete() -> None:
        timetable.change(
            user=open_desk.user, work=lambda desk: desk.hours.all().delete() and None, cancel=frozenset({pk})
        )

    raised = together(delete, lambda: hold(open_desk, at, 2))
    assert {type(problem) for problem in raised} <= {booking.SlotTaken}
    case.refresh_from_db()
    assert case.choose_by
    # Nobody had confirmed the other one; it lapses with the hours.
    assert not Booking.objects.filter(state=State.HELD).exists()
