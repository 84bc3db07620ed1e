"""Advice in "Mein Bereich"."""

from typing import Any

from core.permissions import roles_of
from mentoring.advice.models import Booking, CallBack
from mentoring.advice.people import adviser_of
from mentoring.advice.timetable import coming
from mentoring.advice.words import when

SHOWN = 3


def member_panel(user: Any) -> dict[str, Any] | None:
    """The next dates; None for everybody who does not advise."""
    if not roles_of(user).advises:
        return None
    adviser = adviser_of(user)
    if adviser is None:
        return {"adviser": None, "rows": [], "calls": 0}
    rows: list[Booking] = coming(adviser)[:SHOWN]
    return {
        "adviser": adviser,
        "rows": [{"case": row.case, "when": when(row)} for row in rows],
        "calls": CallBack.objects.free().filter(case__region=adviser.region).count(),
    }
