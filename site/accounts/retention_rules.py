"""What is kept of people with an account."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Absence
from core.retention import CONTRACT, declare

PAST_ABSENCES = timedelta(days=365)


def expired_absences(now: datetime) -> Any:
    return Absence.objects.filter(ends_on__lt=(now - PAST_ABSENCES).date())


def declare_all() -> None:
    declare(
        "accounts.User",
        purpose=_("Sign in, be named as author, get mail"),
        basis=CONTRACT,
        kept=_("until the person or the lead editors end the account"),
        erasure=_("deleted by lead editors; published content stays without the name"),
    )
    declare(
        "accounts.RegionRole",
        purpose=_("Know who looks after which region"),
        basis=CONTRACT,
        kept=_("as long as the task"),
        erasure=_("goes with the account"),
    )
    declare(
        "accounts.Absence",
        purpose=_("Know who decides in whose place"),
        basis=CONTRACT,
        kept=_("one year after the last day"),
        erasure=_("goes with the account"),
        expired=expired_absences,
    )
