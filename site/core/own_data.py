"""What the kernel tells people who ask for their data: consent and decisions in reviews."""

from typing import Any

from core.models import ConsentEvent, Decision
from core.registries import personal_data


def consents_of(user: Any) -> list[dict[str, Any]]:
    told = ("purpose", "subject", "wording", "given", "recorded_at")
    return [dict(row) for row in ConsentEvent.objects.filter(email__iexact=user.email).values(*told)]


def decisions_of(user: Any) -> list[dict[str, Any]]:
    told = ("kind", "title", "reason", "comment", "decided_at")
    return [dict(row) for row in Decision.objects.filter(user=user).values(*told)]


def register() -> None:
    personal_data.register("consents", consents_of)
    personal_data.register("decisions", decisions_of)
