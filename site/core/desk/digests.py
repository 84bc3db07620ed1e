"""One summary a day and person: what is new, due, half over or late. Without news there is no mail."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.humanize.templatetags.humanize import naturaltime
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from core import review
from core.desk import hours
from core.desk.claims import open_tasks
from core.desk.presence import present, present_or_deputies
from core.desk.queue import days_in_words
from core.desk.tasks import OpenTask, described, review_address
from core.mail import absolute_url, send_to_user
from core.models import Decision, DigestDay, SentDigest
from core.permissions import roles_of

# Whoever has never had a summary hears of what has come up in the last week.
LOOKING_BACK = timedelta(days=7)


@dataclass(slots=True)
class Digest:
    """What one person is told this morning. A task stands in the first part that fits."""

    user: Any
    since: datetime
    overdue: list[OpenTask] = field(default_factory=list)
    urgent: list[OpenTask] = field(default_factory=list)
    half_over: list[OpenTask] = field(default_factory=list)
    new: list[OpenTask] = field(default_factory=list)
    others: int = 0
    unsigned: list[Decision] = field(default_factory=list)

    @property
    def has_news(self) -> bool:
        return bool(self.overdue or self.urgent or self.half_over or self.new or self.unsigned)

    def sort_in(self, task: OpenTask, today: date) -> None:
        """Put a task where it belongs."""
        since = timezone.localdate(self.since)
        if task.is_overdue(today):
            self.overdue.append(task)
        elif task.is_urgent(today):
            self.urgent.append(task)
        elif task.half_time and since < task.half_time <= today:
            self.half_over.append(task)
        elif task.state.started_at >= self.since or self._newly_theirs(task):
            self.new.append(task)
        else:
            self.others += 1

    def _newly_theirs(self, task: OpenTask) -> bool:
        return task.claimed_by is not None and task.state.claim.claimed_at >= self.since


def send_digests(now: datetime) -> int:
    """Send this day's summaries once; gives how many. Safe to be called again, and after a crash in the middle."""
    today = timezone.localdate(now)
    if not hours.is_open(now) or DigestDay.objects.filter(day=today).exists():
        return 0
    sent = sum(_send(digest, today) for digest in _digests(now))
    DigestDay.objects.get_or_create(day=today)
    return sent


def _digests(now: datetime) -> Iterable[Digest]:
    today = timezone.localdate(now)
    last = dict(SentDigest.objects.filter(day__lt=today).order_by("day").values_list("user_id", "day"))
    digests: dict[int, Digest] = {}

    def digest_of(person: Any) -> Digest:
        if person.pk not in digests:
            digests[person.pk] = Digest(person, _since(last.get(person.pk), now))
        return digests[person.pk]

    for task in described(open_tasks()):
        for person in task.people:
            digest_of(person).sort_in(task, today)
    for person, decisions in _unsigned().items():
        digest = digest_of(person)
        digest.unsigned = [decision for decision in decisions if decision.decided_at >= digest.since]
    return [digest for digest in digests.values() if digest.has_news]


def _since(last_day: date | None, now: datetime) -> datetime:
    if last_day is None:
        return now - LOOKING_BACK
    return timezone.make_aware(datetime.combine(last_day, time(hours.FROM)))


def _unsigned() -> dict[Any, list[Decision]]:
    """Publications without a review, by the people who can countersign them."""
    found: dict[Any, list[Decision]] = defaultdict(list)
    for decision in Decision.objects.to_countersign().select_related("region").defer("revision__content"):
        moderators = present_or_deputies(review.holders(decision.region, "moderator")).exclude(pk=decision.user_id)
        people = list(moderators) or list(present(review.lead_editors()).exclude(pk=decision.user_id))
        for person in people:
            found[person].append(decision)
    return found


@transaction.atomic
def _send(digest: Digest, today: date) -> bool:
    row, created = SentDigest.objects.get_or_create(user=digest.user, day=today)
    if not created:
        return False
    with translation.override(digest.user.language):
        context = {
            "parts": {
                name: _entries(digest, getattr(digest, name)) for name in ("overdue", "urgent", "half_over", "new")
            },
            "others": digest.others,
            "unsigned": digest.unsigned,
            "is_staff": roles_of(digest.user).is_staff,
            "action_url": absolute_url(_queue_address(digest.user)),
        }
    send_to_user(user=digest.user, template="desk/digest", context=context, key=row.key)
    return True


def _queue_address(person: Any) -> str:
    return reverse("core_review_queue") if roles_of(person).is_staff else reverse("members:overview")


def _entries(digest: Digest, tasks: list[OpenTask]) -> list[dict[str, Any]]:
    return [
        {
            "title": task.title,
            "kind": str(task.obj._meta.verbose_name),
            "from": str(getattr(task.obj, "actor", None) or task.state.workflow_state.requested_by or ""),
            "age": naturaltime(task.state.started_at),
            "due": days_in_words(task.due_on) if task.due_on else "",
            "is_mine": task.claimed_by is not None,
            "url": review_address(digest.user, task.state),
        }
        for task in tasks
    ]
