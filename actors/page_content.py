"""What pages with pictures, a body and contact persons need, read for all of it at once."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects

from actors.models import ContactPerson
from core.body import BodyContent
from core.cards import fetch_sizes
from core.models import PortalImage


def read_content(page: Any, *fields: str, persons: Iterable[ContactPerson] = (), pictures: Iterable[Any] = ()) -> None:
    """Whatever stands in the body, at most six queries; `fields` are the page's own pictures and documents.

    `persons` and `pictures` are what else the page shows of these kinds.
    """
    content = BodyContent(page, *fields)
    people = [*persons, *content.of(ContactPerson)]
    prefetch_related_objects(people, "texts", "actor", "portrait")
    fetch_sizes([*content.of(PortalImage), *pictures, *(person.portrait for person in people)])
    content.hand_out()
