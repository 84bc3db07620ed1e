"""Writing to somebody: nothing leaves before the address is confirmed, no address reaches the other side."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Confirmation, ConfirmedContact
from actors.relay import ending, writing
from actors.relay.models import Block, Conversation, Message, Participant
from actors.relay.people import sender_of
from core.models import ConsentEvent
from core.retention import purge_expired
from tests.factories import make_actor, make_contact_person, make_mentor, make_user
from tests.relay.conftest import SENDER, TEXT, World, link_to, mails_to, typed

Deliver = Callable[..., Conversation]


def form_of(world: World) -> str:
    return f"/nachrichten/schreiben/actor/{world.actor.slug}/"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_nothing_leaves_before_the_button_and_once_after_it(client: Client, world: World) -> None:
    client.post(form_of(world), typed())
    assert [message.to for message in mail.outbox] == [[SENDER]]
    # Anybody can type in an address: the mail to it holds nothing of what they wrote.
    assert "Räume" not in mail.outbox[0].body
    assert "Karla" not in mail.outbox[0].body
    path = link_to(SENDER, "bestaetigen")
    assert "Wir suchen Räume" in client.get(path).content.decode()
    assert mails_to(world.lead.email) == []
    assert client.post(path).status_code == 302
    client.post(path)
    assert len(mails_to(world.lead.email)) == 1
    assert "Räume" in mails_to(world.lead.email)[0].body
    assert ConsentEvent.objects.get(email=SENDER).purpose == "relay.message"


def test_neither_side_sees_the_address_of_the_other(client: Client, world: World, delivered: Deliver) -> None:
    delivered()
    client.post(link_to(world.lead.email), {"text": "Gern, kommen Sie vorbei."})
    for address, foreign in ((SENDER, world.lead.email), (world.lead.email, SENDER)):
        assert len(mails_to(address)) >= 1
        for message in mails_to(address):
            assert foreign not in str(message.message())
            assert message.reply_to == []
        assert foreign not in client.get(link_to(address)).content.decode()


def test_answers_go_by_the_page_both_ways(client: Client, world: World, delivered: Deliver) -> None:
    conversation = delivered()
    answer = client.post(link_to(world.lead.email), {"text": "Gern."}, follow=True)
    assert "Gern." in answer.content.decode()
    assert "Gern." in mails_to(SENDER)[-1].body
    client.post(link_to(SENDER), {"text": "Danke!"})
    assert "Danke!" in mails_to(world.lead.email)[-1].body
    conversation.refresh_from_db()
    assert conversation.answered_at
    assert [message.side for message in conversation.messages.all()] == ["sender", "recipient", "sender"]


def test_pressing_twice_answers_once(client: Client, world: World, delivered: Deliver) -> None:
    delivered()
    path = link_to(world.lead.email)
    for _press in range(2):
        client.post(path, {"text": "Gern."})
    assert Message.objects.filter(text="Gern.").count() == 1
    assert "Gern." in mails_to(SENDER)[-1].body
    assert sum("Gern." in message.body for message in mails_to(SENDER)) == 1


def test_links_open_only_after_the_recipient_has_answered(client: Client, world: World, delivered: Deliver) -> None:
    delivered()
    assert "verein.example/raeume" not in mails_to(world.lead.email)[0].body
    path = link_to(world.lead.email)
    assert 'href="https://verein.example' not in client.get(path).content.decode()
    client.post(path, {"text": "Gern."})
    assert 'href="https://verein.example/raeume" rel="nofollow"' in client.get(path).content.decode()


def test_somebody_signed_in_confirms_nothing(world: World) -> None:
    user = make_user(first_name="Karla", last_name="Neumann")
    client = signed_in(user)
    assert 'name="email"' not in client.get(form_of(world)).content.decode()
    answer = client.post(form_of(world), typed(), follow=True)
    assert TEXT[:20] in answer.content.decode()
    assert len(mails_to(world.lead.email)) == 1
    assert ConfirmedContact.objects.get().email == user.email


def test_an_unproven_account_is_asked_like_everybody(world: World) -> None:
    user = make_user()
    user.emailaddress_set.update(verified=False)
    signed_in(user).post(form_of(world), typed(email=user.email))
    assert mails_to(world.lead.email) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"email": "kein"},
        {"purpose": "anything"},
        {"text": "x" * 1_000_000},
        {"text": ""},
        {"trap": "https://spam.example"},
        {"opened": "alt"},
        {"name": "x" * 500},
    ],
)
def test_bad_input_loses_nothing_and_breaks_nothing(client: Client, world: World, fields: dict[str, str]) -> None:
    answer = client.post(form_of(world), typed(**fields))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert (fields.get("text") or "Wir suchen Räume")[:50] in html or fields.get("text") == ""
    assert not Conversation.objects.exists()


def test_tricks_in_words_are_shown_as_words(client: Client, world: World, delivered: Deliver) -> None:
    conversation = delivered(name="Karla\r\nBcc: x@example.org \u202e", text="<script>alert(1)</script>\x00 \u202eabc")
    assert conversation.sender_name == "Karla Bcc: x@example.org"
    assert "Bcc" not in dict(mails_to(world.lead.email)[0].message().items())
    html = client.get(link_to(world.lead.email)).content.decode()
    assert "<script>alert" not in html
    assert "\u202e" not in html


@pytest.mark.parametrize("path", ["actor/gibt-es-nicht", "nobody/x", "mentor/x", "contact_person/x"])
def test_unknown_addressees_are_not_found(client: Client, db: None, path: str) -> None:
    assert client.get(f"/nachrichten/schreiben/{path}/").status_code == 404
    assert client.post(f"/nachrichten/schreiben/{path}/", typed()).status_code == 404


def test_an_actor_that_is_not_public_cannot_be_written_to(client: Client, db: None) -> None:
    hidden = make_actor(live=False)
    assert client.get(f"/nachrichten/schreiben/actor/{hidden.slug}/").status_code == 404


def test_one_address_writes_five_messages_a_day(client: Client, world: World) -> None:
    for _number in range(writing.PER_ADDRESS_AND_DAY):
        assert client.post(form_of(world), typed()).status_code == 200
    answer = client.post(form_of(world), typed(email=SENDER.upper()))
    assert answer.status_code == 429
    assert "Wir suchen Räume" in answer.content.decode()
    assert Conversation.objects.count() == writing.PER_ADDRESS_AND_DAY


def test_one_network_writes_some_messages_an_hour(client: Client, world: World, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "relay_write": "1/h/ip"}
    client.post(form_of(world), typed())
    answer = client.post(form_of(world), typed(email="andere@example.org"))
    assert answer.status_code == 429
    assert "Wir suchen Räume" in answer.content.decode()


def test_who_receives(client: Client, world: World, delivered: Deliver) -> None:
    """Leads; without them the organisation's persons; without those its address; a mentor by account alone."""
    world.lead.memberships.all().delete()
    make_contact_person(world.actor, email="person@kulturkiste.example.org")
    delivered()
    assert len(mails_to("person@kulturkiste.example.org")) == 1
    world.actor.contact_persons.all().delete()
    delivered()
    assert len(mails_to("post@kulturkiste.example.org")) == 1
    mentor = make_mentor(user=make_user(email="mentorin@example.org"))
    delivered(f"mentor/{mentor.slug}")
    assert len(mails_to("mentorin@example.org")) == 1
    delivered(f"contact_person/{world.person.slug}")
    assert len(mails_to(world.person.email)) == 1


