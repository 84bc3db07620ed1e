"""Advisers with hours, and people who ask for advice."""

import re
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from accounts.confirming import contact_for
from core.models import Region
from mentoring.advice import booking
from mentoring.advice.choices import Way
from mentoring.advice.models import Adviser, Booking, Case, Hours
from mentoring.advice.people import advisers_for
from mentoring.advice.slots import free_slots
from tests.factories import make_adviser, make_moderator
from tests.factories.guard import opened

BERLIN = ZoneInfo("Europe/Berlin")
# A Monday morning.
NOW = datetime(2026, 11, 23, 9, tzinfo=BERLIN)
PERSON = "karla@example.org"


def make_desk(region: str = "chemnitz", *, user: Any = None, hours: Any = None, **fields: Any) -> Adviser:
    """An adviser; Tuesdays from ten to twelve, unless other hours are given."""
    row = Region.objects.get(slug=region)
    fields = {"pause_minutes": 15, "slot_minutes": 45, "languages": ["de"], "by_video": True, **fields}
    adviser = Adviser.objects.create(user=user or make_adviser(region), region=row, **fields)
    for weekday, starts, ends in hours if hours is not None else [(1, time(10), time(12))]:
        Hours.objects.create(adviser=adviser, weekday=weekday, starts=starts, ends=ends)
    return adviser


def concern(**fields: Any) -> booking.Concern:
    return booking.Concern(
        **{
            "name": "Karla Neumann",
            "email": PERSON,
            "words": "Wir wollen einen Nachbarschaftsladen gründen.",
            "region": Region.objects.get(slug="chemnitz"),
            "language": "de",
            "phone": "0371 123456",
            **fields,
        }
    )


def first_slot(adviser: Adviser, number: int = 0) -> Any:
    fresh = next(one for one in advisers_for(adviser.region_id) if one.pk == adviser.pk)
    return free_slots([fresh], timezone.now())[number]


def held(adviser: Adviser, number: int = 0, **fields: Any) -> Case:
    """A date that waits for its mail."""
    slot = first_slot(adviser, number)
    return booking.hold(concern=concern(**fields), adviser_id=adviser.pk, starts_at=slot.starts_at, way=Way.PHONE)


def booked(adviser: Adviser, number: int = 0, **fields: Any) -> Case:
    case = held(adviser, number, **fields)
    return booking.confirm(case=case, contact=contact_for(email=fields.get("email", PERSON), language="de"))


def typed(**fields: Any) -> dict[str, Any]:
    """The form as a person sends it."""
    return {
        "name": "Karla Neumann",
        "email": PERSON,
        "phone": "0371 123456",
        "words": "Wir wollen einen Laden gründen.",
        "way": "phone",
        "opened": opened(),
        "trap": "",
        **fields,
    }


def mails_to(address: str) -> list[Any]:
    return [message for message in mail.outbox if address in message.to]


def link_to(address: str, path: str = "beratung/termin") -> str:
    """The path that the newest mail to this address leads to."""
    for message in reversed(mails_to(address)):
        found = re.search(rf"/{path}/[\w-]{{43}}/(?:aendern/)?", message.body)
        if found:
            return found[0]
    raise AssertionError(f"no link in the mail to {address}")


def active(case: Case) -> Booking:
    found = booking.active_booking(case)
    assert found is not None
    return found


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(db: None, clock: Any) -> Adviser:
    make_moderator("chemnitz", email="office@example.org")
    return make_desk(
        user=make_adviser("chemnitz", email="doreen@example.org", first_name="Doreen", last_name="Haubold")
    )
