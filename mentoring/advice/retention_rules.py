"""How long what belongs to advice is kept."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.retention import CONTRACT, PUBLIC_TASK, declare
from mentoring.advice.models import Adviser, Case

UNCONFIRMED = timedelta(days=1)
CLOSED = timedelta(days=90)


def expired_cases(now: datetime) -> Any:
    return Case.objects.filter(Q(contact=None, created_at__lt=now - UNCONFIRMED) | Q(closed_at__lt=now - CLOSED))


def expired_advisers(now: datetime) -> Any:
    """The account is gone, and no case points here any more."""
    return Adviser.objects.filter(user=None, bookings=None)


def declare_all() -> None:
    declare(
        "advice.Case",
        purpose=_("Advise people and make appointments"),
        basis=CONTRACT,
        kept=_("one day unconfirmed; else 90 days after it was closed, which comes by itself"),
        erasure=_("expires by itself; earlier at the person’s word (forget_contact)"),
        expired=expired_cases,
    )
    declare(
        "advice.Booking", "advice.CallBack", "advice.CaseLink", "advice.Step",
        purpose=_("Advise people and make appointments"),
        basis=CONTRACT,
        kept=_("as long as the case"),
        erasure=_("goes with the case"),
    )  # fmt: skip
    declare(
        "advice.Adviser",
        purpose=_("Offer dates for advice"),
        basis=CONTRACT,
        kept=_("as long as the person advises; without a name until the last case is gone"),
        erasure=_("the person's name is taken out with the account"),
        expired=expired_advisers,
    )
    declare(
        "advice.Hours", "advice.DayException",
        purpose=_("Offer dates for advice"),
        basis=CONTRACT,
        kept=_("as long as the adviser's entry"),
        erasure=_("goes with the adviser's entry"),
    )  # fmt: skip
    declare(
        "advice.Tally",
        purpose=_("Count talks for the funder"),
        basis=PUBLIC_TASK,
        kept=_("as long as the platform reports; nothing in it leads to a person"),
        erasure=_("holds no personal data"),
    )
