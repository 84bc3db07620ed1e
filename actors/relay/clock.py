"""What is due about conversations: reminders, silence, mail that came back, and an end to what is long over."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from actors.relay import mails
from actors.relay.models import QUIET, Conversation, Ending, Participant, Side, Step
from actors.relay.people import add_recipients, lost_mail_of, mark_unreachable, reachable
from actors.relay.writing import escalate, finish, lock, note
from core.desk import hours
from core.regular_work import each


def do_due(now: datetime) -> int:
    """Each step is written into the ledger with its mail; what is done is not done again."""
    done = _lost_mail(now)
    waiting, today = Conversation.objects.waiting(), timezone.localdate(now)
    if hours.is_open(now):
        done += each(waiting.filter(due_on__lt=today), _silent)
        half = waiting.filter(reminded_at=None, remind_on__lte=today, due_on__gte=today)
        done += each(half, lambda row: _remind(row, now))
    return done + each(Conversation.objects.open().filter(last_at__lt=now - QUIET), _quiet)


def _remind(conversation: Conversation, now: datetime) -> None:
    """Whoever receives by now is reminded; where nobody is left, the sender need not wait any longer."""
    conversation.reminded_at = now
    conversation.save(update_fields=["reminded_at"])
    add_recipients(conversation)
    people = reachable(conversation)
    if not people:
        escalate(conversation, Step.Kind.UNREACHABLE)
    elif note(conversation, Step.Kind.REMINDED):
        for person in people:
            mails.remind(person, conversation)


def _silent(conversation: Conversation) -> None:
    escalate(conversation, Step.Kind.SILENT)


def _lost_mail(now: datetime) -> int:
    """The conversation is locked before its people, as everywhere else."""
    done = 0
    lost = lost_mail_of(Participant.objects.filter(conversation__ended_at=None)).order_by("pk")
    for pk, conversation_id in list(lost.values_list("pk", "conversation_id")):
        with transaction.atomic():
            conversation = lock(conversation_id)
            participant = lost_mail_of(Participant.objects.filter(pk=pk)).first()
            if participant is not None and conversation.is_open:
                _lost(participant, conversation, now)
                done += 1
    return done


def _lost(participant: Participant, conversation: Conversation, now: datetime) -> None:
    """A mail was given up. The other side is told, unless somebody else still gets it."""
    mark_unreachable(participant, now)
    if participant.is_sender:
        if conversation.answered_at and note(conversation, Step.Kind.REPLY_LOST):
            for person in conversation.participants.filter(side=Side.RECIPIENT):
                mails.reply_lost(person, conversation)
    elif not reachable(conversation):
        escalate(conversation, Step.Kind.UNREACHABLE)


def _quiet(conversation: Conversation) -> None:
    finish(conversation, Ending.QUIET)