def test_where_nobody_receives_the_form_names_others(client: Client, world: World) -> None:
    mentor = make_mentor(user=make_user(is_active=False))
    html = client.get(f"/nachrichten/schreiben/mentor/{mentor.slug}/").content.decode()
    assert "Ines Marschner" in html
    assert "<textarea" not in html


def test_nobody_is_left_without_a_message_if_the_recipient_goes_before_the_button(client: Client, world: World) -> None:
    mentor = make_mentor("chemnitz", user=make_user())
    client.post(f"/nachrichten/schreiben/mentor/{mentor.slug}/", typed())
    mentor.user.is_active = False
    mentor.user.save()
    answer = client.post(link_to(SENDER, "bestaetigen"), follow=True)
    assert "Ines Marschner" in answer.content.decode()
    assert "Ines Marschner" in mails_to(SENDER)[-1].body
    assert len(mails_to(world.moderator.email)) == 1
    assert Conversation.objects.get().ending == "nobody"


def test_a_message_is_passed_on_with_one_button_and_once(client: Client, world: World, delivered: Deliver) -> None:
    conversation = delivered()
    path = link_to(SENDER)
    assert client.post(path, {"to": f"contact_person:{world.person.slug}"}).status_code == 403
    ending.end(participant=conversation.participants.get(side="recipient"))
    for _press in range(2):
        assert client.post(path, {"to": f"contact_person:{world.person.slug}"}).status_code == 302
    assert len(mails_to(world.person.email)) == 1
    assert TEXT[:16] in mails_to(world.person.email)[0].body
    assert client.post(path, {"to": f"actor:{make_actor().slug}"}).status_code == 403
    assert client.post(path, {"to": "x"}).status_code == 403


