"""Messages in "Mein Bereich"."""

from typing import Any

from actors.relay.models import Participant
from actors.relay.people import participations_of

SHOWN = 3


def member_panel(user: Any) -> dict[str, Any] | None:
    """The latest open conversations; None where there never was one."""
    rows = unique(list(participations_of(user).exclude(conversation__contact=None)))
    if not rows:
        return None
    open_rows = [row for row in rows if row.conversation.is_open]
    return {"rows": open_rows[:SHOWN], "open": len(open_rows)}


def unique(rows: list[Participant]) -> list[Participant]:
    """One row for each conversation, as recipient where somebody is on both sides."""
    by_conversation: dict[int, Participant] = {}
    for row in rows:
        if row.conversation_id not in by_conversation or not row.is_sender:
            by_conversation[row.conversation_id] = row
    return list(by_conversation.values())
