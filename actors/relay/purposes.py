"""What a confirmed address sets off: the message that was kept goes out."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.confirming import Purpose, Shown
from accounts.models import ConfirmedContact
from actors.relay.models import Conversation
from actors.relay.people import new_link
from actors.relay.writing import MESSAGE, consent_wording, deliver
from core.notices import Words

__all__ = ["MESSAGE", "message"]


def _waiting(payload: dict[str, Any]) -> Conversation | None:
    return Conversation.objects.filter(pk=payload["conversation"], contact=None).first()


def _words(payload: dict[str, Any]) -> Words:
    """The mail goes to an address that anybody can have typed in, so it holds nothing that they have typed."""
    conversation = _waiting(payload)
    values = {"name": conversation.name if conversation else ""}
    return Words(
        subject=_("Please confirm your message to %(name)s") % values,
        happened=_("Somebody has given this address to write to %(name)s through the portal.") % values,
        next=_("If it was you, please confirm it within two days. It is delivered only then, without your address."),
        label=_("Look at it and confirm"),
        why=_("You get this mail because your address was typed in when the message was written."),
        otherwise=_("If you do nothing, nothing is delivered, and the message is deleted."),
    )


def _shown(payload: dict[str, Any]) -> Shown | None:
    conversation = _waiting(payload)
    if conversation is None:
        return None
    first = conversation.messages.first()
    return Shown(
        title=_("Your message to %(name)s") % {"name": conversation.name},
        text=_("Have you written this message? Then press the button, and it is delivered."),
        button=_("Confirm and deliver"),
        consent=consent_wording(conversation),
        quote=first.text if first else "",
    )


def _confirmed(contact: ConfirmedContact, payload: dict[str, Any]) -> str:
    conversation = Conversation.objects.get(pk=payload["conversation"])
    sender = deliver(conversation=conversation, contact=contact)
    return reverse("relay:conversation", args=[new_link(sender)])


message = Purpose(words=_words, shown=_shown, confirmed=_confirmed)
