"""Mail about questions: to the person outside in their language, to the asker in theirs. Written with the change."""

from typing import Any

from django.urls import reverse
from django.utils import translation

from core.mail import absolute_url, send_templated, send_to_user
from core.outside.models import Question


def ask(question: Question, token: str) -> None:
    """The question itself, with the link."""
    _to_person(question, "outside/asked", token, f"outside-asked-{question.pk}-{question.links.count()}")


def remind(question: Question, token: str) -> None:
    """Once, when half the time is over; the link of the first mail stays good."""
    _to_person(question, "outside/reminded", token, f"outside-reminded-{question.pk}-{question.links.count()}")


def _to_person(question: Question, template: str, token: str, key: str) -> None:
    with translation.override(question.language):
        address = absolute_url(reverse("outside:answer", args=[token]))
    send_templated(
        to=question.email,
        template=template,
        context={"question": question, "asker": question.asked_by, "action_url": address},
        language=question.language,
        reply_to=question.asked_by.email if question.asked_by else "",
        key=key,
    )


def tell_answer(question: Question, obj: Any) -> None:
    """The asker hears what the person has said."""
    _to_asker(question, "outside/answered", f"outside-answered-{question.pk}")


def tell_expiry(question: Question) -> None:
    """The asker hears that no answer has come."""
    _to_asker(question, "outside/expired", f"outside-expired-{question.pk}-{question.links.count()}")


def _to_asker(question: Question, template: str, key: str) -> None:
    asker = question.asked_by
    if asker is None or not asker.is_active:
        return
    with translation.override(asker.language):
        address = absolute_url(reverse("outside:questions", args=[question.workflow_state_id or 0]))
        context = {"question": question, "action_url": address}
    send_to_user(user=asker, template=template, context=context, key=key)
