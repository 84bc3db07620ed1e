"""Writes on questions to people outside: ask, send again, take back, answer. Each locks, and writes the ledger."""

import logging
import secrets
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision, WorkflowState

from core import gate
from core.models import Decision
from core.outside import mails
from core.outside.models import Answer, Link, Question
from core.permissions import grants_of
from core.review import active_state

logger = logging.getLogger(__name__)

DEFAULT_DAYS, MAX_DAYS = 7, 30
MAX_OPEN = 5
MAX_SENT_PER_HOUR = 20

LINES = {
    Answer.YES: Decision.Kind.OUTSIDE_YES,
    Answer.CHANGES: Decision.Kind.OUTSIDE_CHANGES,
    Answer.NOT_MINE: Decision.Kind.OUTSIDE_NOT,
}


class OutsideError(Exception):
    """A step that cannot be taken now; the message is for the person who tried."""


class NotInReview(OutsideError):
    """Only a submission that is being reviewed can be asked about."""


class TooManyQuestions(OutsideError):
    """So many open questions about one thing, or so many mails in an hour, are a mistake."""


class LinkUnusable(OutsideError):
    """The link does not work any more; `reason` says why, `question` is None for a link nobody has made."""

    def __init__(self, reason: str, question: Question | None = None) -> None:
        self.reason = reason
        self.question = question
        super().__init__(reason)


class OtherContent(OutsideError):
    """The form stood for other content than was asked about."""


def may_ask(user: Any, obj: Any, state: WorkflowState) -> bool:
    """Whoever may decide at the present stage, and the leads of the organisation whose submission it is."""
    if state.status != WorkflowState.STATUS_IN_PROGRESS:
        return False
    if grants_of(user).leads_actor(obj.governing_actor_id):
        return True
    task_state = state.current_task_state
    task = task_state.task.specific if task_state else None
    return bool(task and hasattr(task, "may_decide") and task.may_decide(obj, user))


def may_look(user: Any, obj: Any, state: WorkflowState) -> bool:
    """See who was asked and what they said, even after the submission is decided."""
    grants = grants_of(user)
    return (
        grants.moderates_in(obj.governing_region_id)
        or grants.leads_actor(obj.governing_actor_id)
        or may_ask(user, obj, state)
        or Question.objects.about(obj).filter(asked_by_id=user.pk).exists()
    )


def may_end(user: Any, question: Question, obj: Any) -> bool:
    """Take back and send again: the asker, moderators of the region, leads of the organisation."""
    grants = grants_of(user)
    return (
        (question.asked_by_id is not None and question.asked_by_id == user.pk)
        or grants.moderates_in(obj.governing_region_id)
        or grants.leads_actor(obj.governing_actor_id)
    )


@transaction.atomic
def ask(*, obj: Any, user: Any, name: str, function: str, email: str, language: str, words: str, days: int) -> Question:
    """Ask somebody outside about the present draft of a submission.

    Raises PermissionDenied, NotInReview or TooManyQuestions.
    """
    state = active_state(obj, lock=True)
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        raise NotInReview(_("This is not being reviewed any more."))
    if not may_ask(user, obj, state):
        raise PermissionDenied
    email = email.strip().lower()
    _refuse_too_many(obj, user, email)
    # Read anew: what a revision holds in memory may be written differently than what is stored.
    revision = Revision.objects.get(pk=obj.get_latest_revision().pk)
    now = timezone.now()
    question = Question.objects.create(
        base_content_type=obj.get_base_content_type(),
        object_id=str(obj.pk),
        title=revision.object_str[:255],
        region=obj.governing_region,
        workflow_state=state,
        revision=revision,
        content=revision.content,
        content_hash=gate.content_hash(revision),
        asked_by=user,
        name=name.strip(),
        function=function.strip(),
        email=email,
        language=language,
        words=words.strip(),
        asked_at=now,
        sent_at=now,
        days=days,
        remind_at=now + timedelta(days=days) / 2,
        expires_at=now + timedelta(days=days),
        asked_line=gate.record(Decision.Kind.OUTSIDE_ASKED, obj, revision=revision, user=user, comment=words.strip()),
    )
    mails.ask(question, new_link(question))
    return question


def _refuse_too_many(obj: Any, user: Any, email: str) -> None:
    waiting = Question.objects.about(obj).open()
    if waiting.filter(email=email).exists():
        raise TooManyQuestions(_("This person has been asked already. You can send the question again."))
    if waiting.count() >= MAX_OPEN:
        raise TooManyQuestions(_("Five people are asked at the same time already. Please wait or take one back."))
    since = timezone.now() - timedelta(hours=1)
    if Link.objects.filter(question__asked_by=user, made_at__gt=since).count() >= MAX_SENT_PER_HOUR:
        raise TooManyQuestions(_("These were many questions in a short time. Please try again later."))


def new_link(question: Question) -> str:
    """Make a further link to the question and return its token, of which only the hash is kept."""
    token = secrets.token_urlsafe(32)
    Link.objects.create(question=question, token_hash=Link.hash_of(token))
    return token


