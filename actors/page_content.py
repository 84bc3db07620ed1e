"""What pages with pictures, a body and contact persons need, read for all of it at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects

from actors.models import ContactPerson
from core.body import BodyContent
from core.cards import fetch_sizes
from core.models import PortalImage


def read_content(
    page: Any,
    *fields: str,
    persons: Iterable[ContactPerson] = (),
    person_ids: Sequence[int] = (),
    pictures: Iterable[Any] = (),
) -> list[ContactPerson]:
    """Whatever stands in the body, at most six queries; `fields` are the page's own pictures and documents.

    `persons` and `pictures` are what else the page shows of these kinds; returns the people of `person_ids`.
    """
    content = BodyContent(page, *fields, besides={ContactPerson: person_ids} if person_ids else None)
    found = {person.pk: person for person in content.of(ContactPerson)}
    people = [*persons, *found.values()]
    prefetch_related_objects(people, "texts", "actor", "portrait")
    fetch_sizes([*content.of(PortalImage), *pictures, *(person.portrait for person in people)])
    content.hand_out()
    return [found[pk] for pk in person_ids if pk in found]
