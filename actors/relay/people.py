"""Who takes part in a conversation, and how they get in: by a mailed link, or with their account."""

import logging
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import ConfirmedContact
from actors.relay.addressees import Recipient, recipients_of
from actors.relay.models import Conversation, Link, Participant, Side
from core.models import OutboxMessage
from core.tokens import LinkUnusable, hash_of, new_token

logger = logging.getLogger(__name__)


def add_recipients(conversation: Conversation) -> list[Participant]:
    """Those who receive today take part, newcomers included. Senders to themselves only if nobody else is there."""
    found = recipients_of(conversation.kind, conversation.key)
    contact = conversation.contact
    others = [one for one in found if contact is None or one.email.lower() != contact.email.lower()]
    present = {one.email.lower(): one for one in conversation.participants.filter(side=Side.RECIPIENT)}
    return [present.get(one.email.lower()) or _add(conversation, Side.RECIPIENT, one) for one in others or found]


def add_sender(conversation: Conversation, contact: ConfirmedContact, user: Any) -> Participant:
    return _add(
        conversation,
        Side.SENDER,
        Recipient(contact.email, conversation.sender_name, conversation.language, user),
    )


def _add(conversation: Conversation, side: str, one: Recipient) -> Participant:
    return Participant.objects.create(
        conversation=conversation, side=side, email=one.email, name=one.name, language=one.language, user=one.user
    )


def sender_of(conversation: Conversation) -> Participant:
    return conversation.participants.get(side=Side.SENDER)


def reachable(conversation: Conversation) -> list[Participant]:
    """Recipients who still receive for the addressee and whose mail does not come back."""
    emails = {one.email.lower() for one in recipients_of(conversation.kind, conversation.key)}
    rows = conversation.participants.filter(side=Side.RECIPIENT, unreachable_at=None)
    return [one for one in rows if one.email.lower() in emails]


def other_side(participant: Participant) -> list[Participant]:
    """Whom a message of this participant goes to."""
    if participant.is_sender:
        return reachable(participant.conversation)
    return [sender_of(participant.conversation)]


def new_link(participant: Participant) -> str:
    """A further link for this participant; only its hash is kept."""
    token = new_token()
    Link.objects.create(participant=participant, token_hash=hash_of(token))
    return token


def behind_link(token: str) -> Participant:
    """Whose link it is. Raises LinkUnusable, where it is unknown or the person receives nothing here any more."""
    rows = Participant.objects.filter(links__token_hash=hash_of(token))
    participant = rows.select_related("conversation__contact", "conversation__region", "user").first()
    if participant is None:
        logger.info("A link to a conversation was refused: unknown")
        raise LinkUnusable("unknown")
    if not takes_part(participant):
        logger.info("A link to a conversation was refused: no longer entitled (participant %s)", participant.pk)
        raise LinkUnusable("expired", participant)
    return participant


def takes_part(participant: Participant) -> bool:
    """Senders always; recipients while they receive for the addressee."""
    if participant.is_sender:
        return True
    conversation = participant.conversation
    emails = {one.email.lower() for one in recipients_of(conversation.kind, conversation.key)}
    return participant.email.lower() in emails


def participations_of(user: Any) -> QuerySet[Participant]:
    """Where somebody with an account takes part, the latest message first."""
    rows = Participant.objects.filter(Q(user=user) | Q(email__iexact=user.email))
    return rows.select_related("conversation__region", "conversation__contact").order_by("-conversation__last_at", "pk")


def own_rows(rows: QuerySet[Participant]) -> list[Participant]:
    """Where the person still takes part, one row for each conversation: as recipient before as sender."""
    asked: dict[tuple[str, int], set[str]] = {}
    own: dict[int, Participant] = {}
    for row in rows.exclude(conversation__contact=None):
        if not row.is_sender:
            conversation = row.conversation
            addressee = conversation.kind, conversation.key
            if addressee not in asked:
                asked[addressee] = {one.email.lower() for one in recipients_of(*addressee)}
            if row.email.lower() not in asked[addressee]:
                continue
        if row.conversation_id not in own or not row.is_sender:
            own[row.conversation_id] = row
    return list(own.values())


def lost_mail_of(rows: QuerySet[Participant]) -> QuerySet[Participant]:
    """Those whose last mail was given up."""
    failed = OutboxMessage.objects.filter(status=OutboxMessage.Status.FAILED).values("message_id")
    return rows.filter(unreachable_at=None, mail_id__in=failed)


def mark_unreachable(participant: Participant, now: datetime) -> None:
    participant.unreachable_at = now
    participant.save(update_fields=["unreachable_at"])
