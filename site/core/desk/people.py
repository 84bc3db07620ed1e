"""Who is asked to decide on a task, computed at the moment of asking."""

from typing import Any

from django.contrib.auth import get_user_model

from core import review
from core.desk.presence import present_or_deputies


def is_regional(task_state: Any) -> bool:
    """Whether this is the regional stage; else it is the organisation's own."""
    return hasattr(task_state, "editorial")


def asked_for(task_state: Any, obj: Any) -> list[Any]:
    """The people asked for this (specific) task today; empty where nobody is left."""
    return review.reviewers_to_ask(obj) if is_regional(task_state) else list(leads_asked(obj))


def leads_asked(obj: Any) -> Any:
    """Leads of the owning organisation who are there, and the deputies of those who are not."""
    return present_or_deputies(leads_of(obj))


def leads_of(obj: Any) -> Any:
    """All active leads of the organisation that owns the object."""
    users = get_user_model()._default_manager.filter(is_active=True)
    if obj.governing_actor_id is None:
        return users.none()
    return users.filter(memberships__actor_id=obj.governing_actor_id, memberships__role="lead").distinct()
