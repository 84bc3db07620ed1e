"""The mentor's part of "Mein Bereich"."""

from typing import Any

from mentoring.tandems.models import HOLDING, State
from mentoring.tandems.people import mentor_of, own_tandems

SHOWN = 3


def member_panel(user: Any) -> dict[str, Any] | None:
    """What waits for an answer; None for people who are no mentors."""
    mentor = mentor_of(user)
    if mentor is None:
        return None
    rows = own_tandems(user)
    waiting = list(rows.filter(state__in=(State.REQUESTED, State.QUESTION)).order_by("due_on", "pk"))
    return {
        "mentor": mentor,
        "waiting": waiting[:SHOWN],
        "count": len(waiting),
        "running": rows.filter(state__in=HOLDING).count(),
    }
