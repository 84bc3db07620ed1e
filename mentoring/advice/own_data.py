"""What people are told about advice when they ask for their data."""

from typing import Any

from core.registries import personal_data
from mentoring.advice.models import Adviser, Case


def cases_of(user: Any) -> list[dict[str, Any]]:
    rows = Case.objects.filter(contact__email__iexact=user.email).prefetch_related("bookings", "call_backs")
    return [
        {
            "name": row.name,
            "phone": row.phone,
            "words": row.words,
            "needs": [*row.needs, row.needs_words],
            "written": row.created_at,
            "closed": row.closed_at,
            "dates": [{"starts": one.starts_at, "way": one.way, "state": one.state} for one in row.bookings.all()],
            "call_backs": [{"asked": one.asked_at, "ended": one.ended_at} for one in row.call_backs.all()],
        }
        for row in rows
    ]


def advising_of(user: Any) -> list[dict[str, Any]]:
    told = ("region__name", "languages", "address", "slot_minutes", "pause_minutes", "paused")
    return [dict(row) for row in Adviser.objects.filter(user=user).values(*told)]


def register() -> None:
    personal_data.register("advice", cases_of)
    personal_data.register("advising", advising_of)
