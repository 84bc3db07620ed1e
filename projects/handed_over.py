"""A project begun after a talk with an adviser: the form without account starts with what is known."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from core.handover.services import PARAMETER, Draft, draft_of

TARGET = "project"


def begin(draft: Draft, token: str) -> str:
    return f"{reverse('projects:begin')}?{urlencode({PARAMETER: token})}"


def initial_of(token: str) -> dict[str, Any]:
    """What the form starts with; empty for every link that opens nothing."""
    draft = draft_of(token, TARGET)
    if draft is None:
        return {}
    first, _space, last = draft.name.rpartition(" ")
    return {"title": draft.title, "first_name": first or last, "last_name": last if first else "", "email": draft.email}
