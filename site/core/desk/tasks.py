"""Open tasks with everything that mails about them say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.desk.people import asked_for
from core.mail import absolute_url
from core.permissions import roles_of
from core.workdays import half_time

# Who has to decide within a day hears of it at once, everybody else in the morning.
AT_ONCE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OpenTask:
    """One open task, the people it is now up to, and the days that matter."""

    state: Any
    obj: Any
    people: list[Any]
    claimed_by: Any
    started_on: date
    due_on: date | None

    @property
    def title(self) -> str:
        return self.state.revision.object_str

    @property
    def region(self) -> Any:
        return self.obj.governing_region

    @property
    def half_time(self) -> date | None:
        return half_time(self.started_on, self.due_on) if self.due_on else None

    def is_overdue(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today

    def is_urgent(self, today: date) -> bool:
        return self.due_on is not None and self.due_on <= today + AT_ONCE


def described(states: Any) -> Iterator[OpenTask]:
    """Open task states with their people: whoever has taken one on answers for it, else all who are asked today."""
    states = states.select_related("task", "revision", "workflow_state", "claim__user").order_by("pk")
    for state in states.defer("revision__content"):
        obj = state.workflow_state.content_object
        obj = getattr(obj, "specific", obj)
        specific = state.specific
        if obj is None or not hasattr(specific, "due_on"):
            continue
        claim = getattr(state, "claim", None)
        yield OpenTask(
            state=state,
            obj=obj,
            people=[claim.user] if claim else asked_for(specific, obj),
            claimed_by=claim.user if claim else None,
            started_on=timezone.localdate(state.started_at),
            due_on=specific.due_on,
        )


def review_address(person: Any, task_state: Any) -> str:
    """Staff decide at their desk in the admin, leads of organisations on the public site; the full address."""
    name = "core_review" if roles_of(person).is_staff else "review:decide"
    return absolute_url(reverse(name, args=[task_state.pk]))
