"""Handing over what was typed: from advice to a project, a mentor request, an offer or a need.

A domain that can be gone on with registers a `Target` in its `AppConfig.ready`:

    from core.handover.services import Target, targets
    targets.register("mentor_request", Target(_("Request for a mentor"), begin))

`begin(draft, token)` gets a `Draft` and gives the address of the form that starts with it. It must save nothing: the
person has agreed to look at a form that is filled in, not to share anything. The form's view gets the draft again
by `draft_of(token, "mentor_request")`, which gives None for every link that opens nothing, and uses it as `initial`.
Whoever offers a handover calls `offer`; the person gets a mail, presses a button, and is led to the form.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.handover.models import Handover
from core.notices import Words, write_to
from core.registries import Registry
from core.tokens import LinkUnusable, hash_of, new_token, usable

VALID_FOR = timedelta(days=14)
PARAMETER = "uebergabe"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed before; `topics` and `region` are slugs."""

    name: str
    email: str
    title: str = ""
    text: str = ""
    topics: Sequence[str] = field(default_factory=list)
    region: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where one can go on: `begin(draft, token)` gives the address of a form that starts with the draft."""

    label: str | Promise
    begin: Callable[[Draft, str], str]


targets: Registry[Target] = Registry()


@transaction.atomic
def offer(*, target: str, draft: Draft, language: str, key: str = "") -> Handover:
    """Keep the draft and mail the link to it. Raises KeyError for a target that nobody has registered."""
    label, token = targets[target].label, new_token()
    made = _kept(target, draft, token)

    def words() -> Words:
        values = {"target": label}
        return Words(
            subject=_("Go on with it: %(target)s") % values,
            happened=_("After your talk you can go on on the portal: %(target)s.") % values,
            next=_("What you have written is in the form already. You see it first and decide then."),
            label=_("Look at it"),
            why=_("Your adviser has offered it to you; that is why you get this mail."),
            otherwise=_("If you do nothing, nothing is shared, and the link ends after 14 days."),
        )

    write_to(draft.email, words, partial(reverse, "handover:open", args=[token]), language=language, key=key)
    return made


@transaction.atomic
def start(*, target: str, draft: Draft) -> str:
    """For an address that another link has just proven: the form's address at once, without a mail."""
    token = new_token()
    made = _kept(target, draft, token)
    made.used_at = timezone.now()
    made.save(update_fields=["used_at"])
    return targets[target].begin(draft, token)


def _kept(target: str, draft: Draft, token: str) -> Handover:
    return Handover.objects.create(
        token_hash=hash_of(token),
        target=target,
        title=draft.title,
        text=draft.text,
        topics=list(draft.topics),
        region=draft.region,
        name=draft.name,
        email=draft.email,
        expires_at=timezone.now() + VALID_FOR,
    )


def found(token: str) -> Handover:
    """What a link opens. Raises LinkUnusable."""
    row = usable(Handover.objects.filter(token_hash=hash_of(token)).first())
    if row.target not in targets:
        raise LinkUnusable("expired", row)
    return row


def _draft(row: Handover) -> Draft:
    return Draft(row.name, row.email, row.title, row.text, row.topics, row.region)


@transaction.atomic
def go_on(*, token: str) -> str:
    """The person has pressed the button: the address of the form, prefilled. Raises LinkUnusable."""
    Handover.objects.select_for_update().filter(token_hash=hash_of(token)).first()
    row = found(token)
    address = targets[row.target].begin(_draft(row), token)
    row.used_at = timezone.now()
    row.save(update_fields=["used_at"])
    return address


def draft_of(token: str, target: str) -> Draft | None:
    """For the form: what was typed, once the button was pressed and while the link lasts."""
    if not token or "\x00" in token:
        return None
    rows = Handover.objects.filter(token_hash=hash_of(token), target=target, expires_at__gt=timezone.now())
    row = rows.exclude(used_at=None).first()
    return _draft(row) if row else None
