"""What conversations say by mail. No address of the one side ever reaches the other; answers come by the page."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actors.relay.addressees import Addressee
from actors.relay.models import Conversation, Message, Participant, Side, Step
from actors.relay.people import new_link
from core import review
from core.mail import mail_domain
from core.notices import Words, tell, write_to
from core.plain_words import without_links

logger = logging.getLogger(__name__)

INSPECT = "registers_messages_modeladmin_inspect"


def _write(to: Participant, words: Callable[[], Words], key: str) -> None:
    """A mail with a link of its own to the conversation; its Message-ID is kept to notice when it is given up."""
    if to.unreachable_at is not None:
        return
    token, key = new_link(to), f"relay-{key}-{to.pk}"
    to.mail_id = f"<{key}@{mail_domain()}>"
    to.save(update_fields=["mail_id"])
    with translation.override(to.language):
        leave = partial(reverse, "relay:leave", args=[token]) if words().second else None
    action = partial(reverse, "relay:conversation", args=[token])
    write_to(to.email, words, action, language=to.language, key=key, second=leave)


def _values(conversation: Conversation) -> dict[str, Any]:
    due = date_format(conversation.due_on, "DATE_FORMAT") if conversation.due_on else ""
    return {"name": conversation.name, "sender": conversation.sender_name, "day": due}


def _way_out(to: Participant) -> str:
    return _("End the conversation") if to.is_sender else _("End, block or report")


def _not_by_mail() -> str:
    return _("Please do not answer this mail itself: write on the page behind the link. So your address stays with us.")


def first_message(to: Participant, message: Message) -> None:
    conversation = message.conversation

    def words() -> Words:
        values = _values(conversation) | {"purpose": conversation.get_purpose_display()}
        return Words(
            subject=_("%(sender)s has written to you: %(purpose)s") % values,
            happened=_("Through the portal %(sender)s writes to %(name)s: %(purpose)s.") % values,
            quote=without_links(message.text),
            next=_not_by_mail() + " " + _("We have told %(sender)s that an answer comes by %(day)s.") % values,
            label=_("Read and answer"),
            second=_way_out(to),
            why=_("You receive the messages for %(name)s; that is why you get this mail.") % values,
            otherwise=_("If nobody answers by %(day)s, the regional office names somebody else to turn to.") % values,
        )

    _write(to, words, f"first-{message.pk}")


def on_its_way(to: Participant, message: Message) -> None:
    conversation = message.conversation

    def words() -> Words:
        values = _values(conversation)
        return Words(
            subject=_("Your message to %(name)s is on its way") % values,
            happened=_("Your message has gone to %(name)s, and your address stays with us.") % values,
            quote=without_links(message.text),
            next=_(
                "You get a mail as soon as there is an answer. If none has come by %(day)s, we name somebody else to you."
            )
            % values,
            label=_("To your conversation"),
            second=_way_out(to),
            why=_("You have confirmed a message to %(name)s; that is why you get this mail.") % values,
            otherwise=_("You need not do anything. Please keep the link to yourself: it opens your conversation."),
        )

    _write(to, words, f"on-its-way-{message.pk}")


def further_message(to: Participant, message: Message) -> None:
    conversation = message.conversation
    trusted = to.is_sender or conversation.answered_at is not None

    def words() -> Words:
        values = _values(conversation)
        return Words(
            subject=(_("%(name)s has answered you") if to.is_sender else _("%(sender)s has written again")) % values,
            happened=(
                _("%(name)s has answered your message.")
                if to.is_sender
                else _("%(sender)s has written to %(name)s again.")
            )
            % values,
            quote=message.text if trusted else without_links(message.text),
            next=_not_by_mail(),
            label=_("Read and answer"),
            second=_way_out(to),
            why=_why(to) % values,
            otherwise=_(
                "You need not do anything. The conversation ends by itself when nobody has written for 60 days."
            ),
        )

    _write(to, words, f"message-{message.pk}")


def _why(to: Participant) -> str:
    if to.is_sender:
        return _("You have written to %(name)s; that is why you get this mail.")
    return _("You receive the messages for %(name)s; that is why you get this mail.")


def remind(to: Participant, conversation: Conversation) -> None:
    def words() -> Words:
        values = _values(conversation)
        return Words(
            subject=_("%(sender)s is waiting for an answer") % values,
            happened=_("Some days ago %(sender)s has written to %(name)s, and nobody has answered yet.") % values,
            next=_("A short answer is enough, also if you cannot help. We have promised one by %(day)s.") % values,
            label=_("Read and answer"),
            second=_way_out(to),
            why=_("You receive the messages for %(name)s; that is why you get this mail.") % values,
            otherwise=_("If nobody answers by %(day)s, the regional office names somebody else to turn to.") % values,
        )

    _write(to, words, f"reminder-{conversation.pk}")


def other_contact(to: Participant, others: list[Addressee], kind: str) -> None:
    """To the sender: no answer came, but here is who helps."""
    conversation = to.conversation

    def words() -> Words:
        values = _values(conversation) | {"others": " · ".join(_named(other) for other in others)}
        silent = kind == Step.Kind.SILENT
        happened = (
            _("%(name)s has not answered within seven working days. We are sorry.")
            if silent
            else _("Your message to %(name)s could not be delivered: nobody can be reached there now. We are sorry.")
        )
        return Words(
            subject=_("Somebody else for your question to %(name)s") % values,
            happened=happened % values,
            next=(
                _(
                    "These people are glad to help: %(others)s. On the page you can pass your message on to them with one "
                    "button, nothing has to be typed again."
                )
                % values
                if others
                else _("The regional office knows of it and looks after it.")
            ),
            label=_("Pass the message on") if others else _("To your conversation"),
            why=_("You have written to %(name)s; that is why you get this mail.") % values,
            otherwise=_("Should %(name)s answer after all, we pass it on to you.") % values
            if silent
            else _("If you do nothing, nothing is passed on."),
        )

    _write(to, words, f"other-contact-{conversation.pk}")


def _named(other: Addressee) -> str:
    organisation = other.actor.name if other.actor and other.kind != "actor" else ""
    return f"{other.name} ({organisation})" if organisation else other.name


def not_wanted(to: Participant, others: list[Addressee]) -> None:
    """To a sender whom the addressee has blocked."""
    conversation = to.conversation

    def words() -> Words:
        values = _values(conversation) | {"others": " · ".join(_named(other) for other in others)}
        return Words(
            subject=_("Your message to %(name)s was not delivered") % values,
            happened=_("%(name)s does not want further messages from you through the portal.") % values,
            next=_("You can turn to these people instead: %(others)s.") % values if others else "",
            label=_("To your message"),
            why=_("You have written to %(name)s; that is why you get this mail.") % values,
            otherwise=_("If you do nothing, nothing is passed on."),
        )

    _write(to, words, f"not-wanted-{conversation.pk}")


def ended(to: Participant, conversation: Conversation, others: list[Addressee]) -> None:
    def words() -> Words:
        values = _values(conversation) | {"others": " · ".join(_named(other) for other in others)}
        who = _("%(name)s has ended the conversation.") if to.is_sender else _("%(sender)s has ended the conversation.")
        return Words(
            subject=_("The conversation between %(sender)s and %(name)s has ended") % values,
            happened=who % values,
            next=_("If your question is still open, these people are glad to help: %(others)s.") % values
            if others
            else "",
            label=_("Look at the conversation"),
            why=_why(to) % values,
            otherwise=_("You need not do anything. After 90 days everything that was written is deleted."),
        )

    _write(to, words, f"ended-{conversation.pk}")


def reply_lost(to: Participant, conversation: Conversation) -> None:
    """To the recipient: the mail to the sender came back."""

    def words() -> Words:
        values = _values(conversation)
        return Words(
            subject=_("Your answer to %(sender)s could not be delivered") % values,
            happened=_("Mail to %(sender)s comes back; the address does not seem to exist any more.") % values,
            next=_("Your words stay on the page. If %(sender)s opens it, they can be read there.") % values,
            label=_("Look at the conversation"),
            why=_why(to) % values,
            otherwise=_("You need not do anything."),
        )

    _write(to, words, f"reply-lost-{conversation.pk}")


def report_closed(conversation: Conversation) -> None:
    for to in conversation.participants.filter(side=Side.RECIPIENT):
        _write(to, partial(_closed_words, conversation, to), f"report-closed-{conversation.pk}")


def _closed_words(conversation: Conversation, to: Participant) -> Words:
    values = _values(conversation)
    return Words(
        subject=_("Your report about %(sender)s has been looked at") % values,
        happened=_("The regional office has looked at the conversation you reported."),
        quote=conversation.closing_note,
        next="",
        label=_("Look at the conversation"),
        why=_why(to) % values,
        otherwise=_("You need not do anything."),
    )


def office_about_silence(conversation: Conversation, kind: str) -> None:
    """To the regional office: who does not answer, not what was asked."""

    def words() -> Words:
        values = _values(conversation) | {"purpose": conversation.get_purpose_display()}
        return Words(
            subject=_("No answer: message to %(name)s") % values,
            happened=(
                _("A message to %(name)s (%(purpose)s) has had no answer for seven working days.")
                if kind == Step.Kind.SILENT
                else _("A message to %(name)s (%(purpose)s) could not be delivered: nobody can be reached there.")
            )
            % values,
            next=_(
                "The sender has been given another contact. Please find out why nobody answers, and close the case then. "
                "What was written is not shown to you."
            ),
            label=_("To the case"),
            why=_("You get this mail because you look after this region on the portal."),
            otherwise=_("If you do nothing, the case stays open in the register of messages."),
        )

    _to_office(conversation, words, f"relay-office-silence-{conversation.pk}")


def office_about_report(conversation: Conversation) -> None:
    def words() -> Words:
        values = _values(conversation) | {"reason": conversation.get_report_reason_display()}
        return Words(
            subject=_("Reported: message to %(name)s") % values,
            happened=_("%(name)s has reported a conversation: %(reason)s.") % values,
            quote=conversation.report_words,
            next=_("You can read this conversation now. Please say what was done; the person who reported it is told."),
            label=_("To the case"),
            why=_("You get this mail because you look after this region on the portal."),
            otherwise=_("If you do nothing, the case stays open in the register of messages."),
        )

    _to_office(conversation, words, f"relay-office-report-{conversation.pk}")


def _to_office(conversation: Conversation, words: Callable[[], Words], key: str) -> None:
    people = list(review.moderators(conversation.region)) or list(review.lead_editors())
    if not people:
        logger.error("Nobody looks after conversation %s: neither moderators nor lead editors", conversation.pk)
    tell(people, words, partial(reverse, INSPECT, args=[conversation.pk]), key=key)
