"""The log of consent: what somebody agreed to, in the words they were shown."""

from typing import Any

from core.models import ConsentEvent

DEPICTED_PERSONS = "depicted_persons"


def record_consent(
    *, purpose: str, wording: str, email: str, user: Any = None, subject: str = "", given: bool = True
) -> ConsentEvent:
    """Write one act of giving (or taking back) consent. `wording` is the sentence as it was shown."""
    return ConsentEvent.objects.create(
        user=user, email=email, purpose=purpose, subject=subject[:200], wording=str(wording), given=given
    )


def has_consent(*, purpose: str, email: str) -> bool:
    """Whether the newest act of this person for this purpose gives consent."""
    newest = ConsentEvent.objects.filter(purpose=purpose, email__iexact=email).first()
    return newest is not None and newest.given
