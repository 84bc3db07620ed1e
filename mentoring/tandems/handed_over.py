"""A mentor asked for after a talk with an adviser: the request starts with what is known."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from core.handover.services import PARAMETER, Draft, draft_of
from core.models import Topic

TARGET = "mentor_request"


def begin(draft: Draft, token: str) -> str:
    return f"{reverse('tandems:ask_team')}?{urlencode({PARAMETER: token})}"


def initial_of(token: str) -> dict[str, Any]:
    """What the form starts with; empty for every link that opens nothing."""
    draft = draft_of(token, TARGET)
    if draft is None:
        return {}
    topics = Topic.objects.filter(slug__in=draft.topics).values_list("pk", flat=True)
    return {
        "name": draft.name,
        "email": draft.email,
        "project": draft.title,
        "goal": draft.text,
        "topics": [str(pk) for pk in topics],
    }
