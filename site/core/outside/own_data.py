"""What people are told about questions when they ask for their data."""

from typing import Any

from core.outside.models import Question
from core.registries import personal_data

TOLD = ("title", "name", "function", "email", "words", "asked_at", "answer", "answer_words", "answered_at")


def questions_to(user: Any) -> list[dict[str, Any]]:
    """Questions that were sent to this person's address."""
    return [dict(row) for row in Question.objects.filter(email__iexact=user.email).values(*TOLD)]


def register() -> None:
    personal_data.register("questions_from_the_editors", questions_to)
