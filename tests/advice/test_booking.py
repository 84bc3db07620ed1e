"""From a held date to its end: each step once, with its mails."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.confirming import contact_for
from mentoring.advice import booking
from mentoring.advice.choices import State
from mentoring.advice.clock import do_due
from mentoring.advice.models import Adviser, Booking, Case
from mentoring.advice.people import new_link
from tests.advice.conftest import PERSON, active, booked, concern, first_slot, held, link_to, mails_to, typed

pytestmark = pytest.mark.django_db


def _page(case: Case) -> str:
    return f"/beratung/termin/{new_link(case)}/"


def url(adviser: Adviser, number: int = 0) -> str:
    return f"/beratung/termin/angaben/?region=chemnitz&slot={first_slot(adviser, number).key}"


def key_of(address: str) -> str:
    return address.rpartition("=")[2]


def test_a_date_is_found_asked_for_and_confirmed(desk: Adviser) -> None:
    client = Client()
    page = client.get("/beratung/termin/?plz=09111")
    assert not page.cookies
    address = url(desk)
    assert key_of(address) in page.content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address, typed(slot=key_of(address))).status_code == 200
    case = Case.objects.get()
    assert (active(case).state, case.contact) == (State.HELD, None)
    assert len(mail.outbox) == 1
    confirm = link_to(PERSON, "bestaetigen")
    assert client.get(confirm).status_code == 200
    assert Case.objects.get().contact is None
    assert client.post(confirm, follow=True).status_code == 200
    assert active(case).state == State.CONFIRMED
    assert [len(mails_to(one)) for one in (PERSON, "doreen@example.org", "office@example.org")] == [2, 1, 0]
    assert client.post(confirm).status_code == 410
    assert [kind for message in mails_to(PERSON) for _name, _text, kind in message.attachments] == [
        "text/calendar; method=PUBLISH"
    ]


def test_a_held_date_is_nobody_elses_and_free_after_half_an_hour(desk: Adviser, clock: Any) -> None:
    slot = first_slot(desk)
    case = held(desk)
    with pytest.raises(booking.SlotTaken):
        booking.hold(concern=concern(email="b@example.org"), adviser_id=desk.pk, starts_at=slot.starts_at, way="phone")
    clock.shift(timedelta(minutes=31))
    assert first_slot(desk) == slot
    other = booked(desk, email="b@example.org")
    assert active(other).starts_at == slot.starts_at
    late = booking.confirm(case=case, contact=contact_for(email=PERSON, language="de"))
    assert late.choose_by is not None
    page = Client().get(link_to(PERSON))
    assert page.status_code == 200
    Client().post(link_to(PERSON), {"slot": first_slot(desk).key, "way": "phone"})
    assert active(late).state == State.CONFIRMED


def test_who_confirms_late_gets_the_date_if_it_is_still_free(desk: Adviser, clock: Any) -> None:
    case = held(desk)
    clock.shift(timedelta(hours=1))
    do_due(timezone.now())
    booking.confirm(case=case, contact=contact_for(email=PERSON, language="de"))
    assert active(case).state == State.CONFIRMED


def test_the_second_for_the_last_date_keeps_everything_typed(desk: Adviser) -> None:
    address = url(desk)
    booked(desk, email="b@example.org")
    answer = Client().post(address, typed(slot=key_of(address), words="Meine eigenen Worte"))
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "Meine eigenen Worte" in body
    assert first_slot(desk).key in body


def test_the_database_refuses_a_second_active_booking_of_a_date(desk: Adviser) -> None:
    one = active(booked(desk))
    case = Case.objects.create(region=desk.region, name="x", words="x", language="de")
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(
            case=case, adviser=desk, starts_at=one.starts_at, ends_at=one.ends_at, way="phone", state=State.HELD
        )


def test_a_date_is_moved_by_the_link_and_keeps_its_uid(desk: Adviser) -> None:
    case = booked(desk)
    before = active(case)
    mail.outbox.clear()
    token_page = _page(case)
    answer = Client().post(f"{token_page}aendern/", {"slot": first_slot(desk).key, "way": "phone"})
    assert answer.status_code == 302
    after = active(case)
    assert (after.uid, after.sequence, after.way) == (before.uid, 1, "phone")
    before.refresh_from_db()
    assert before.state == State.CHANGED
    assert [len(mails_to(one)) for one in (PERSON, "doreen@example.org")] == [1, 1]


def test_a_date_is_cancelled_once_and_free_again(desk: Adviser) -> None:
    slot = first_slot(desk)
    case = booked(desk)
    mail.outbox.clear()
    page = _page(case)
    for _time in range(2):
        assert Client().post(f"{page}absagen/").status_code == 302
    assert first_slot(desk) == slot
    assert [len(mails_to(one)) for one in (PERSON, "doreen@example.org")] == [1, 1]
    case.refresh_from_db()
    assert case.closed_at
    assert Client().get(page).status_code == 200
    assert Client().get(f"{page}aendern/").status_code == 200


def test_after_the_deadline_nothing_is_moved_or_cancelled_here(desk: Adviser, clock: Any) -> None:
    case = booked(desk)
    page = _page(case)
    clock.move_to(active(case).starts_at - timedelta(hours=1))
    assert Client().post(f"{page}absagen/").status_code == 409
    assert Client().post(f"{page}aendern/", {"slot": "1-1"}).status_code == 200
    assert active(case).state == State.CONFIRMED


def test_reading_changes_nothing_and_strange_links_get_a_page(desk: Adviser) -> None:
    case = booked(desk)
    page = _page(case)
    for path in ("", "aendern/", "absagen/", "kalender/"):
        assert Client().get(page + path).status_code == 200
        assert Client().get(f"/beratung/termin/{'x' * 43}/{path}").status_code == 404
    assert active(case).state == State.CONFIRMED


@pytest.mark.parametrize(
    "query",
    ["plz=%00", "plz=99999999999999", "region=%00", "region=x" * 90, "topic='", "way=fly", "language=xx", "from=x",
     "from=2026-99-99", "from=9999-12-31", "from=0001-01-01", "slot=1-1", "slot=%00", "slot=" + "9" * 400,
     "region=chemnitz&slot=999-99999999999", "region=chemnitz&from=2026-12-01&way=video&language=de"],
)  # fmt: skip
def test_no_query_breaks_a_page(desk: Adviser, query: str) -> None:
    for path in ("", "angaben/", "rueckruf/"):
        assert Client().get(f"/beratung/termin/{path}?{query}").status_code in {200, 302, 400}
    assert Client().post(f"/beratung/termin/angaben/?{query}", typed(slot="1-1")).status_code in {302, 400, 409, 422}


def test_a_call_back_has_a_deadline_a_reminder_and_an_escalation(desk: Adviser, clock: Any) -> None:
    assert Client().post("/beratung/termin/rueckruf/?region=chemnitz", typed()).status_code == 200
    Client().post(link_to(PERSON, "bestaetigen"))
    case = Case.objects.get()
    call = booking.open_call(case)
    assert call is not None
    assert f"{call.due_on}" == "2026-11-26"
    assert [len(mails_to(one)) for one in (PERSON, "doreen@example.org", "office@example.org")] == [2, 1, 0]
    for days in (2, 2):
        clock.shift(timedelta(days=days))
        for _run in range(2):
            do_due(timezone.now())
    assert [len(mails_to(one)) for one in (PERSON, "doreen@example.org", "office@example.org")] == [3, 2, 1]


def test_the_reminder_comes_once_a_day_before(desk: Adviser, clock: Any) -> None:
    case = booked(desk, 2)
    mail.outbox.clear()
    clock.move_to(active(case).starts_at - timedelta(hours=25))
    do_due(timezone.now())
    assert mail.outbox == []
    clock.shift(timedelta(hours=2))
    for _run in range(2):
        do_due(timezone.now())
    assert [message.to for message in mail.outbox] == [[PERSON]]
