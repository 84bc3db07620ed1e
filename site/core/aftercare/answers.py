"""The link in a mail that asks whether content is still right: usable once, by the person it was sent to."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.aftercare import care as care_services
from core.aftercare.models import CheckLink, Concern, Round
from core.permissions import grants_of

logger = logging.getLogger(__name__)


class LinkUnusable(Exception):
    """The link does not work any more. `reason`: unknown, used, answered, expired or revoked."""

    def __init__(self, reason: str, link: CheckLink | None = None) -> None:
        self.reason = reason
        self.link = link
        super().__init__(reason)


def usable(token: str) -> tuple[CheckLink, Any]:
    """The link with what it asks about. Raises LinkUnusable, and writes that to the log."""
    links = CheckLink.objects.filter(token_hash=CheckLink.hash_of(token))
    link = links.select_related("user", "round__care__base_content_type").first()
    reason, obj = _judged(link)
    if reason or link is None:
        logger.warning("A link to confirm content was refused: %s, link %s", reason, link.pk if link else None)
        raise LinkUnusable(reason, link)
    return link, obj


def _judged(link: CheckLink | None) -> tuple[str, Any]:
    if link is None:
        return "unknown", None
    obj = link.round.care.subject
    if link.used_at:
        return "used", obj
    if link.round.outcome in (Round.Outcome.CONFIRMED, Round.Outcome.OUTDATED):
        return "answered", obj
    if link.round.closed_at or obj is None or not obj.live:
        return "settled", obj
    if link.expires_at <= timezone.now():
        return "expired", obj
    if not (grants_of(link.user).signed_in and care_services.may_confirm(link.user, obj)):
        return "revoked", obj
    return "", obj


def answer(*, token: str, still_right: bool, words: str = "") -> Any:
    """Take the answer of the person the link was sent to; returns the object. Raises LinkUnusable or CareError."""
    with transaction.atomic():
        # Serialised on the row, so that a button pressed twice counts once.
        CheckLink.objects.select_for_update().filter(token_hash=CheckLink.hash_of(token)).first()
        link, obj = usable(token)
        if still_right:
            care_services.confirm(obj=obj, user=link.user)
        else:
            care_services.doubt(obj=obj, user=link.user, words=words, kind=Concern.Kind.OUTDATED)
        link.used_at = timezone.now()
        link.save(update_fields=["used_at"])
    return obj
