"""What people are told about their account when they ask for their data; never a secret."""

from typing import Any

from accounts.models import ConfirmedContact
from core.registries import personal_data


def account_of(user: Any) -> dict[str, Any]:
    return {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "language": user.language,
        "date_joined": user.date_joined,
        "last_login": user.last_login,
        "groups": list(user.groups.values_list("name", flat=True)),
        "regions": list(user.region_roles.values("region__name", "role")),
        "second_factors": list(user.authenticator_set.values("type", "created_at", "last_used_at")),
    }


def contact_of(user: Any) -> list[dict[str, Any]]:
    told = ("email", "language", "confirmed_at", "last_used_at")
    return [dict(row) for row in ConfirmedContact.objects.filter(email__iexact=user.email).values(*told)]


def register() -> None:
    personal_data.register("confirmed_address", contact_of)
    personal_data.register("account", account_of)
