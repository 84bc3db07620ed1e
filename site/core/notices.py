"""Short mails: what happened, what to do, why the reader got it. All share one template."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from core.mail import Attachment, absolute_url, send_templated, send_to_user

TEMPLATE = "core/notice"


@dataclass(frozen=True, slots=True)
class Words:
    """What a mail says, in one language. `quote` are somebody's own words, `second` the label of a second link."""

    subject: str
    happened: str
    next: str
    label: str
    why: str
    otherwise: str
    quote: str = ""
    second: str = ""


def tell(people: Iterable[Any], words: Callable[[], Words], address: Callable[[], str], *, key: str = "") -> None:
    """Write to people with an account, each in their language; inactive ones are left out."""
    for person in {person.pk: person for person in people}.values():
        if not person.is_active:
            continue
        with translation.override(person.language):
            context = {"words": words(), "action_url": absolute_url(address())}
        send_to_user(user=person, template=TEMPLATE, context=context, **({"key": f"{key}-{person.pk}"} if key else {}))


def write_to(
    address: str,
    words: Callable[[], Words],
    action: Callable[[], str],
    *,
    language: str,
    key: str = "",
    second: Callable[[], str] | None = None,
    attachments: Sequence[Attachment] = (),
) -> None:
    """Write to somebody who is known by their mail address alone."""
    with translation.override(language):
        context = {
            "words": words(),
            "action_url": absolute_url(action()),
            "second_url": absolute_url(second()) if second else "",
        }
    send_templated(to=address, template=TEMPLATE, context=context, language=language, key=key, attachments=attachments)
