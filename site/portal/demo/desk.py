"""What the desk looks like on a working day: a task that somebody has taken on, and somebody who is away next week."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import TaskState

from accounts import absences
from accounts.models import Absence
from core.desk import claims
from core.models import Claim
from core.workdays import add_working_days


def load_desk() -> None:
    """Let a moderator take on the oldest task of their region, and another one enter a week of absence."""
    moderators = list(get_user_model().objects.filter(region_roles__role="moderator").distinct().order_by("pk"))
    for moderator in moderators[:1]:
        task_state = TaskState.objects.reviewable_by(moderator).order_by("started_at").first()
        if task_state is not None and not Claim.objects.exists():
            claims.claim(task_state=task_state, user=moderator)
    if len(moderators) > 1 and not Absence.objects.exists():
        away = moderators[-1]
        first = add_working_days(timezone.localdate() + timedelta(days=7), 0)
        absences.register(
            person=away,
            deputy=absences.possible_deputies(away).first(),
            starts_on=first,
            ends_on=add_working_days(first, 4),
            by=away,
        )
