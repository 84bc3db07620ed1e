"""The board for readers and owners: what each page shows, to whom, and what odd addresses get."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from actors.board.models import BoardEntry
from core import gate, review
from core.handover.services import Draft, start
from tests.board.test_services import typed
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contributor,
    make_entry,
    make_moderator,
    make_topic,
    make_user,
    publish,
)
from tests.factories.guard import opened

pytestmark = pytest.mark.django_db

OWN = "/mein-bereich/biete-und-suche/"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_board_lists_what_is_current_and_filters(client: Client) -> None:
    topic = make_topic(slug="pflege")
    make_entry(title="Passt", topics=[topic], kind="need")
    make_entry(title="Anderes")
    make_entry(title="Vorbei", days=-1)
    html = client.get("/biete-und-suche/").content.decode()
    assert "Passt" in html
    assert "Anderes" in html
    assert "Vorbei" not in html
    html = client.get("/biete-und-suche/?topic=pflege&kind=need").content.decode()
    assert "Passt" in html
    assert "Anderes" not in html


def test_readers_get_no_cookie_and_odd_addresses_a_page(client: Client) -> None:
    made = make_entry()
    for path in ("/biete-und-suche/?page=999&kind=%00&topic=../..&q=" + "x" * 5000, made.get_absolute_url()):
        answer = client.get(path)
        assert answer.status_code in (200, 400, 404)
        assert not answer.cookies
    assert client.get("/biete-und-suche/gibt-es-nicht/").status_code == 404


def test_an_expired_entry_is_gone_for_readers_and_there_for_its_owners() -> None:
    made = make_entry(days=-1)
    assert Client().get(made.get_absolute_url()).status_code == 404
    owner = signed_in(make_contributor(made.actor))
    assert made.title in owner.get(OWN).content.decode()
    assert owner.get(f"{OWN}{made.pk}/").status_code == 200
    owner.post(f"{OWN}{made.pk}/", {"renew": "1"})
    assert Client().get(made.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("path", ["", "aendern/", "zuruecknehmen/", "vorschau/"])
def test_strangers_find_no_foreign_entry(path: str) -> None:
    made = make_entry()
    for user in (make_user(), make_contributor(make_actor()), make_moderator("leipzig")):
        assert signed_in(user).get(f"{OWN}{made.pk}/{path}").status_code == 404
    assert Client().get(f"{OWN}{made.pk}/{path}").status_code == 302


def test_a_member_writes_is_asked_for_changes_and_sends_it_back() -> None:
    actor = make_actor()
    client = signed_in(make_actor_lead(actor))
    answer = client.post(f"{OWN}neu/", typed(title=""))
    assert answer.status_code == 422
    assert "Werkbank" in answer.content.decode()
    answer = client.post(f"{OWN}neu/", typed())
    assert answer.status_code == 302
    made = BoardEntry.objects.get()
    assert made.actor == actor
    state = review.active_state(made)
    assert state is not None
    assert client.post(f"{OWN}{made.pk}/aendern/", typed(title="Zu früh")).status_code == 409
    review.decide(
        task_state=state.current_task_state.specific,
        user=make_moderator("chemnitz"),
        action=review.REQUEST_CHANGES,
        comment="Bitte nennen Sie die Größe.",
        shown=gate.shown_token(made.get_latest_revision()),
    )
    assert "Bitte nennen Sie die Größe." in client.get(f"{OWN}{made.pk}/aendern/").content.decode()
    assert client.post(f"{OWN}{made.pk}/aendern/", typed(title="Werkstatt, 40 qm")).status_code == 302
    made.refresh_from_db()
    publish(made)
    assert "Werkstatt, 40 qm" in Client().get("/biete-und-suche/").content.decode()


def test_nobody_writes_in_the_name_of_others() -> None:
    client = signed_in(make_user())
    assert client.get(f"{OWN}neu/?actor={make_actor().slug}").status_code == 403
    assert client.post(f"{OWN}neu/?actor=-", typed()).status_code == 302
    assert BoardEntry.objects.get().actor is None


def test_a_message_reaches_the_owner_without_an_address(client: Client) -> None:
    made = make_entry()
    make_actor_lead(made.actor)
    assert client.get(f"/nachrichten/schreiben/entry/{made.slug}/").status_code == 200
    assert client.get(f"/nachrichten/schreiben/entry/{make_entry(days=-1).slug}/").status_code == 404


def test_an_organisations_page_shows_its_entries(client: Client) -> None:
    made = make_entry()
    assert made.title in client.get(made.actor.get_absolute_url()).content.decode()  # type: ignore[union-attr]


@pytest.mark.parametrize("number", [3, 30])
def test_the_board_costs_the_same_with_many(client: Client, number: int, django_assert_max_num_queries: Any) -> None:
    topic, actor = make_topic(), make_actor()
    for _number in range(number):
        make_entry(actor, topics=[topic])
    with django_assert_max_num_queries(22):
        assert client.get("/biete-und-suche/").status_code == 200
    with django_assert_max_num_queries(22):
        assert client.get(BoardEntry.objects.all()[0].get_absolute_url()).status_code == 200


@pytest.mark.parametrize("number", [2, 12])
def test_own_entries_cost_the_same_with_many(number: int, django_assert_max_num_queries: Any) -> None:
    actor = make_actor()
    client = signed_in(make_contributor(actor))
    for at in range(number):
        make_entry(actor, live=at % 2 == 0)
    client.get(OWN)
    with django_assert_max_num_queries(20):
        assert client.get(OWN).content.decode().count("member-row") == number


def test_registers_are_for_the_own_region(staff_client: Any) -> None:
    make_entry(title="Aus Leipzig", region="leipzig", actor=make_actor("leipzig"))
    make_entry(title="Aus Chemnitz")
    html = staff_client(make_moderator("chemnitz")).get("/cms/registers/board/").content.decode()
    assert "Aus Chemnitz" in html
    assert "Aus Leipzig" not in html
    assert staff_client(make_user()).get("/cms/registers/board/").status_code in (302, 403)


def test_somebody_without_an_account_confirms_opens_one_and_writes(client: Client) -> None:
    order = {"name": "Karla Neumann", "email": "karla@example.org", "opened": opened()}
    assert client.post("/biete-und-suche/ohne-konto/", order).status_code == 200
    found = re.search(r"https?://[^/]+(/bestaetigen/\S+)", str(mail.outbox[-1].body))
    assert found
    begin = client.post(found[1])["Location"]
    assert "Karla" in client.get(begin).content.decode()
    password = {"password1": "drei-rote-kraniche", "password2": "drei-rote-kraniche"}
    answer = client.post(begin, {"first_name": "Karla", "last_name": "Neumann", **password})
    assert answer.status_code == 302
    assert client.post(answer["Location"], typed()).status_code == 302
    assert BoardEntry.objects.get().person.email == "karla@example.org"  # type: ignore[union-attr]
    assert Client().get("/biete-und-suche/beginnen/geraten/").status_code == 404


def test_what_an_adviser_hands_on_is_in_the_form_of_its_owner_only(client: Client) -> None:
    topic = make_topic()
    draft = Draft(name="Karla", email="karla@example.org", title="Raum gesucht", text="Für zehn", topics=[topic.slug])
    link = start(target="board", draft=draft)
    token = link.rstrip("/").rsplit("/", 1)[1]
    owner, other = make_user(email="karla@example.org"), make_user()
    assert "Raum gesucht" in signed_in(owner).get(f"{OWN}neu/?uebergabe={token}").content.decode()
    assert "Raum gesucht" not in signed_in(other).get(f"{OWN}neu/?uebergabe={token}").content.decode()
    assert signed_in(other).get(link).status_code == 403
    assert signed_in(owner).post(link)["Location"].endswith(token)
