"""Secrets of links: 256 bit in the mail, only their SHA-256 in the database."""

import hashlib
import logging
import secrets
from typing import Any, Protocol, TypeVar

from django.utils import timezone

logger = logging.getLogger(__name__)


class LinkUnusable(Exception):
    """A link that opens nothing: unknown, used or expired. `reason` says which, `row` is what it once opened."""

    def __init__(self, reason: str, row: Any = None) -> None:
        self.reason, self.row = reason, row
        super().__init__(reason)


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Opened(Protocol):
    """What a link opens: a row that is used once at most and expires."""

    pk: Any
    used_at: Any
    expires_at: Any


Row = TypeVar("Row", bound=Opened)


def usable(row: Row | None) -> Row:
    """The row behind a link. Raises LinkUnusable, and logs it, where it is missing, used up or too old."""
    reason = ""
    if row is None:
        reason = "unknown"
    elif row.used_at:
        reason = "used"
    elif row.expires_at <= timezone.now():
        reason = "expired"
    if row is None or reason:
        logger.info("A link was refused: %s (%s %s)", reason, type(row).__name__, row.pk if row else "-")
        raise LinkUnusable(reason, row)
    return row
