"""What people are told about their messages when they ask for their data. The other side's address is not theirs."""

from typing import Any

from actors.relay.people import own_rows, participations_of
from core.registries import personal_data


def messages_of(user: Any) -> list[dict[str, Any]]:
    rows = own_rows(participations_of(user).prefetch_related("conversation__messages"))
    return [
        {
            "with": row.conversation.name if row.is_sender else row.conversation.sender_name,
            "purpose": row.conversation.purpose,
            "written": row.conversation.created_at,
            "ended": row.conversation.ended_at,
            "messages": [
                {"own": message.side == row.side, "text": message.text, "written_at": message.written_at}
                for message in row.conversation.messages.all()
            ],
        }
        for row in rows
    ]


def register() -> None:
    personal_data.register("messages", messages_of)
