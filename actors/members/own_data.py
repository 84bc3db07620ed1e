"""What people are told about their organisations when they ask for their data."""

from typing import Any

from actors.models import Invitation
from core.registries import personal_data


def memberships_of(user: Any) -> list[dict[str, Any]]:
    return [
        {"organisation": membership.actor.name, "role": membership.role, "joined_at": membership.joined_at}
        for membership in user.memberships.select_related("actor")
    ]


def invitations_of(user: Any) -> list[dict[str, Any]]:
    told = ("actor__name", "role", "created_at", "expires_at", "accepted_at", "revoked_at")
    return [dict(row) for row in Invitation.objects.for_address(user.email).values(*told)]


def claims_of(user: Any) -> list[dict[str, Any]]:
    told = ("actor__name", "note", "state", "way", "reason", "created_at", "decided_at")
    return [dict(row) for row in user.actor_claims.values(*told)]


def register() -> None:
    personal_data.register("claims", claims_of)
    personal_data.register("memberships", memberships_of)
    personal_data.register("invitations", invitations_of)
