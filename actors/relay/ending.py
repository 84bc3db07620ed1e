"""Ways out of a conversation: end, block, report; and the regional office that closes a case."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.relay import mails
from actors.relay.models import Block, Conversation, Ending, Participant, ReportReason, Step
from actors.relay.people import other_side
from actors.relay.writing import HasEnded, RelayError, finish, lock, note
from actors.relay.writing import others as others_of
from core.permissions import grants_of


@transaction.atomic
def end(*, participant: Participant) -> None:
    """Either side may. Ended already is as good."""
    conversation = lock(participant.conversation_id)
    if not conversation.is_open:
        return
    finish(conversation, Ending.SENDER if participant.is_sender else Ending.RECIPIENT)
    _tell_of_end(participant, conversation)


@transaction.atomic
def block(*, participant: Participant) -> None:
    """The recipient wants no further messages of this person; the conversation ends. Raises PermissionDenied."""
    conversation = lock(participant.conversation_id)
    if participant.is_sender or conversation.contact is None:
        raise PermissionDenied
    Block.objects.get_or_create(kind=conversation.kind, key=conversation.key, contact=conversation.contact)
    note(conversation, Step.Kind.BLOCKED)
    if conversation.is_open:
        finish(conversation, Ending.BLOCKED)
        _tell_of_end(participant, conversation)


@transaction.atomic
def report(*, participant: Participant, reason: str, words: str) -> None:
    """The recipient opens this conversation to the regional office, and blocks the person.

    Raises PermissionDenied, or HasEnded where it is reported already.
    """
    conversation = lock(participant.conversation_id)
    if participant.is_sender or reason not in ReportReason.values:
        raise PermissionDenied
    if conversation.report_reason:
        raise HasEnded(_("This conversation has been reported already."))
    conversation.report_reason, conversation.report_words = reason, words
    conversation.reported_at, conversation.closed_at = timezone.now(), None
    conversation.save(update_fields=["report_reason", "report_words", "reported_at", "closed_at"])
    note(conversation, Step.Kind.REPORTED)
    mails.office_about_report(conversation)
    block(participant=participant)


def _tell_of_end(participant: Participant, conversation: Conversation) -> None:
    for other in other_side(participant):
        others = others_of(conversation) if other.is_sender else []
        mails.ended(other, conversation, others)


def may_read(user: Any, conversation: Conversation) -> bool:
    """What was written is for the office of the region alone, and only where the recipient has reported it."""
    if not conversation.report_reason:
        return False
    grants = grants_of(user)
    return grants.moderates_in(conversation.region_id) or conversation.region_id in grants.deputises


def may_close(user: Any, conversation: Conversation) -> bool:
    """Moderators of the region, and those who stand in for them."""
    grants = grants_of(user)
    return grants.moderates_in(conversation.region_id) or conversation.region_id in grants.deputises


@transaction.atomic
def close(*, conversation: Conversation, by: Any, words: str) -> None:
    """The office has done what was to be done; whoever reported is told. Raises PermissionDenied or RelayError."""
    conversation = lock(conversation.pk)
    if not may_close(by, conversation):
        raise PermissionDenied
    if conversation.closed_at or not (conversation.escalated_at or conversation.report_reason):
        raise RelayError(_("There is nothing left to close here."))
    conversation.closed_at, conversation.closed_by, conversation.closing_note = timezone.now(), by, words
    conversation.save(update_fields=["closed_at", "closed_by", "closing_note"])
    note(conversation, Step.Kind.CLOSED)
    if conversation.report_reason:
        mails.report_closed(conversation)
