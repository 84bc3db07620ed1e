"""What a confirmed address sets off: the request that was kept goes out."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.confirming import Purpose, Shown
from accounts.models import ConfirmedContact
from core.notices import Words
from mentoring.tandems.asking import REQUEST, begin, consent_wording
from mentoring.tandems.models import Match, State
from mentoring.tandems.people import new_link

__all__ = ["REQUEST", "request"]


def _waiting(payload: dict[str, Any]) -> Match | None:
    return Match.objects.filter(pk=payload["match"], state=State.UNCONFIRMED).first()


def _words(payload: dict[str, Any]) -> Words:
    """The mail goes to an address that anybody can have typed in, so it holds nothing that they have typed."""
    return Words(
        subject=_("Please confirm your request for a mentor"),
        happened=_("Somebody has asked for a mentor with this address."),
        next=_("If it was you, please confirm it within two days. Only then somebody reads it."),
        label=_("Look at it and confirm"),
        why=_("You get this mail because your address was typed in when the request was written."),
        otherwise=_("If you do nothing, nobody reads it, and it is deleted."),
    )


def _shown(payload: dict[str, Any]) -> Shown | None:
    match = _waiting(payload)
    if match is None:
        return None
    return Shown(
        title=_("Your request for a mentor"),
        text=_("Have you written this? Then press the button, and your request goes on its way."),
        button=_("Confirm the request"),
        consent=consent_wording(match),
        quote=f"{match.project}\n\n{match.goal}",
    )


def _confirmed(contact: ConfirmedContact, payload: dict[str, Any]) -> str:
    match = Match.objects.get(pk=payload["match"])
    return reverse("tandems:tandem", args=[new_link(begin(match=match, contact=contact))])


request = Purpose(words=_words, shown=_shown, confirmed=_confirmed)