@transaction.atomic
def send_again(*, question: Question, user: Any) -> Question:
    """Send the question once more with a new link and a new time; the earlier links are dead.

    Raises PermissionDenied, or OutsideError where nothing is left to be answered.
    """
    question, obj = _locked(question)
    if obj is None or not may_end(user, question, obj):
        raise PermissionDenied
    if question.answered_at or question.revoked_at or question.closed_by_id or not _still_in_review(question):
        raise OutsideError(_("This question is settled. Please ask a new one if you need to."))
    now = timezone.now()
    if Link.objects.filter(question=question, made_at__gt=now - timedelta(days=1)).count() >= MAX_OPEN:
        raise TooManyQuestions(_("These were many questions in a short time. Please try again later."))
    question.links.filter(replaced_at=None).update(replaced_at=now)
    question.sent_at, question.expires_at = now, now + timedelta(days=question.days)
    question.remind_at = now + timedelta(days=question.days) / 2
    question.reminded_at = question.expiry_told_at = None
    question.save(update_fields=["sent_at", "remind_at", "expires_at", "reminded_at", "expiry_told_at"])
    mails.ask(question, new_link(question))
    return question


@transaction.atomic
def revoke(*, question: Question, user: Any) -> None:
    """Take a question back; its links then say so. Raises PermissionDenied, or OutsideError if it is settled."""
    question, obj = _locked(question)
    if obj is None or not may_end(user, question, obj):
        raise PermissionDenied
    if question.answered_at or question.revoked_at or question.closed_by_id:
        raise OutsideError(_("This question is settled already."))
    question.revoked_at = timezone.now()
    question.save(update_fields=["revoked_at"])
    gate.record(Decision.Kind.OUTSIDE_REVOKED, obj, revision=frozen(question), user=user, refers_to=question.asked_line)


def usable(token: str) -> Question:
    """The question behind a link, or LinkUnusable with the reason, which is logged without the link."""
    link = (
        Link.objects.select_related("question__asked_by", "question__closed_by", "question__region")
        .filter(token_hash=Link.hash_of(token))
        .first()
    )
    question = link.question if link else None
    reason = _why_unusable(link)
    if question is None or reason:
        logger.info("A link to a question was refused: %s (%s)", reason, link.pk if link else "-")
        raise LinkUnusable(reason, question)
    return question


def _why_unusable(link: Link | None) -> str:
    if link is None:
        return "unknown"
    question = link.question
    if question.answered_at:
        return "answered"
    if question.revoked_at:
        return "revoked"
    if question.closed_by_id or not _still_in_review(question):
        return "closed"
    if link.replaced_at:
        return "replaced"
    return "expired" if question.has_expired else ""


def _still_in_review(question: Question) -> bool:
    return WorkflowState.objects.active().filter(pk=question.workflow_state_id).exists()


@transaction.atomic
def answer(*, token: str, shown: str, answer: str, words: str) -> Question:
    """Take the one answer to a question, about the content that was asked about.

    Raises LinkUnusable, OtherContent, or OutsideError where words are missing.
    """
    question, obj = _locked(usable(token))
    # Once more under the lock: of two answers at the same time the second finds the first.
    usable(token)
    if obj is None:
        raise LinkUnusable("closed", question)
    if shown != question.shown:
        raise OtherContent(_("This form stands for something else. Please look at it again."))
    words = words.strip()
    if answer not in Answer.values:
        raise OutsideError(_("Please choose an answer."))
    if answer == Answer.CHANGES and not words:
        raise OutsideError(_("Please say in your own words what should be changed."))
    question.answer, question.answer_words, question.answered_at = answer, words, timezone.now()
    question.answer_line = gate.record(
        LINES[Answer(answer)],
        obj,
        revision=frozen(question),
        user=None,
        comment=words,
        refers_to=question.asked_line,
    )
    question.save(update_fields=["answer", "answer_words", "answered_at", "answer_line"])
    logger.info("Question %s was answered (%s) about content %s", question.pk, answer, question.content_hash)
    mails.tell_answer(question, obj)
    return question


def _locked(question: Question) -> tuple[Question, Any]:
    """The submission first, as every decision locks it, then the question; with the object, None if it is gone."""
    WorkflowState.objects.select_for_update(of=("self",)).filter(pk=question.workflow_state_id).first()
    question = (
        Question.objects.select_for_update(of=("self",)).select_related("asked_line", "asked_by").get(pk=question.pk)
    )
    return question, object_of(question)


def object_of(question: Question) -> Any:
    """The page or snippet asked about, or None if it has been deleted."""
    model = question.base_content_type.model_class()
    found = model._base_manager.filter(pk=question.object_id).first() if model else None
    return getattr(found, "specific", found)


def frozen(question: Question) -> Revision:
    """The revision with the content that was asked about, whatever autosave has written into it since."""
    revision = question.revision
    revision.content = question.content
    return revision
