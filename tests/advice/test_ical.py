"""Calendar files as an independent parser reads them, on both sides of the time changes."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
import vobject
from django.core import mail
from django.test import Client

from mentoring.advice import booking
from mentoring.advice.ical import calendar
from mentoring.advice.people import new_link
from tests.advice.conftest import BERLIN, PERSON, active, booked, first_slot, mails_to, make_desk

pytestmark = pytest.mark.django_db


def parsed(text: str) -> Any:
    found = vobject.readOne(text)
    found.validate()
    return found


@pytest.mark.parametrize(
    ("today", "first", "offset"),
    [
        # Friday, Sunday of the change, and the Monday after it.
        ("2026-10-23T09:00", "2026-10-25T10:00", 1),
        ("2026-10-24T09:00", "2026-10-25T10:00", 1),
        ("2026-10-25T11:00", "2026-10-26T10:00", 1),
        ("2026-03-27T09:00", "2026-03-29T10:00", 2),
        ("2026-03-29T09:30", "2026-03-30T10:00", 2),
        ("2026-03-20T09:00", "2026-03-22T10:00", 1),
        ("2026-10-16T09:00", "2026-10-18T10:00", 2),
    ],
)
def test_a_booking_keeps_its_hour_across_a_change(db: None, clock: Any, today: str, first: str, offset: int) -> None:
    clock.move_to(datetime.fromisoformat(today).replace(tzinfo=BERLIN))
    desk = make_desk(hours=[(6, time(10), time(11)), (0, time(10), time(11))], notice_hours=2)
    row = active(booked(desk))
    event = parsed(calendar(row)).vevent
    at = event.dtstart.value
    assert at.replace(tzinfo=None) == datetime.fromisoformat(first)
    assert at.utcoffset() == timedelta(hours=offset)
    assert event.dtend.value - at == timedelta(minutes=45)


def test_the_sequence_rises_and_the_end_is_cancelled(desk: Any) -> None:
    case = booked(desk)
    token = new_link(case)
    slot = first_slot(desk)
    booking.choose(case=case, adviser_id=desk.pk, starts_at=slot.starts_at, way="phone")
    downloaded = parsed(Client().get(f"/beratung/termin/{token}/kalender/").content.decode())
    booking.cancel(case=case)
    files = [parsed(text) for message in mails_to(PERSON) for _name, text, _kind in message.attachments]
    assert [(one.method.value, one.vevent.sequence.value, one.vevent.status.value) for one in files] == [
        ("PUBLISH", "0", "CONFIRMED"),
        ("PUBLISH", "1", "CONFIRMED"),
        ("CANCEL", "2", "CANCELLED"),
    ]
    assert len({one.vevent.uid.value for one in [*files, downloaded]}) == 1
    assert all(one.vtimezone.tzid.value == "Europe/Berlin" for one in files)
    kinds = [kind for message in mail.outbox for _name, _text, kind in message.attachments]
    assert kinds[-1] == "text/calendar; method=CANCEL"
