"""Ways out: both sides end, the recipient blocks and reports; what was written stays between the two."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from actors.relay import clock, ending, writing
from actors.relay.models import Block, Conversation, Participant
from core.workdays import add_working_days
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_admin,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_moderator,
)
from tests.relay.conftest import SENDER, TEXT, World, link_to, mails_to
from tests.relay.test_clock import at

pytestmark = pytest.mark.django_db

Deliver = Callable[..., Conversation]
PAGE = "registers_messages_modeladmin_inspect"


def side(conversation: Conversation, name: str) -> Participant:
    return conversation.participants.get(side=name)


@pytest.mark.parametrize("who", ["sender", "recipient"])
def test_either_side_ends_it_and_the_other_is_told_once(
    client: Client, world: World, delivered: Deliver, who: str
) -> None:
    conversation = delivered()
    own, other = (SENDER, world.lead.email) if who == "sender" else (world.lead.email, SENDER)
    path, told = link_to(own), len(mails_to(other))
    client.get(f"{path}beenden/")
    conversation.refresh_from_db()
    assert conversation.is_open
    for _press in range(2):
        client.post(f"{path}beenden/", {"what": "end"})
    conversation.refresh_from_db()
    assert conversation.ending == who
    assert len(mails_to(other)) == told + 1
    answer = client.post(link_to(other), {"text": "Noch etwas"})
    assert answer.status_code == 409
    assert "Noch etwas" in answer.content.decode()


def test_a_blocked_person_reaches_this_addressee_no_more_and_hears_so(
    client: Client, world: World, delivered: Deliver
) -> None:
    client.post(f"{link_to_lead(world, delivered)}beenden/", {"what": "block"})
    told = len(mails_to(world.lead.email))
    again = delivered()
    assert (again.ending, again.delivered_at) == ("blocked", None)
    assert len(mails_to(world.lead.email)) == told
    assert "Ines Marschner" in mails_to(SENDER)[-1].body
    assert delivered(f"contact_person/{world.person.slug}").delivered_at
    block = Block.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.create(kind=block.kind, key=block.key, contact=block.contact)


def link_to_lead(world: World, delivered: Deliver) -> str:
    delivered()
    return link_to(world.lead.email)


def test_senders_can_only_end(client: Client, world: World, delivered: Deliver) -> None:
    conversation = delivered()
    path = f"{link_to(SENDER)}beenden/"
    for what in ("block", "report", "", "x"):
        assert client.post(path, {"what": what, "reason": "spam"}).status_code == 422
    for forbidden in (
        lambda: ending.block(participant=side(conversation, "sender")),
        lambda: ending.report(participant=side(conversation, "sender"), reason="spam", words=""),
        lambda: writing.pass_on(participant=side(conversation, "recipient"), kind="actor", slug="x"),
    ):
        with pytest.raises(PermissionDenied):
            forbidden()


def test_a_report_needs_a_reason_and_opens_the_conversation_to_the_office_once(
    client: Client, world: World, delivered: Deliver
) -> None:
    conversation = delivered()
    path = f"{link_to(world.lead.email)}beenden/"
    assert client.post(path, {"what": "report", "words": "Bitte ansehen"}).status_code == 422
    for _press in range(2):
        client.post(path, {"what": "report", "reason": "harassment", "words": "Bitte ansehen"})
    conversation.refresh_from_db()
    assert (conversation.report_reason, conversation.ending) == ("harassment", "blocked")
    assert len(mails_to(world.moderator.email)) == 1
    assert TEXT[:16] not in mails_to(world.moderator.email)[0].body
    # Nothing is left to choose on that page.
    assert client.get(path).status_code == 302


READERS: dict[str, tuple[Callable[[World], Any], bool, bool]] = {
    # who: may see the row, may read what was written once it is reported
    "moderator": (lambda world: world.moderator, True, True),
    "editor": (lambda world: make_editor("chemnitz"), True, False),
    "lead editor": (lambda world: make_lead_editor(), True, True),
    "admin": (lambda world: make_admin(), True, True),
    "moderator elsewhere": (lambda world: make_moderator("leipzig"), False, False),
    "contributor": (lambda world: make_contributor(world.actor), False, False),
    "lead elsewhere": (lambda world: make_actor_lead(make_actor()), False, False),
}


@pytest.mark.parametrize("who", READERS)
def test_who_reads_what_in_the_register(
    world: World, delivered: Deliver, staff_client: Callable[[Any], Client], who: str
) -> None:
    make, sees, reads = READERS[who]
    conversation = delivered()
    client = staff_client(make(world))
    index, page = "/cms/registers/messages/", reverse(PAGE, args=[conversation.pk])

    def shown(path: str) -> str:
        answer = client.get(path)
        return answer.content.decode() if answer.status_code == 200 else ""

    assert ("Kulturkiste" in shown(index)) is sees
    assert bool(shown(page)) is sees
    for path in (page, index, f"{index}?q=Karla"):
        assert TEXT[:16] not in shown(path)
        assert SENDER not in shown(path)
    ending.report(participant=side(conversation, "recipient"), reason="spam", words="Werbung")
    assert (TEXT[:16] in shown(page)) is reads
    assert ('name="words"' in shown(page)) is reads
    export = client.get(index, {"export": "csv"})
    told = b"".join(export.streaming_content) if export.status_code == 200 else b""
    assert TEXT[:16].encode() not in told
    assert SENDER.encode() not in told
    closing = client.post(reverse("relay_close_case", args=[conversation.pk]), {"words": "Die Person ist ermahnt."})
    conversation.refresh_from_db()
    assert bool(conversation.closed_at) is reads
    assert closing.status_code in ({302} if reads else {302, 403, 404})
    assert any("ermahnt" in message.body for message in mails_to(world.lead.email)) is reads


def test_a_case_is_closed_once_and_only_where_there_is_one(world: World, delivered: Deliver) -> None:
    conversation = delivered()
    with pytest.raises(writing.RelayError):
        ending.close(conversation=conversation, by=world.moderator, words="Nichts")
    assert conversation.due_on
    clock.do_due(at(add_working_days(conversation.due_on, 1)))
    assert list(Conversation.objects.needs_attention()) == [conversation]
    ending.close(conversation=conversation, by=world.moderator, words="Angerufen")
    assert not Conversation.objects.needs_attention().exists()
    with pytest.raises(writing.RelayError):
        ending.close(conversation=conversation, by=world.moderator, words="Angerufen")


def test_unconfirmed_messages_are_in_no_register(
    world: World, client: Client, staff_client: Callable[[Any], Client]
) -> None:
    from tests.relay.conftest import typed

    client.post(f"/nachrichten/schreiben/actor/{world.actor.slug}/", typed())
    pk = Conversation.objects.get().pk
    staff = staff_client(make_lead_editor())
    assert "Kulturkiste" not in staff.get("/cms/registers/messages/").content.decode()
    assert staff.get(reverse(PAGE, args=[pk])).status_code in {302, 403, 404}
