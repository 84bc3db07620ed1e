"""Claims in "Mein Bereich": the own ones that are open, and those that wait for the person's word as a lead."""

from typing import Any

from actors.members.models import ActorClaim
from core.permissions import grants_of


def member_panel(user: Any) -> dict[str, Any] | None:
    """None where nothing is open."""
    open_claims = ActorClaim.objects.open().select_related("actor", "user").order_by("created_at", "pk")
    own = list(open_claims.filter(user=user))
    led = grants_of(user).actor_lead_of
    to_decide = list(open_claims.filter(actor_id__in=led).exclude(user=user)) if led else []
    return {"own": own, "to_decide": to_decide} if own or to_decide else None
