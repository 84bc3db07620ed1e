"""To whom one can write. Other domains register further kinds in `AppConfig.ready`."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.auth import get_user_model

from actors.models import Actor, ContactPerson
from core.models import Region
from core.registries import Registry

MOST_ALTERNATIVES = 2


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person (or mailbox) that a message is delivered to."""

    email: str
    name: str
    language: str = "de"
    user: Any = None


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom somebody writes to. `key` and `kind` name the row, `slug` stands in addresses."""

    kind: str
    key: int
    slug: str
    name: str
    url: str
    actor: Actor | None
    region: Region | None


class Addressees:
    """One kind of them. `recipients` are computed whenever they are asked for; nobody is written down for good."""

    kind = ""

    def rows(self) -> Any:
        """All rows, as a queryset with a `slug`."""
        raise NotImplementedError

    def public(self) -> Any:
        """Those that readers may write to."""
        raise NotImplementedError

    def addressee(self, row: Any) -> Addressee:
        raise NotImplementedError

    def recipients(self, row: Any) -> list[Recipient]:
        raise NotImplementedError


# By kind; the kind stands in addresses, too.
addressees: Registry[Addressees] = Registry()


def find(kind: str, slug: str) -> Addressee | None:
    row = addressees[kind].public().filter(slug=slug).first() if kind in addressees else None
    return addressees[kind].addressee(row) if row is not None else None


def known(kind: str, key: int) -> Addressee | None:
    """Still there and public."""
    row = addressees[kind].public().filter(pk=key).first() if kind in addressees else None
    return addressees[kind].addressee(row) if row is not None else None


def recipients_of(kind: str, key: int) -> list[Recipient]:
    """Who receives today, each address once; empty where nobody can be reached."""
    row = addressees[kind].rows().filter(pk=key).first() if kind in addressees else None
    found = addressees[kind].recipients(row) if row is not None else []
    return list({recipient.email.lower(): recipient for recipient in found if recipient.email}.values())


def people(users: Iterable[Any]) -> list[Recipient]:
    """Active people with an account, as recipients."""
    return [Recipient(user.email, str(user), user.language, user) for user in users if user.is_active]


def at_address(email: str, name: str) -> list[Recipient]:
    """An address; if it is an account's, the account's person."""
    if not email:
        return []
    user = get_user_model()._default_manager.filter(email__iexact=email).first()
    return people([user]) if user else [Recipient(email, name)]


def alternatives(*, kind: str, key: int, actor: Actor | None, region: Region | None) -> list[Addressee]:
    """Who else can be asked: people of the same organisation, else the people and the agency of the region."""
    own = ContactPerson.objects.public().filter(actor=actor).exclude(email="") if actor else []
    others = [*own, *(person for person in ContactPerson.objects.to_ask_in(region) if person.email)]
    persons = addressees["contact_person"]
    found = [persons.addressee(person) for person in others]
    office = Actor.objects.live().filter(offices__region=region).first()
    if office is not None:
        found.append(addressees["actor"].addressee(office))
    apart = {(other.kind, other.key): other for other in found if (other.kind, other.key) != (kind, key)}
    # Whoever has not answered as a lead will not answer as the organisation's contact person either.
    asked = _emails(kind, key)
    reachable = (other for other in apart.values() if _emails(other.kind, other.key) - asked)
    return list(islice(reachable, MOST_ALTERNATIVES))


def _emails(kind: str, key: int) -> set[str]:
    return {recipient.email.lower() for recipient in recipients_of(kind, key)}


class ActorAddressees(Addressees):
    """An organisation: its leads receive; without any, its contact persons, else its own address."""

    kind = "actor"

    def rows(self) -> Any:
        return Actor.objects.select_related("region")

    def public(self) -> Any:
        return self.rows().live()

    def addressee(self, row: Actor) -> Addressee:
        return Addressee(self.kind, row.pk, row.slug, row.name, row.get_absolute_url(), row, row.region)

    def recipients(self, row: Actor) -> list[Recipient]:
        leads = people(membership.user for membership in row.memberships.active_leads().select_related("user"))
        if leads:
            return leads
        persons = [at_address(person.email, person.name) for person in row.contact_persons.all()]
        return [recipient for found in persons for recipient in found] or at_address(row.email, row.name)


class ContactPersonAddressees(Addressees):
    """Somebody whom an organisation has named for the public."""

    kind = "contact_person"

    def rows(self) -> Any:
        return ContactPerson.objects.select_related("actor__region", "region")

    def public(self) -> Any:
        return self.rows().public().exclude(email="")

    def addressee(self, row: ContactPerson) -> Addressee:
        region = row.region or row.actor.region
        return Addressee(self.kind, row.pk, row.slug, row.name, row.actor.get_absolute_url(), row.actor, region)

    def recipients(self, row: ContactPerson) -> list[Recipient]:
        return at_address(row.email, row.name)
