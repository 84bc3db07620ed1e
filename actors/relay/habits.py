"""How soon an organisation answers, in words; on show only where one of its leads wants it."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.models import Actor
from actors.relay.models import Conversation, ReplyHabit
from core.permissions import grants_of

LOOKED_AT = timedelta(days=365)
FEWEST_ANSWERS = 3


@transaction.atomic
def show(*, actor: Actor, user: Any, shown: bool) -> None:
    """Raises PermissionDenied for everybody but leads of the organisation."""
    if not grants_of(user).leads_actor(actor.pk):
        raise PermissionDenied
    if shown:
        ReplyHabit.objects.get_or_create(actor=actor, defaults={"shown_by": user})
    else:
        ReplyHabit.objects.filter(actor=actor).delete()


def public_habit(actor: Actor) -> str:
    """For the organisation's page: empty unless it is to be shown, which a queryset `with_page_data` has read."""
    if not actor.pk or not hasattr(actor, "reply_habit"):
        return ""
    return habit_of(actor)


def habit_of(actor: Actor) -> str:
    """For its leads, whether it is shown or not."""
    return _in_words(_days_of(Conversation.objects.filter(actor=actor)))


def _days_of(rows: Any) -> list[float]:
    """Days up to the first answer, in order; what was left without one counts as endless."""
    now = timezone.now()
    rows = rows.filter(delivered_at__gt=now - LOOKED_AT).values_list("delivered_at", "answered_at", "due_on")
    return sorted(
        _days(written, answered) for written, answered, due in rows if answered or due < timezone.localdate(now)
    )


def _days(written: datetime, answered: datetime | None) -> float:
    return float((timezone.localdate(answered) - timezone.localdate(written)).days) if answered else float("inf")


def _in_words(days: list[float]) -> str:
    """The middle of all; nothing where there are few answers, or where silence is the habit."""
    if sum(day != float("inf") for day in days) < FEWEST_ANSWERS:
        return ""
    middle = days[len(days) // 2]
    if middle == float("inf"):
        return ""
    if middle < 1:
        return _("answers on the same day as a rule")
    return ngettext("answers within %(days)d day as a rule", "answers within %(days)d days as a rule", int(middle)) % {
        "days": int(middle)
    }