def test_former_leads_lose_the_link_and_guessed_ones_open_nothing(
    client: Client, world: World, delivered: Deliver
) -> None:
    delivered()
    path = link_to(world.lead.email)
    assert client.get(path).status_code == 200
    world.lead.memberships.all().delete()
    assert client.get(path).status_code == 410
    assert client.post(path, {"text": "Hallo"}).status_code == 410
    assert client.get(f"/nachrichten/{'x' * 43}/").status_code == 404
    assert client.post(f"/nachrichten/{'x' * 43}/beenden/", {"what": "end"}).status_code == 404


def test_only_participants_read_in_their_area(world: World, delivered: Deliver) -> None:
    pk = delivered().pk
    assert signed_in(world.lead).get(f"/mein-bereich/nachrichten/{pk}/").status_code == 200
    assert "Karla Neumann" in signed_in(world.lead).get("/mein-bereich/").content.decode()
    for other in (make_user(), world.moderator):
        client = signed_in(other)
        assert client.get(f"/mein-bereich/nachrichten/{pk}/").status_code == 404
        assert client.post(f"/mein-bereich/nachrichten/{pk}/", {"text": "x"}).status_code == 404
        assert client.post(f"/mein-bereich/nachrichten/{pk}/beenden/", {"what": "end"}).status_code == 404
        assert "Karla" not in client.get("/mein-bereich/nachrichten/").content.decode()
    assert Client().get(f"/mein-bereich/nachrichten/{pk}/").status_code == 302


def test_former_leads_find_nothing_of_it_in_their_area(world: World, delivered: Deliver) -> None:
    pk = delivered().pk
    world.lead.memberships.all().delete()
    client = signed_in(world.lead)
    assert client.get(f"/mein-bereich/nachrichten/{pk}/").status_code == 404
    for path in ("/mein-bereich/", "/mein-bereich/nachrichten/"):
        assert "Karla" not in client.get(path).content.decode()
    assert "Räume" not in client.post(reverse("members:own_data_export")).content.decode()


def test_nobody_is_pushed(client: Client, world: World, delivered: Deliver) -> None:
    delivered()
    path = link_to(SENDER)
    for number in range(writing.MOST_BEFORE_ANSWER - 1):
        assert client.post(path, {"text": f"Hallo {number}?"}).status_code == 302
    answer = client.post(path, {"text": "Bitte antworten!"})
    assert answer.status_code == 429
    assert "Bitte antworten!" in answer.content.decode()
    client.post(link_to(world.lead.email), {"text": "Gern."})
    assert client.post(path, {"text": "Danke!"}).status_code == 302


def test_with_an_account_goes_what_it_has_written(world: World) -> None:
    user = make_user()
    signed_in(user).post(form_of(world), typed())
    world.lead.delete()
    assert Conversation.objects.count() == 1
    user.delete()
    assert not Conversation.objects.exists()
    assert not ConfirmedContact.objects.exists()


def test_whoever_opens_an_account_later_finds_what_they_wrote(world: World, delivered: Deliver) -> None:
    pk = delivered().pk
    sender = signed_in(make_user(email=SENDER))
    assert TEXT[:16] in sender.get(f"/mein-bereich/nachrichten/{pk}/").content.decode()
    assert "Kulturkiste" in sender.get("/mein-bereich/nachrichten/").content.decode()
    assert "Räume" in sender.post(reverse("members:own_data_export")).content.decode()


def test_what_is_unconfirmed_goes_after_two_days_and_what_has_ended_after_ninety(
    client: Client, world: World, delivered: Deliver
) -> None:
    client.post(form_of(world), typed())
    ended = delivered(email="andere@example.org")
    ending.end(participant=sender_of(ended))
    purge_expired(timezone.now() + timedelta(days=3))
    assert list(Conversation.objects.values_list("pk", flat=True)) == [ended.pk]
    purge_expired(timezone.now() + timedelta(days=91))
    assert not Conversation.objects.exists()
    assert not Participant.objects.exists()
    purge_expired(timezone.now() + timedelta(days=130))
    assert not ConfirmedContact.objects.exists()
    assert not Confirmation.objects.exists()


def test_only_hashes_of_links_are_kept(world: World, delivered: Deliver) -> None:
    delivered()
    token = link_to(SENDER).split("/")[2]
    kept = [row for model in (Conversation, Participant, Message, Block) for row in model.objects.values()]
    assert token not in str(kept)
