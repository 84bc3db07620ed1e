"""How long conversations are kept."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.relay.models import Block, Conversation
from core.retention import CONTRACT, SECURITY, declare

UNCONFIRMED = timedelta(days=2)
ENDED = timedelta(days=90)
BLOCKED = timedelta(days=2 * 365)


def expired_conversations(now: datetime) -> Any:
    """A report that nobody has closed yet keeps its conversation."""
    reported = Q(reported_at__isnull=False, closed_at=None)
    return Conversation.objects.filter(
        Q(contact=None, created_at__lt=now - UNCONFIRMED) | (Q(ended_at__lt=now - ENDED) & ~reported)
    )


def expired_blocks(now: datetime) -> Any:
    return Block.objects.filter(created_at__lt=now - BLOCKED)


def declare_all() -> None:
    declare(
        "relay.Conversation",
        purpose=_("Pass messages on without showing anybody’s address"),
        basis=CONTRACT,
        kept=_("two days unconfirmed; else 90 days after the end, which comes by itself after 60 quiet days"),
        erasure=_("expires by itself; earlier at the person’s word (forget_contact)"),
        expired=expired_conversations,
    )
    declare(
        "relay.Participant", "relay.Message", "relay.Link", "relay.Step",
        purpose=_("Pass messages on without showing anybody’s address"),
        basis=CONTRACT,
        kept=_("as long as the conversation"),
        erasure=_("goes with the conversation; what belongs to an account goes with the account"),
    )  # fmt: skip
    declare(
        "relay.Block",
        purpose=_("Keep people from being written to against their will"),
        basis=SECURITY,
        kept=_("two years"),
        erasure=_("goes with the confirmed person"),
        expired=expired_blocks,
    )
    declare(
        "relay.ReplyHabit",
        purpose=_("Know who shows how soon an organisation answers"),
        basis=CONTRACT,
        kept=_("as long as it is shown"),
        erasure=_("the person's name is taken out, the entry stays"),
    )
