"""What people are told about their entries when they ask for their data."""

from typing import Any

from actors.board.models import BoardEntry, Digest
from core.registries import personal_data


def entries_of(user: Any) -> dict[str, Any]:
    own = BoardEntry.objects.filter(person=user).select_related("term", "region")
    digest = Digest.objects.filter(contact__email__iexact=user.email).select_related("region").first()
    return {
        "entries": [
            {
                "kind": entry.kind,
                "title": entry.title,
                "text": entry.text,
                "region": entry.region.slug,
                "until": entry.term.until,
                "closed": entry.term.closed_at,
                "outcome": entry.term.outcome,
            }
            for entry in own
        ],
        "weekly_mail": {"since": digest.since, "region": digest.region and digest.region.slug} if digest else None,
    }


def register() -> None:
    personal_data.register("board", entries_of)
