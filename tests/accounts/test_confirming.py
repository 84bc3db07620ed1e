"""Confirming an address: by a button, once, for whatever a domain has registered; one row for each person."""

import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts import confirming
from accounts.confirming import Purpose, Shown
from accounts.models import Confirmation, ConfirmedContact
from core.notices import Words
from core.retention import purge_expired
from core.tokens import LinkUnusable
from tests.factories import make_user

pytestmark = pytest.mark.django_db

WORDS = Words(subject="Bitte bestätigen", happened="", next="", label="", why="", otherwise="")
EMAIL = "karla@example.org"


@pytest.fixture
def done() -> Iterator[list[tuple[str, Any]]]:
    """What the purpose `tests` was set off for."""
    happened: list[tuple[str, Any]] = []

    def confirmed(contact: ConfirmedContact, payload: Any) -> str:
        happened.append((contact.email, payload["row"]))
        return "/"

    def shown(payload: Any) -> Shown | None:
        return Shown("Ihre Nachricht", "Stimmt das?", "Ja") if payload["row"] else None

    confirming.purposes.register("tests", Purpose(lambda payload: WORDS, shown, confirmed))
    yield happened
    del confirming.purposes._entries["tests"]


def asked(email: str = EMAIL, row: int = 7) -> str:
    """Asks, and gives the token out of the mail."""
    confirming.ask(email=email, purpose="tests", payload={"row": row}, language="de")
    found = re.search(r"/bestaetigen/([\w-]+)/", mail.outbox[-1].body)
    assert found
    return found[1]


def test_reading_changes_nothing_and_the_button_confirms_once(client: Client, done: list[Any]) -> None:
    path = f"/bestaetigen/{asked()}/"
    page = client.get(path)
    assert "Stimmt das?" in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    assert (done, ConfirmedContact.objects.count()) == ([], 0)
    assert client.post(path).status_code == 302
    assert client.post(path).status_code == 410
    assert client.get(path).status_code == 410
    assert done == [(EMAIL, 7)]
    assert ConfirmedContact.objects.get().email == EMAIL


@pytest.mark.parametrize("token", ["x" * 43, "a", "%F0%9F%A6%8A", "x" * 3000])
def test_guessed_links_get_a_page(client: Client, token: str) -> None:
    for method in (client.get, client.post):
        assert method(f"/bestaetigen/{token}/").status_code == 404


def test_links_that_have_expired_or_lead_nowhere_confirm_nothing(client: Client, done: list[Any]) -> None:
    late, empty = asked(), asked(row=0)
    Confirmation.objects.filter(payload={"row": 7}).update(expires_at=timezone.now())
    for token in (late, empty):
        assert client.get(f"/bestaetigen/{token}/").status_code == 410
        assert client.post(f"/bestaetigen/{token}/").status_code == 410
    assert done == []


def test_only_the_hash_of_a_token_is_kept(done: list[Any]) -> None:
    token = asked()
    assert token not in str(list(Confirmation.objects.values()))
    assert len(token) >= 43


def test_an_address_is_asked_a_few_times_a_day_only(done: list[Any]) -> None:
    for _number in range(confirming.QUESTIONS_PER_ADDRESS_AND_DAY):
        asked()
    with pytest.raises(confirming.TooManyQuestions):
        asked(EMAIL.upper())


def test_a_person_is_one_row_however_the_address_is_written(done: list[Any]) -> None:
    first = confirming.contact_for(email=EMAIL, language="de")
    assert confirming.contact_for(email=f" {EMAIL.title()} ", language="en") == first
    with pytest.raises(IntegrityError), transaction.atomic():
        ConfirmedContact.objects.create(email=EMAIL.upper())


def test_accounts_need_no_confirmation_unless_their_address_is_unproven() -> None:
    user = make_user(email="ines@example.org")
    contact = confirming.contact_of(user)
    assert contact
    assert contact.email == "ines@example.org"
    user.email = "neu@example.org"
    user.save()
    contact.refresh_from_db()
    assert contact.email == "neu@example.org"
    user.emailaddress_set.update(verified=False)
    assert confirming.contact_of(user) is None


def test_what_nobody_confirms_goes_and_people_stay_while_something_hangs_on_them(done: list[Any]) -> None:
    asked()
    confirming.contact_for(email="alt@example.org", language="de")
    ConfirmedContact.objects.update(last_used_at=timezone.now() - timedelta(days=31))
    purge_expired(timezone.now() + timedelta(days=3))
    assert not Confirmation.objects.exists()
    assert not ConfirmedContact.objects.exists()


def test_operators_print_and_delete_what_is_kept_of_an_address(done: list[Any]) -> None:
    confirming.confirm(token=asked())
    out = StringIO()
    call_command("forget_contact", EMAIL.upper(), stdout=out)
    assert "accounts.ConfirmedContact" in out.getvalue()
    assert "token_hash" not in out.getvalue()
    call_command("forget_contact", EMAIL, "--delete", stdout=out)
    assert not ConfirmedContact.objects.exists()
    with pytest.raises(CommandError):
        call_command("forget_contact", EMAIL)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="threads meet row locks on PostgreSQL")
def test_two_who_press_at_once_confirm_once(done: list[Any]) -> None:
    token, refused = asked(), []

    def press() -> None:
        try:
            confirming.confirm(token=token)
        except LinkUnusable as problem:
            refused.append(problem.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(done), refused) == (1, ["used", "used"])
