"""What is kept of people outside who were asked."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.outside.models import Question
from core.retention import PUBLIC_TASK, declare

# Long enough to explain a publication to a funder; the ledger keeps what was said, without the person, for ten years.
KEPT = timedelta(days=2 * 365)


def expired_questions(now: datetime) -> Any:
    return Question.objects.filter(asked_at__lt=now - KEPT)


def declare_all() -> None:
    declare(
        "outside.Question",
        purpose=_("Ask somebody outside whether a submission is right, and prove the answer"),
        basis=PUBLIC_TASK,
        kept=_("two years; the ledger keeps the answer without the person"),
        erasure=_("expires by itself; deleted earlier on request"),
        expired=expired_questions,
    )
