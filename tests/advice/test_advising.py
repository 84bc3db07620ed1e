"""Advisers, colleagues and the office: who may do what, and nobody is left without a word."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.confirming import contact_for, forget_person
from accounts.models import Absence, ConfirmedContact, RegionRole
from core.retention import purge_expired
from mentoring.advice import advising, booking, timetable
from mentoring.advice.choices import State
from mentoring.advice.clock import do_due
from mentoring.advice.models import Adviser, Booking, Case, Hours, Tally
from tests.advice.conftest import PERSON, active, booked, concern, held, mails_to, make_desk
from tests.factories import (
    make_admin,
    make_adviser,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_programme_lead,
    make_user,
)

pytestmark = pytest.mark.django_db

DESK = ("", "angaben/", "zeiten/")


def ask_call(desk: Adviser) -> Any:
    case = booking.ask_call_back(concern=concern())
    booking.confirm(case=case, contact=contact_for(email=PERSON, language="de"))
    return booking.open_call(case)


def delete_hours(adviser: Adviser) -> None:
    adviser.hours.all().delete()


def test_hours_with_bookings_are_never_closed_in_silence(desk: Adviser) -> None:
    kept, off = booked(desk, 0), booked(desk, 0, email="b@example.org")
    waiting = held(desk, 0, email="c@example.org")
    mail.outbox.clear()
    one, two = active(kept).pk, active(off).pk
    with pytest.raises(timetable.Hit) as hit:
        timetable.change(user=desk.user, work=delete_hours, keep=frozenset({one}))
    assert {row.pk for row in hit.value.bookings} == {one, two}
    assert desk.hours.exists()
    timetable.change(user=desk.user, work=delete_hours, keep=frozenset({one}), cancel=frozenset({two}))
    assert active(kept).kept
    off.refresh_from_db()
    assert off.choose_by
    assert [message.to for message in mail.outbox] == [["b@example.org"]]
    assert waiting.bookings.get().state == State.LAPSED


def test_the_page_of_hours_asks_before_it_changes_anything(desk: Adviser, staff_client: Any) -> None:
    case = booked(desk)
    client = staff_client(desk.user)
    row = desk.hours.get()
    data = {"do": f"delete-hours:{row.pk}"}
    assert client.post("/mein-bereich/beratung/zeiten/", data).status_code == 409
    assert Hours.objects.exists()
    answer = client.post("/mein-bereich/beratung/zeiten/", {**data, f"decide-{active(case).pk}": "cancel"})
    assert answer.status_code == 302
    assert not Hours.objects.exists()


def test_who_opens_which_page(desk: Adviser, staff_client: Any) -> None:
    case = booked(desk)
    colleague = make_desk(user=make_adviser("chemnitz"))
    users = {
        "own adviser": desk.user, "colleague": colleague.user, "adviser elsewhere": make_adviser("leipzig"),
        "moderator": make_moderator("chemnitz"), "moderator elsewhere": make_moderator("leipzig"),
        "editor": make_editor("chemnitz"), "lead editor": make_lead_editor(), "programme": make_programme_lead("chemnitz"),
        "somebody": make_user(), "admin": make_admin(),
    }  # fmt: skip
    register = f"/cms/registers/advice-bookings/inspect/{active(case).pk}/"
    seen = {}
    for name, user in users.items():
        client = staff_client(user)
        pages = (
            "/mein-bereich/beratung/zeiten/",
            f"/mein-bereich/beratung/fall/{case.pk}/",
            register,
            "/cms/reports/advice/",
        )
        seen[name] = [client.get(page).status_code in {200} for page in pages]
        if name in {"moderator", "lead editor"}:
            assert "Nachbarschaftsladen" not in client.get(register).content.decode()
    yes, no = True, False
    assert seen == {
        "own adviser": [yes, yes, no, no], "colleague": [yes, no, no, no], "adviser elsewhere": [no, no, no, no],
        "moderator": [no, no, yes, yes], "moderator elsewhere": [no, no, no, yes], "editor": [no, no, no, no],
        "lead editor": [no, no, yes, yes], "programme": [no, no, no, no], "somebody": [no, no, no, no],
        "admin": [no, no, yes, yes],
    }  # fmt: skip


def test_a_recorded_talk_is_counted_without_the_person(desk: Adviser, clock: Any) -> None:
    case = booked(desk)
    with pytest.raises(booking.AdviceError):
        advising.record(case=case, by=desk.user, minutes=40, result="answered")
    clock.move_to(active(case).ends_at)
    advising.record(case=case, by=desk.user, minutes=40, result="answered")
    assert Tally.objects.get().minutes == 40
    clock.shift(timedelta(days=91))
    purge_expired(timezone.now())
    assert not Case.objects.exists()
    assert Tally.objects.exists()


def test_who_did_not_come_and_who_needs_more_may_choose_again(desk: Adviser, clock: Any) -> None:
    case = booked(desk)
    clock.move_to(active(case).ends_at)
    advising.miss(case=case, by=desk.user)
    case.refresh_from_db()
    assert case.choose_by
    clock.shift(timedelta(days=15))
    do_due(timezone.now())
    case.refresh_from_db()
    assert case.closed_at
    advising.offer(case=case, by=desk.user)
    case.refresh_from_db()
    assert (case.closed_at, bool(case.choose_by)) == (None, True)


def test_a_case_is_handed_to_a_colleague_with_its_date_if_there_is_time(desk: Adviser) -> None:
    case, other = booked(desk), booked(desk, email="b@example.org")
    colleague = make_desk(user=make_adviser("chemnitz"), hours=[(1, time(10), time(11))])
    at, uid = active(case).starts_at, active(case).uid
    mail.outbox.clear()
    advising.hand_on(case=case, by=desk.user, to=colleague)
    assert (active(case).starts_at, active(case).adviser, active(case).uid) == (at, colleague, uid)
    advising.hand_on(case=other, by=desk.user, to=colleague)
    other.refresh_from_db()
    assert other.choose_by
    assert [len(mails_to(one)) for one in (PERSON, "b@example.org", colleague.user.email)] == [1, 1, 2]
    with pytest.raises(PermissionDenied):
        advising.hand_on(case=case, by=desk.user, to=colleague)


def test_a_call_back_is_taken_by_one_and_assigned_by_the_office(desk: Adviser) -> None:
    call = ask_call(desk)
    colleague = make_desk(user=make_adviser("chemnitz"))
    advising.take(call=call, user=desk.user)
    with pytest.raises(booking.AdviceError):
        advising.take(call=call, user=colleague.user)
    with pytest.raises(PermissionDenied):
        advising.take(call=call, user=make_adviser("leipzig"))
    with pytest.raises(PermissionDenied):
        advising.assign(case=call.case, by=make_moderator("leipzig"), to=colleague)
    advising.assign(case=call.case, by=make_moderator("chemnitz"), to=colleague)
    advising.record(case=call.case, by=colleague.user, minutes=20, result="passed_on")
    assert Tally.objects.get().channel == "call_back"


@pytest.mark.parametrize("how", ["role", "account", "deleted"])
def test_when_an_adviser_leaves_everybody_hears_of_it_once(desk: Adviser, how: str) -> None:
    case = booked(desk)
    user = desk.user
    assert user
    if how == "role":
        RegionRole.objects.filter(user=user).delete()
    elif how == "account":
        user.is_active = False
        user.save()
    else:
        user.delete()
    mail.outbox.clear()
    for _run in range(2):
        do_due(timezone.now())
    case.refresh_from_db()
    assert case.choose_by
    assert [len(mails_to(one)) for one in (PERSON, "office@example.org")] == [1, 1]


def test_an_absence_over_a_booking_asks_the_adviser_once(desk: Adviser) -> None:
    case = booked(desk)
    day = active(case).starts_at.date()
    Absence.objects.create(person=desk.user, starts_on=day, ends_on=day)
    mail.outbox.clear()
    for _run in range(2):
        do_due(timezone.now())
    assert [message.to for message in mail.outbox] == [["doreen@example.org"]]
    assert active(case).state == State.CONFIRMED


def test_mail_that_comes_back_is_told_once(desk: Adviser, settings: Any) -> None:
    settings.EMAIL_BACKEND = "core.outbox.OutboxBackend"
    from core.models import OutboxMessage

    case = booked(desk)
    case.refresh_from_db()
    OutboxMessage.objects.filter(message_id=case.mail_id).update(status=OutboxMessage.Status.FAILED)
    before = OutboxMessage.objects.count()
    for _run in range(2):
        do_due(timezone.now())
    assert OutboxMessage.objects.count() == before + 2


def test_what_nobody_records_is_asked_for_and_then_closed(desk: Adviser, clock: Any) -> None:
    case = booked(desk)
    mail.outbox.clear()
    for days in (3, 20):
        clock.shift(timedelta(days=days))
        for _run in range(2):
            do_due(timezone.now())
    assert case.bookings.get().state == State.UNRECORDED
    assert [len(mails_to(one)) for one in ("doreen@example.org", "office@example.org")] == [1, 1]


def test_what_is_not_confirmed_goes_after_a_day_and_a_forgotten_person_with_everything(
    desk: Adviser, clock: Any
) -> None:
    held(desk)
    booked(desk, email="b@example.org")
    clock.shift(timedelta(days=1, minutes=1))
    purge_expired(timezone.now())
    assert Case.objects.count() == 1
    forget_person(ConfirmedContact.objects.get())
    assert not Booking.objects.exists()


def test_the_office_gives_a_call_back_to_somebody_by_its_form(desk: Adviser, clock: Any, staff_client: Any) -> None:
    call = ask_call(desk)
    colleague = make_desk(user=make_adviser("chemnitz"))
    client = staff_client(make_moderator("chemnitz"))
    page = client.get(f"/cms/registers/advice-call-backs/inspect/{call.pk}/").content.decode()
    assert '<select name="adviser"' in page
    answer = client.post(reverse("advice_assign_case", args=[call.case_id]), {"adviser": str(colleague.pk)})
    assert answer.status_code == 302
    assert Case.objects.get().adviser == colleague


@pytest.mark.parametrize("kind", ["", "csv", "xlsx"])
def test_counts_for_the_funder_are_pages_and_files(desk: Adviser, clock: Any, staff_client: Any, kind: str) -> None:
    case = booked(desk)
    clock.move_to(active(case).ends_at)
    advising.record(case=case, by=desk.user, minutes=40, result="answered")
    client = staff_client(make_moderator("chemnitz"))
    answer = client.get("/cms/reports/advice/", {"export": kind, "year": "2026"})
    assert answer.status_code == 200
    assert b"Karla" not in answer.content
    assert len(answer.content) > 90
    for name in ("bookings", "call-backs", "talks"):
        assert client.get(f"/cms/registers/advice-{name}/").status_code == 200
        assert client.get(f"/cms/registers/advice-{name}/?export=csv").status_code == 200
