"""Confirming an address once, for anything: a domain says what follows, a mailed link asks, a button confirms.

An address that somebody types proves nothing, so nothing happens for it before the button; GET never changes anything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import Confirmation, ConfirmedContact, User
from core.notices import Words, write_to
from core.registries import Registry
from core.tokens import LinkUnusable, hash_of, new_token, usable

QUESTIONS_PER_ADDRESS_AND_DAY = 10


class TooManyQuestions(Exception):
    """So many questions to one address in a day are a nuisance to whoever owns it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page above the button says; `quote` is what was typed, for its author to see again."""

    title: str
    text: str
    button: str
    consent: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What follows a confirmation. All get the payload; `confirmed` runs once, in the transaction of the button.

    `shown` is None where nothing is left to confirm. `confirmed(contact, payload)` gives the address that comes next.
    """

    words: Callable[[Any], Words]
    shown: Callable[[Any], Shown | None]
    confirmed: Callable[[ConfirmedContact, Any], str]
    valid_for: timedelta = timedelta(days=2)


purposes: Registry[Purpose] = Registry()


@transaction.atomic
def ask(*, email: str, purpose: str, payload: dict[str, Any], language: str | None = None) -> Confirmation:
    """Mail the link that confirms the address. Raises TooManyQuestions."""
    email = email.strip().lower()
    since = timezone.now() - timedelta(days=1)
    if Confirmation.objects.filter(email__iexact=email, created_at__gt=since).count() >= QUESTIONS_PER_ADDRESS_AND_DAY:
        raise TooManyQuestions
    token, language = new_token(), language or get_language() or "de"
    made = Confirmation.objects.create(
        email=email,
        language=language,
        purpose=purpose,
        payload=payload,
        token_hash=hash_of(token),
        expires_at=timezone.now() + purposes[purpose].valid_for,
    )
    words = partial(purposes[purpose].words, payload)
    write_to(email, words, partial(reverse, "confirm:confirm", args=[token]), language=language)
    return made


def found(token: str) -> tuple[Confirmation, Shown]:
    """What a link asks. Raises LinkUnusable."""
    row = usable(Confirmation.objects.filter(token_hash=hash_of(token)).first())
    shown = purposes[row.purpose].shown(row.payload) if row.purpose in purposes else None
    if shown is None:
        raise LinkUnusable("expired", row)
    return row, shown


@transaction.atomic
def confirm(*, token: str) -> str:
    """The address is right: do what was asked for, once, and give the address of what comes next. Raises LinkUnusable."""
    Confirmation.objects.select_for_update().filter(token_hash=hash_of(token)).first()
    row, _shown = found(token)
    row.used_at = timezone.now()
    row.save(update_fields=["used_at"])
    return purposes[row.purpose].confirmed(contact_for(email=row.email, language=row.language), row.payload)


@transaction.atomic
def contact_for(*, email: str, language: str) -> ConfirmedContact:
    """The one row of a confirmed address, made if it is the first time. Call it for proven addresses only."""
    email, now = email.strip().lower(), timezone.now()
    contact = ConfirmedContact.objects.select_for_update().filter(email__iexact=email).first()
    if contact is None:
        try:
            with transaction.atomic():
                return ConfirmedContact.objects.create(email=email, language=language)
        except IntegrityError:
            # Confirmed at the same moment for something else.
            contact = ConfirmedContact.objects.select_for_update().get(email__iexact=email)
    contact.language, contact.last_used_at = language, now
    contact.save(update_fields=["language", "last_used_at"])
    return contact


def contact_of(user: Any) -> ConfirmedContact | None:
    """The confirmed person behind an account; None where its address is not proven or nobody is signed in."""
    if not isinstance(user, User) or not user.is_active:
        return None
    if not EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists():
        return None
    return contact_for(email=user.email, language=user.language)


def forget_person(instance: Any, **kwargs: Any) -> None:
    """With an account goes its confirmed person, and whatever hangs on it."""
    ConfirmedContact.objects.filter(email__iexact=instance.email).delete()


def follow_address(old: str, new: str) -> None:
    """An account has a new address: its confirmed person goes along, unless the new address has one already."""
    if not ConfirmedContact.objects.filter(email__iexact=new).exists():
        ConfirmedContact.objects.filter(email__iexact=old).update(email=new.lower())
