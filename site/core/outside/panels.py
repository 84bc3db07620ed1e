"""Questions to people outside, on the pages of others: the review, the author's status page, the approval."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from core import review
from core.outside import services
from core.outside.models import Answer, Question
from core.permissions import roles_of
from core.review_links import get_review_url, get_status_url

# In the address of a review: whose answer from outside the form starts with.
POINTS_OF = "points_of"


@dataclass(frozen=True, slots=True)
class Item:
    """One question as lists show it, with what this person may do about it."""

    question: Question
    may_end: bool
    may_send_again: bool


def items_for(user: Any, obj: Any) -> list[Item]:
    """Everything that was asked about an object, the newest first; one query."""
    items = []
    for question in Question.objects.about(obj).select_related("asked_by", "closed_by").defer("content"):
        waiting = not (question.answered_at or question.revoked_at or question.closed_by_id)
        ends = waiting and services.may_end(user, question, obj)
        items.append(Item(question, may_end=ends, may_send_again=ends))
    return items


def review_panel(request: HttpRequest, obj: Any, state: WorkflowState) -> dict[str, Any] | None:
    """For the page of a review: who was asked, what they said, and the way to ask."""
    items = items_for(request.user, obj)
    may_ask = services.may_ask(request.user, obj, state)
    if not items and not may_ask:
        return None
    return {"items": items, "may_ask": may_ask, "url": reverse("outside:questions", args=[state.pk])}


def points_from_outside(request: HttpRequest, obj: Any) -> dict[str, Any]:
    """What the form of a decision starts with where the reviewer takes over somebody's wishes."""
    chosen = request.GET.get(POINTS_OF, "")
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 10):
        return {}
    question = Question.objects.about(obj).filter(pk=int(chosen), answer=Answer.CHANGES).first()
    return {"action": review.REQUEST_CHANGES, "comment": question.answer_words} if question else {}


def why_not_yet(obj: Any, state: WorkflowState) -> str:
    """What holds back an approval while somebody outside is asked; empty where nobody is."""
    waiting = Question.objects.about(obj).open().values_list("name", "expires_at").order_by("expires_at")
    names = [
        _("%(name)s (until %(day)s)") % {"name": name, "day": date_format(until, "DATE_FORMAT")}
        for name, until in waiting
    ]
    if not names:
        return ""
    return _(
        "Somebody outside has been asked and has not answered yet: %(names)s. You can approve after the answer, "
        "or take the question back."
    ) % {"names": ", ".join(names)}


def status_link(user: Any, obj: Any) -> tuple[str, str] | None:
    """For the author's status page: address and words, for leads of the organisation while it is in review."""
    state = review.active_state(obj)
    if state is None or not services.may_ask(user, obj, state):
        return None
    return reverse("outside:questions", args=[state.pk]), _("Ask somebody outside whether it is right")


def way_back(user: Any, obj: Any, state: WorkflowState) -> str:
    """Where this person came from: the review for those who decide, else the page that says where it stands."""
    task_state = state.current_task_state
    task = task_state.task.specific if task_state else None
    if task_state and task and hasattr(task, "may_decide") and task.may_decide(obj, user):
        if roles_of(user).is_staff:
            return reverse("core_review", args=[task_state.pk])
        return get_review_url(task_state)
    return get_status_url(obj) or reverse("members:overview")
