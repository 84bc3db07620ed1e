"""Conversations of the contact relay, led by its own services and moved to the days on which they were."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.confirming import contact_for
from actors.models import Actor
from actors.relay import ending, habits, writing
from actors.relay.addressees import find
from actors.relay.models import Conversation, Side, Step
from actors.relay.people import sender_of
from core.workdays import add_working_days, half_time
from portal.demo.content import read

MOMENTS = ("created_at", "delivered_at", "answered_at", "last_at", "ended_at", "escalated_at", "reported_at")
BETWEEN_MESSAGES = timedelta(hours=26)
# One organisation lets readers see how soon it answers.
SHOWS_HABIT = "nachbarschaftshilfe-zschopautal"


def load_conversations() -> None:
    """All of them, unless somebody has written already."""
    if Conversation.objects.exists():
        return
    for entry in read("conversations")["conversation"]:
        _lead(entry)
    actor = Actor.objects.filter(slug=SHOWS_HABIT).first()
    lead = actor and actor.memberships.active_leads().first()
    if actor and lead:
        habits.show(actor=actor, user=lead.user, shown=True)


@transaction.atomic
def _lead(entry: dict[str, Any]) -> None:
    to = find("actor", entry["to"])
    if to is None:
        return
    language = entry.get("language", "de")
    email = f"{entry['slug']}@example.org"
    words = [text.strip() for text in entry["messages"]]
    made = writing.write(
        to=to, name=entry["name"], email=email, purpose=entry["purpose"], text=words[0], language=language
    )
    writing.deliver(conversation=made, contact=contact_for(email=email, language=language))
    sender = sender_of(made)
    recipient = made.participants.filter(side=Side.RECIPIENT).first()
    if recipient is None:
        return
    for number, text in enumerate(words[1:], start=1):
        writing.reply(participant=recipient if number % 2 else sender, text=text)
    if entry.get("silent"):
        writing.escalate(writing.lock(made.pk), Step.Kind.SILENT)
    if entry.get("reported"):
        ending.report(participant=recipient, reason=entry["reported"], words=entry["report_words"])
    if entry.get("ended"):
        ending.end(participant=sender)
    morning = timezone.localtime().replace(hour=9, minute=24) - timedelta(days=entry["days"])
    _move(Conversation.objects.get(pk=made.pk), morning)


def _move(conversation: Conversation, begun: Any) -> None:
    """Let it have begun at that time, one message after the other."""
    answered = begun + BETWEEN_MESSAGES
    last = begun
    for number, message in enumerate(conversation.messages.all()):
        message.written_at = last = begun + number * BETWEEN_MESSAGES
        message.save(update_fields=["written_at"])
    day = timezone.localdate(begun)
    conversation.due_on = add_working_days(day, writing.WORKING_DAYS)
    conversation.remind_on = half_time(day, conversation.due_on)
    moved = {"created_at": begun, "delivered_at": begun, "answered_at": answered}
    for name in MOMENTS:
        if getattr(conversation, name) is not None:
            setattr(conversation, name, moved.get(name, last))
    conversation.save()
    conversation.steps.filter(kind=Step.Kind.DELIVERED).update(at=begun)
    conversation.steps.exclude(kind=Step.Kind.DELIVERED).update(at=answered if conversation.answered_at else last)
