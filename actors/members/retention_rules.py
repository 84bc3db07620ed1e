"""What is kept of people in organisations, and of those who were invited."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.members.models import ActorClaim, ClaimRequest
from actors.models import Invitation
from core.retention import CONTRACT, PUBLIC_TASK, declare

OLD_INVITATIONS = timedelta(days=90)
DECIDED_CLAIMS = timedelta(days=365)
OLD_REQUESTS = timedelta(days=3)


def expired_invitations(now: datetime) -> Any:
    """Whatever became of them: their log entries tell the story without the address."""
    limit = now - OLD_INVITATIONS
    return Invitation.objects.filter(Q(accepted_at__lt=limit) | Q(revoked_at__lt=limit) | Q(expires_at__lt=limit))


def expired_claims(now: datetime) -> Any:
    return ActorClaim.objects.exclude(state=ActorClaim.State.OPEN).filter(decided_at__lt=now - DECIDED_CLAIMS)


def expired_requests(now: datetime) -> Any:
    return ClaimRequest.objects.filter(expires_at__lt=now - OLD_REQUESTS)


def declare_all() -> None:
    declare(
        "members.ActorClaim",
        purpose=_("Know how somebody has proven to belong to an organisation"),
        basis=CONTRACT,
        kept=_("one year after the decision"),
        erasure=_("goes with the account"),
        expired=expired_claims,
    )
    declare(
        "members.TrustedActor",
        purpose=_("Know who has granted an organisation trust"),
        basis=PUBLIC_TASK,
        kept=_("as long as the trust"),
        erasure=_("the person's name is taken out, the entry stays"),
    )
    declare(
        "members.ClaimRequest",
        purpose=_("Confirm the address of somebody who claims an organisation"),
        basis=CONTRACT,
        kept=_("three days after the link has expired"),
        erasure=_("expires by itself"),
        expired=expired_requests,
    )
    declare(
        "actors.Membership",
        purpose=_("Know who works for which organisation"),
        basis=CONTRACT,
        kept=_("until the person leaves"),
        erasure=_("goes with the account"),
    )
    declare(
        "actors.Invitation",
        purpose=_("Bring people into an organisation"),
        basis=CONTRACT,
        kept=_("90 days after it was accepted, taken back or has expired"),
        erasure=_("expires by itself"),
        expired=expired_invitations,
    )
    declare(
        "actors.Actor",
        purpose=_("Show the organisation with its address"),
        basis=PUBLIC_TASK,
        kept=_("as long as the organisation belongs to the network"),
        erasure=_("changed by the organisation and the editors of its region"),
    )
    declare(
        "actors.ContactPerson",
        purpose=_("Tell the public whom to ask"),
        basis=PUBLIC_TASK,
        kept=_("as long as the person has the task"),
        erasure=_("deleted by the editors of the region"),
    )
