"""What a confirmed address sets off: the date is booked, or the call is promised."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.confirming import Purpose, Shown
from accounts.models import ConfirmedContact
from core.notices import Words
from mentoring.advice.booking import active_booking, confirm, consent_wording
from mentoring.advice.models import Case
from mentoring.advice.people import new_link
from mentoring.advice.retention_rules import UNCONFIRMED
from mentoring.advice.words import booking_in_words


def _waiting(payload: dict[str, Any]) -> Case | None:
    return Case.objects.filter(pk=payload["case"], contact=None).first()


def _words(payload: dict[str, Any]) -> Words:
    """The mail goes to an address that anybody can have typed in, so it holds nothing that they have typed."""
    case = _waiting(payload)
    is_call = bool(case and case.call_backs.exists())
    return Words(
        subject=_("Please confirm your request for a call") if is_call else _("Please confirm your date for advice"),
        happened=_("Somebody has given this address to ask for advice on the portal."),
        next=(
            _("If it was you, please confirm it within one day. Then somebody calls.")
            if is_call
            else _("If it was you, please confirm it within 30 minutes: so long the date is kept for you.")
        ),
        label=_("Look at it and confirm"),
        why=_("You get this mail because your address was typed in when advice was asked for."),
        otherwise=_("If you do nothing, the date is free again, and everything is deleted after one day."),
    )


def _shown(payload: dict[str, Any]) -> Shown | None:
    case = _waiting(payload)
    if case is None:
        return None
    booking = active_booking(case)
    if case.call_backs.exists():
        title, text = _("Your request for a call"), _("Press the button, and somebody calls you.")
    elif booking is not None:
        title = _("Your date for advice")
        text = _("%(date)s. Press the button, and it is yours.") % {"date": booking_in_words(booking)}
    else:
        title = _("Your date for advice")
        text = _(
            "The half hour is over. Press the button: if the date is still free, it is yours; else you choose another "
            "one, and nothing has to be typed again."
        )
    return Shown(title=title, text=text, button=_("Confirm"), consent=consent_wording(), quote=case.words)


def _confirmed(contact: ConfirmedContact, payload: dict[str, Any]) -> str:
    case = confirm(case=Case.objects.get(pk=payload["case"]), contact=contact)
    page = "change" if case.choose_by else "case"
    return reverse(f"advice:{page}", args=[new_link(case)])


case_confirmed = Purpose(words=_words, shown=_shown, confirmed=_confirmed, valid_for=UNCONFIRMED)
