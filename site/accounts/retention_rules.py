"""What is kept of people with an account."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Absence, Confirmation, ConfirmedContact
from core.retention import CONTRACT, declare

PAST_ABSENCES = timedelta(days=365)
UNUSED_CONTACTS = timedelta(days=30)
USED_CONFIRMATIONS = timedelta(days=30)


def expired_absences(now: datetime) -> Any:
    return Absence.objects.filter(ends_on__lt=(now - PAST_ABSENCES).date())


def expired_confirmations(now: datetime) -> Any:
    """What nobody has confirmed goes when its link does; what was confirmed still tells so for a while."""
    return Confirmation.objects.filter(Q(used_at=None, expires_at__lt=now) | Q(used_at__lt=now - USED_CONFIRMATIONS))


def expired_contacts(now: datetime) -> Any:
    """Confirmed people on whom nothing hangs any more, whichever domain it came from."""
    rows = ConfirmedContact.objects.filter(last_used_at__lt=now - UNUSED_CONTACTS)
    for relation in ConfirmedContact._meta.related_objects:
        of_contact: Any = {f"{relation.field.name}_id": OuterRef("pk")}
        rows = rows.filter(~Exists(relation.related_model._base_manager.filter(**of_contact)))
    return rows


def declare_all() -> None:
    declare(
        "accounts.ConfirmedContact",
        purpose=_("Let people take part without an account, by their confirmed address"),
        basis=CONTRACT,
        kept=_("as long as something of the person is kept, and 30 days after"),
        erasure=_("deleted at the person’s word with everything that hangs on it (forget_contact)"),
        expired=expired_contacts,
    )
    declare(
        "accounts.Confirmation",
        purpose=_("Confirm the address of somebody without an account"),
        basis=CONTRACT,
        kept=_("until the link expires; 30 days if it was confirmed"),
        erasure=_("expires by itself"),
        expired=expired_confirmations,
    )
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
