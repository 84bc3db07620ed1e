"""What life after publishing keeps of people, and for how long."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.aftercare.models import CheckLink, Concern
from core.retention import PUBLIC_TASK, declare

LINKS = timedelta(days=180)
SETTLED = timedelta(days=365)


def expired_links(now: datetime) -> Any:
    return CheckLink.objects.filter(expires_at__lt=now - LINKS)


def expired_concerns(now: datetime) -> Any:
    return Concern.objects.filter(settled_at__lt=now - SETTLED)


def words_of(user: Any) -> list[dict[str, Any]]:
    """What a person has said about public content."""
    return [dict(row) for row in Concern.objects.filter(user=user).values("kind", "words", "said_at", "settled_at")]


def declare_all() -> None:
    without_name = _("the person's name is taken out, the entry stays")
    declare(
        "aftercare.ChangeNote", "aftercare.TakeDown",
        purpose=_("Know who wrote, changed and reviewed a page"),
        basis=PUBLIC_TASK,
        kept=_("as long as the page"),
        erasure=without_name,
    )  # fmt: skip
    declare(
        "aftercare.CheckLink",
        purpose=_("Ask once a year whether content is still right"),
        basis=PUBLIC_TASK,
        kept=_("180 days after the link has expired"),
        erasure=_("goes with the account"),
        expired=expired_links,
    )
    declare(
        "aftercare.Concern",
        purpose=_("Tell the editorial desk that something is not right any more"),
        basis=PUBLIC_TASK,
        kept=_("one year after it is settled"),
        erasure=without_name,
        expired=expired_concerns,
    )
