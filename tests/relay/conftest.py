"""An organisation that can be written to, and the people around it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from actors.relay.models import Conversation
from tests.factories import make_actor, make_actor_lead, make_contact_person, make_moderator
from tests.factories.guard import opened

SENDER = "karla@example.org"
TEXT = "Wir suchen Räume. Siehe https://verein.example/raeume"


@dataclass
class World:
    """The lead receives; the region's person is the other contact; the moderator is the regional office."""

    actor: Any
    lead: Any
    person: Any
    moderator: Any


@pytest.fixture
def world(db: None) -> World:
    actor = make_actor("chemnitz", name="Kulturkiste Zwickau", email="post@kulturkiste.example.org")
    agency = make_actor("chemnitz", kind="agency", name="Regionalagentur Chemnitz")
    person = make_contact_person(agency, name="Ines Marschner", region=agency.region, on_team=True)
    lead = make_actor_lead(actor, first_name="Jana", last_name="Wirth", email="jana@example.org")
    return World(actor, lead, person, make_moderator("chemnitz", email="office@example.org"))


def typed(**fields: str) -> dict[str, str]:
    """The form as a person sends it."""
    return {
        "name": "Karla Neumann",
        "email": SENDER,
        "purpose": "cooperation",
        "text": TEXT,
        "opened": opened(),
        "trap": "",
        **fields,
    }


def mails_to(address: str) -> list[Any]:
    return [message for message in mail.outbox if address in message.to]


def link_to(address: str, path: str = "nachrichten") -> str:
    """The path that the newest mail to this address leads to."""
    for message in reversed(mails_to(address)):
        found = re.search(rf"/{path}/[\w-]{{43}}/(?!beenden)", message.body)
        if found:
            return found[0]
    raise AssertionError(f"no link in the mail to {address}")


@pytest.fixture
def delivered(world: World) -> Callable[..., Conversation]:
    """A message that was written and confirmed, as visitors do it."""

    def sent(path: str = "actor/kulturkiste-zwickau", **fields: str) -> Conversation:
        client = Client()
        slug = world.actor.slug if path.startswith("actor/") else ""
        answer = client.post(f"/nachrichten/schreiben/{f'actor/{slug}' if slug else path}/", typed(**fields))
        assert answer.status_code == 200, answer.status_code
        address = fields.get("email", SENDER)
        client.post(link_to(address, "bestaetigen"))
        return Conversation.objects.latest("pk")

    return sent
