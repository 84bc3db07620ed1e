"""Actors and contact persons as the components draw them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects

from actors.models import Actor, ContactPerson

LABELS = 3


def actor_card(actor: Actor) -> dict[str, Any]:
    """One actor for `components/card_actor.html`; read it from a queryset `with_card_data`."""
    return {
        "title": actor.name,
        "url": actor.get_absolute_url(),
        "kind": actor.get_kind_display(),
        "place": actor.place,
        "summary": actor.summary,
        "labels": [link.topic.label for link in actor.actor_topics.all()][:LABELS],
        "logo": actor.image,
        "seed": actor.slug,
        "dye": actor.region.dye if actor.region else "",
    }


def contact_cards(persons: Iterable[ContactPerson]) -> list[dict[str, Any]]:
    """Persons for `components/contact_label.html`, in a fixed number of queries."""
    people = list(persons)
    prefetch_related_objects(people, "texts", "actor", "portrait__renditions")
    return [
        {
            "name": person.name,
            "function": person.function_in_locale,
            "organisation": person.organisation_name,
            "phone": person.phone,
            "email": person.email,
            "portrait": person.portrait,
        }
        for person in people
    ]


def organisation_contact(actor: Actor) -> list[dict[str, Any]]:
    """The organisation itself for `components/contact_label.html`, if it can be reached."""
    if not (actor.phone or actor.email):
        return []
    return [{"name": actor.name, "phone": actor.phone, "email": actor.email}]
