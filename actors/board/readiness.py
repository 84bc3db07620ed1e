"""What is asked of an offer or a need before it is submitted."""

from typing import Any

from actors.board.models import BoardEntry
from core.readiness.subjects import Subject

LENGTH = (8, 500)


def _no_pictures(entry: BoardEntry) -> list[Any]:
    return []


def _prose(entry: BoardEntry) -> list[str]:
    return [entry.title, entry.text]


subject = Subject(pictures=_no_pictures, prose=_prose, length=LENGTH, prose_place="text")
