"""Writes on conversations: begin, deliver, answer, pass on. Each locks the conversation and tells the other side."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import confirming
from accounts.models import Confirmation, ConfirmedContact
from actors.relay import mails
from actors.relay.addressees import Addressee, alternatives, known
from actors.relay.models import Block, Conversation, Ending, Message, Participant, Side, Step
from actors.relay.people import add_recipients, add_sender, other_side, reachable
from core.consent import record_consent
from core.workdays import add_working_days, half_time

MESSAGE = "relay.message"
WORKING_DAYS = 7
PER_ADDRESS_AND_DAY = 5
# Before the first answer nobody has agreed to a conversation yet; after it, this many messages a day are enough.
MOST_BEFORE_ANSWER = 3
MOST_PER_DAY = 20
# The same words sent twice within this time are one message: somebody has pressed twice.
PRESSED_TWICE = timedelta(minutes=2)


class RelayError(Exception):
    """A step that cannot be taken now; the message is for the person who tried."""


class TooMany(RelayError):
    """More than one person writes in a day."""


class HasEnded(RelayError):
    """Nothing can be written any more."""


def lock(conversation_id: int) -> Conversation:
    """The conversation, serialised: whatever decides about it goes through here."""
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("contact", "actor", "region")
    return rows.get(pk=conversation_id)


@transaction.atomic
def write(
    *, to: Addressee, name: str, email: str, purpose: str, text: str, language: str, user: Any = None
) -> Conversation:
    """Keep a message until its sender has confirmed the address; somebody signed in has done so already.

    Raises TooMany.
    """
    contact = confirming.contact_of(user)
    _refuse_floods(contact, email)
    conversation = Conversation.objects.create(
        kind=to.kind,
        key=to.key,
        name=to.name,
        actor=to.actor,
        region=to.region,
        sender_name=name,
        purpose=purpose,
        language=language,
    )
    Message.objects.create(conversation=conversation, side=Side.SENDER, text=text)
    if contact is not None:
        deliver(conversation=conversation, contact=contact, user=user)
        return lock(conversation.pk)
    try:
        confirming.ask(email=email, purpose=MESSAGE, payload={"conversation": conversation.pk}, language=language)
    except confirming.TooManyQuestions:
        raise TooMany(_too_many()) from None
    return conversation


def _refuse_floods(contact: ConfirmedContact | None, email: str) -> None:
    since = timezone.now() - timedelta(days=1)
    if contact is not None:
        written = Conversation.objects.filter(contact=contact, created_at__gt=since).count()
    else:
        asked = Confirmation.objects.filter(purpose=MESSAGE, created_at__gt=since)
        written = asked.filter(email__iexact=email.strip()).count()
    if written >= PER_ADDRESS_AND_DAY:
        raise TooMany(_too_many())


def _too_many() -> str:
    return _("You have written many messages today. Please go on tomorrow, or call the people of your region.")


@transaction.atomic
def deliver(*, conversation: Conversation, contact: ConfirmedContact, user: Any = None) -> Participant:
    """The sender is known: hand the message to whoever receives today. Called again it does nothing."""
    conversation = lock(conversation.pk)
    if conversation.contact is not None:
        return conversation.participants.get(side=Side.SENDER)
    now = timezone.now()
    conversation.contact = contact
    conversation.last_at = now
    conversation.save(update_fields=["contact", "last_at"])
    sender = add_sender(conversation, contact, user)
    conversation.messages.update(author=sender)
    record_consent(
        purpose=MESSAGE,
        wording=consent_wording(conversation),
        email=contact.email,
        user=user,
        subject=conversation.name,
    )
    if Block.objects.filter(kind=conversation.kind, key=conversation.key, contact=contact).exists():
        finish(conversation, Ending.BLOCKED)
        mails.not_wanted(sender, others(conversation))
        return sender
    recipients = add_recipients(conversation) if known(conversation.kind, conversation.key) else []
    if not recipients:
        finish(conversation, Ending.NOBODY)
        escalate(conversation, Step.Kind.UNREACHABLE)
        return sender
    today = timezone.localdate(now)
    conversation.delivered_at = now
    conversation.due_on = add_working_days(today, WORKING_DAYS)
    conversation.remind_on = half_time(today, conversation.due_on)
    conversation.save(update_fields=["delivered_at", "due_on", "remind_on"])
    note(conversation, Step.Kind.DELIVERED)
    first = conversation.messages.get()
    for recipient in recipients:
        mails.first_message(recipient, first)
    mails.on_its_way(sender, first)
    return sender


def consent_wording(conversation: Conversation) -> str:
    """What the sender agrees to, as the form and the page above the button say it."""
    return _("My message and my name are passed on to %(name)s; my e-mail address is not.") % {
        "name": conversation.name
    }


def note(conversation: Conversation, kind: str) -> bool:
    """Write a step into the ledger; false if it stands there already."""
    _step, created = Step.objects.get_or_create(conversation=conversation, kind=kind)
    return created


def finish(conversation: Conversation, ending: str) -> None:
    conversation.ended_at, conversation.ending = timezone.now(), ending
    conversation.save(update_fields=["ended_at", "ending"])
    note(conversation, Step.Kind.ENDED)


def others(conversation: Conversation) -> list[Addressee]:
    """Whom the sender can turn to instead."""
    return alternatives(
        kind=conversation.kind, key=conversation.key, actor=conversation.actor, region=conversation.region
    )


def escalate(conversation: Conversation, kind: str) -> bool:
    """Silence, or nobody there: the regional office is told, and the sender gets another contact. Once."""
    if conversation.escalated_at is not None or not note(conversation, kind):
        return False
    conversation.escalated_at = timezone.now()
    conversation.save(update_fields=["escalated_at"])
    sender = conversation.participants.get(side=Side.SENDER)
    mails.office_about_silence(conversation, kind)
    mails.other_contact(sender, others(conversation), kind)
    return True


@transaction.atomic
def reply(*, participant: Participant, text: str) -> Message:
    """Write to the other side. Raises HasEnded or TooMany."""
    conversation = lock(participant.conversation_id)
    if conversation.delivered_at is None or not conversation.is_open:
        raise HasEnded(_("The conversation has ended; nothing can be written any more. Your words are still here."))
    now = timezone.now()
    twin = conversation.messages.filter(author=participant, text=text, written_at__gt=now - PRESSED_TWICE).first()
    if twin is not None:
        return twin
    _refuse_pushing(participant, conversation)
    message = Message.objects.create(
        conversation=conversation, author=participant, side=participant.side, text=text, written_at=now
    )
    conversation.last_at = now
    if not participant.is_sender and conversation.answered_at is None:
        conversation.answered_at = now
        note(conversation, Step.Kind.ANSWERED)
    conversation.save(update_fields=["last_at", "answered_at"])
    for other in other_side(participant):
        mails.further_message(other, message)
    if participant.is_sender and not reachable(conversation):
        escalate(conversation, Step.Kind.UNREACHABLE)
    return message


def _refuse_pushing(participant: Participant, conversation: Conversation) -> None:
    own = conversation.messages.filter(author=participant)
    if own.filter(written_at__gt=timezone.now() - timedelta(days=1)).count() >= MOST_PER_DAY:
        raise TooMany(_("These were many messages for one day. Please go on tomorrow; your words are still here."))
    if participant.is_sender and conversation.answered_at is None and own.count() >= MOST_BEFORE_ANSWER:
        raise TooMany(_("Please wait for an answer before you write again. Your words are still here."))


@transaction.atomic
def pass_on(*, participant: Participant, kind: str, slug: str) -> Conversation:
    """Send the first message to one of the other contacts, without typing or confirming it again.

    Raises PermissionDenied, or TooMany. A second time leads to the same conversation.
    """
    conversation = lock(participant.conversation_id)
    contact = conversation.contact
    if not participant.is_sender or contact is None or not may_pass_on(conversation):
        raise PermissionDenied
    to = next((one for one in others(conversation) if (one.kind, one.slug) == (kind, slug)), None)
    if to is None:
        raise PermissionDenied
    made = conversation.passed_on.filter(kind=to.kind, key=to.key).first()
    if made is not None:
        return made
    _refuse_floods(contact, contact.email)
    made = Conversation.objects.create(
        kind=to.kind,
        key=to.key,
        name=to.name,
        actor=to.actor,
        region=to.region,
        sender_name=conversation.sender_name,
        purpose=conversation.purpose,
        language=conversation.language,
        previous=conversation,
    )
    first = conversation.messages.filter(side=Side.SENDER).first()
    Message.objects.create(conversation=made, side=Side.SENDER, text=first.text if first else "")
    note(conversation, Step.Kind.PASSED_ON)
    deliver(conversation=made, contact=contact, user=participant.user)
    return made


def may_pass_on(conversation: Conversation) -> bool:
    """Only where the first one has not answered, or does not want to."""
    return conversation.escalated_at is not None or conversation.ending in {Ending.RECIPIENT, Ending.BLOCKED}
