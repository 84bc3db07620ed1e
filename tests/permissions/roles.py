"""The roles of the matrix: who they are, relative to an object of the region Chemnitz and of one actor."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser

from tests.factories import (
    make_actor,
    make_actor_lead,
    make_admin,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_user,
)

# In the order of the columns of the tables.
ROLES: dict[str, Callable[[Any], Any]] = {
    "anonymous": lambda actor: AnonymousUser(),
    "stranger": lambda actor: make_user(),
    "other_lead": lambda actor: make_actor_lead(make_actor()),
    "member": make_contributor,
    "actor_lead": make_actor_lead,
    "other_editor": lambda actor: make_editor("leipzig"),
    "other_moderator": lambda actor: make_moderator("leipzig"),
    "editor": lambda actor: make_editor("chemnitz"),
    "moderator": lambda actor: make_moderator("chemnitz"),
    "lead": lambda actor: make_lead_editor(),
    "admin": lambda actor: make_admin(),
}
