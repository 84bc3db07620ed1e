"""How long offers and needs are kept."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.board.models import BoardEntry, EntryLink
from core.retention import CONSENT, CONTRACT, PUBLIC_TASK, declare

AFTER_END = timedelta(days=180)


def expired_entries(now: datetime) -> Any:
    """Half a year after an entry was closed or has expired, published or not."""
    over = now - AFTER_END
    return BoardEntry.objects.filter(
        Q(term__closed_at__lt=over) | Q(term__closed_at=None, term__until__lt=timezone.localdate(over))
    )


def expired_links(now: datetime) -> Any:
    return EntryLink.objects.filter(expires_at__lt=now)


def declare_all() -> None:
    declare(
        "board.BoardEntry",
        purpose=_("Bring offers and needs of the network together"),
        basis=CONTRACT,
        kept=_("half a year after they were closed or have expired"),
        erasure=_("expires by itself; what belongs to a person goes with the account, else with the organisation"),
        expired=expired_entries,
    )
    declare(
        "board.EntryTerm", "board.EntryStep", "board.EntryTopic", "board.EntryTargetGroup",
        purpose=_("Know until when an entry is valid, and say so in time"),
        basis=CONTRACT,
        kept=_("as long as the entry"),
        erasure=_("goes with the entry"),
    )  # fmt: skip
    declare(
        "board.EntryLink",
        purpose=_("Renew and close an entry from a mail"),
        basis=CONTRACT,
        kept=_("thirty days beyond the term"),
        erasure=_("goes with the entry or the account"),
        expired=expired_links,
    )
    declare(
        "board.EntryTally",
        purpose=_("Show the funders what the board achieves; holds nobody's name"),
        basis=PUBLIC_TASK,
        kept=_("for good"),
        erasure=_("nothing to erase"),
    )
    declare(
        "board.Digest",
        purpose=_("Send the weekly mail to those who have ordered it"),
        basis=CONSENT,
        kept=_("until it is ended"),
        erasure=_("goes with the confirmed person"),
    )
