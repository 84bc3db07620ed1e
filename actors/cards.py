"""Actors and contact persons as the components draw them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects

from actors.models import Actor, ContactPerson
from core.cards import fetch_sizes
from core.models import Topic
from core.names import Name, names_by_id

LABELS = 3


def actor_card(actor: Actor) -> dict[str, Any]:
    """One actor for `components/card_actor.html`; read it from a queryset `with_card_data`."""
    return {
        "title": actor.name,
        "url": actor.get_absolute_url(),
        "kind": actor.get_kind_display(),
        "place": actor.place,
        "summary": actor.summary,
        "labels": [topic.label for topic in topics_of(actor)[:LABELS]],
        "logo": actor.image,
        "seed": actor.slug,
        "dye": actor.region.dye if actor.region else "",
    }


def topics_of(actor: Actor) -> list[Name]:
    return names_by_id(Topic, [link.topic_id for link in actor.actor_topics.all()])


def contact_cards(persons: Iterable[ContactPerson]) -> list[dict[str, Any]]:
    """Persons for `components/contact_label.html`, in a fixed number of queries."""
    people = list(persons)
    prefetch_related_objects(people, "texts", "actor", "portrait")
    fetch_sizes(person.portrait for person in people)
    return [
        {
            "name": person.name,
            "function": person.function_in_locale,
            "organisation": person.organisation_name,
            "phone": person.phone,
            "email": person.email,
            "write_url": person.write_url,
            "portrait": person.portrait,
        }
        for person in people
    ]


def organisation_contact(actor: Actor) -> list[dict[str, Any]]:
    """The organisation itself for `components/contact_label.html`, if it can be reached."""
    if not (actor.phone or actor.email):
        return []
    return [{"name": actor.name, "phone": actor.phone, "email": actor.email}]
