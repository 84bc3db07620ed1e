"""Messages in "Mein Bereich"."""

from typing import Any

from actors.relay.people import own_rows, participations_of

SHOWN = 3


def member_panel(user: Any) -> dict[str, Any] | None:
    """The latest open conversations; None where there never was one."""
    rows = own_rows(participations_of(user))
    if not rows:
        return None
    open_rows = [row for row in rows if row.conversation.is_open]
    return {"rows": open_rows[:SHOWN], "open": len(open_rows)}
