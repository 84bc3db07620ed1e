"""What people do: hold a date, confirm, move, cancel, ask to be called.

Locks are taken in one order: case, then adviser. Whoever locks an adviser never locks a case after it.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import confirming
from accounts.models import Confirmation, ConfirmedContact
from core.consent import record_consent
from core.models import Region, Topic
from core.workdays import add_working_days, half_time
from mentoring.advice import mails
from mentoring.advice.choices import ACTIVE, State, StepKind
from mentoring.advice.models import Adviser, Booking, CallBack, Case, Step
from mentoring.advice.people import advisers_for
from mentoring.advice.slots import Slot, free_slot

CONFIRM = "advice.case"
HELD_FOR = timedelta(minutes=30)
# A date can be moved or cancelled until then; after that only a call helps.
DEADLINE = timedelta(hours=2)
CHOOSE_WITHIN = timedelta(days=14)
CALL_BACK_DAYS = 3
PER_ADDRESS_AND_DAY = 5


class AdviceError(Exception):
    """A step that cannot be taken now; the message is for the person who tried."""


class SlotTaken(AdviceError):
    """Somebody else was faster, or the date is not offered any more."""


class TooMany(AdviceError):
    """More than one person asks for in a day."""


class TooLate(AdviceError):
    """The deadline is over, or nothing is left to be done."""


@dataclass(frozen=True, slots=True)
class Concern:
    """What a person has typed."""

    name: str
    email: str
    words: str
    region: Region
    language: str
    topic: Topic | None = None
    phone: str = ""
    needs: list[str] = field(default_factory=list)
    needs_words: str = ""


def lock_case(pk: int) -> Case:
    """The case, serialised: whatever decides about it goes through here first."""
    rows = Case.objects.select_for_update(of=("self",))
    return rows.select_related("contact", "region", "topic", "adviser__user").get(pk=pk)


def lock_adviser(pk: int) -> Adviser | None:
    """The adviser, serialised, with all that slots are computed from; None where nobody can be booked."""
    rows = Adviser.objects.at_work().select_for_update(of=("self",)).with_times()
    return rows.filter(pk=pk).first()


def note(case: Case, kind: str, about: object = "") -> bool:
    """Write a step into the ledger; false if it stands there already."""
    _step, created = Step.objects.get_or_create(case=case, kind=kind, about=str(about))
    return created


def _taken() -> SlotTaken:
    return SlotTaken(_("Somebody else has just taken this date. Here are others; all you have typed is still here."))


def _slot(adviser_id: int, starts_at: datetime, way: str, now: datetime) -> Slot:
    """The free slot under the adviser's lock. Raises SlotTaken."""
    adviser = lock_adviser(adviser_id)
    if adviser is None or way not in adviser.ways:
        raise _taken()
    Booking.objects.filter(adviser=adviser, state=State.HELD, held_until__lte=now).update(state=State.LAPSED)
    slot = free_slot(adviser, starts_at, now)
    if slot is None:
        raise _taken()
    return slot


@transaction.atomic
def hold(*, concern: Concern, adviser_id: int, starts_at: datetime, way: str, user: Any = None) -> Case:
    """Keep the date for half an hour, until the mail is confirmed; a proven address books at once.

    Raises SlotTaken or TooMany.
    """
    contact = confirming.contact_of(user)
    _refuse_floods(contact, concern.email)
    now = timezone.now()
    case = _make_case(concern)
    slot = _slot(adviser_id, starts_at, way, now)
    Booking.objects.create(
        case=case,
        adviser=slot.adviser,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        way=way,
        state=State.HELD,
        held_until=now + HELD_FOR,
        made_at=now,
    )
    return _confirm_or_ask(case, concern, contact)


@transaction.atomic
def ask_call_back(*, concern: Concern, user: Any = None) -> Case:
    """No date suits: somebody is to call. Promised from the moment on at which the address is confirmed."""
    contact = confirming.contact_of(user)
    _refuse_floods(contact, concern.email)
    case = _make_case(concern)
    CallBack.objects.create(case=case)
    return _confirm_or_ask(case, concern, contact)


def _make_case(concern: Concern) -> Case:
    return Case.objects.create(
        region=concern.region,
        topic=concern.topic,
        name=concern.name,
        phone=concern.phone,
        words=concern.words,
        needs=concern.needs,
        needs_words=concern.needs_words,
        language=concern.language,
    )


def _confirm_or_ask(case: Case, concern: Concern, contact: ConfirmedContact | None) -> Case:
    if contact is not None:
        return confirm(case=case, contact=contact)
    try:
        confirming.ask(email=concern.email, purpose=CONFIRM, payload={"case": case.pk}, language=concern.language)
    except confirming.TooManyQuestions:
        raise TooMany(_too_many()) from None
    return case


def _refuse_floods(contact: ConfirmedContact | None, email: str) -> None:
    since = timezone.now() - timedelta(days=1)
    if contact is not None:
        asked = Case.objects.filter(contact=contact, created_at__gt=since).count()
    else:
        rows = Confirmation.objects.filter(purpose=CONFIRM, created_at__gt=since)
        asked = rows.filter(email__iexact=email.strip()).count()
    if asked >= PER_ADDRESS_AND_DAY:
        raise TooMany(_too_many())


def _too_many() -> str:
    return _("You have asked for much advice today. Please go on tomorrow, or call the people of your region.")


def consent_wording() -> str:
    return _("My details and what I have written are shown to the adviser who looks after it.")


@transaction.atomic
def confirm(*, case: Case, contact: ConfirmedContact) -> Case:
    """The address is right. A hold that ran out is booked if the date is still free; else others are offered."""
    case = lock_case(case.pk)
    if case.contact is not None:
        return case
    now = timezone.now()
    case.contact = contact
    case.save(update_fields=["contact"])
    record_consent(purpose=CONFIRM, wording=consent_wording(), email=contact.email, subject=case.region.name)
    call = case.call_backs.first()
    if call is not None:
        _promise_call(call, case, now)
        return case
    booking = case.bookings.select_related("adviser__user").get()
    adviser = lock_adviser(booking.adviser_id)
    booking.refresh_from_db(fields=["state", "held_until"])
    is_held = booking.state == State.HELD and booking.held_until is not None and booking.held_until > now
    if booking.state == State.HELD and not is_held:
        booking.state = State.LAPSED
        booking.save()
    if adviser is None or not (is_held or free_slot(adviser, booking.starts_at, now)):
        booking.state = State.LAPSED
        booking.save()
        let_choose(case, StepKind.TOO_LATE, booking.pk)
        return case
    booking.case, booking.adviser = case, adviser
    booking.state, booking.held_until = State.CONFIRMED, None
    booking.save()
    case.adviser = adviser
    case.save(update_fields=["adviser"])
    if note(case, StepKind.BOOKED, booking.pk):
        mails.booked(booking)
    return case


def _promise_call(call: CallBack, case: Case, now: datetime) -> None:
    today = timezone.localdate(now)
    call.case = case
    call.due_on = add_working_days(today, CALL_BACK_DAYS)
    call.remind_on = half_time(today, call.due_on)
    call.save()
    if note(case, StepKind.CALL_BACK, call.pk):
        mails.call_back_asked(call, advisers_for(case.region_id, topic=case.topic_id) or advisers_for(case.region_id))


def let_choose(case: Case, kind: str, about: object, *, booking: Booking | None = None, reason: str = "") -> None:
    """The person may choose another date without typing anything again."""
    case.choose_by, case.closed_at = timezone.localdate() + CHOOSE_WITHIN, None
    case.save(update_fields=["choose_by", "closed_at"])
    if note(case, kind, about):
        mails.choose_again(case, kind, str(about), booking=booking, reason=reason)


def finish(case: Case) -> None:
    case.closed_at, case.choose_by = timezone.now(), None
    case.save(update_fields=["closed_at", "choose_by"])


def active_booking(case: Case) -> Booking | None:
    return case.bookings.filter(state__in=ACTIVE).select_related("adviser__user", "adviser__region").first()


def open_call(case: Case) -> CallBack | None:
    return case.call_backs.filter(ended_at=None).first()


def may_still_change(booking: Booking, now: datetime | None = None) -> bool:
    return booking.state == State.CONFIRMED and (now or timezone.now()) < booking.starts_at - DEADLINE


def may_choose(case: Case) -> bool:
    """Whether another date can be chosen for it now."""
    if case.contact_id is None or case.closed_at is not None:
        return False
    booking = active_booking(case)
    return may_still_change(booking) if booking else True


@transaction.atomic
def choose(*, case: Case, adviser_id: int, starts_at: datetime, way: str) -> Booking:
    """Another date for the same concern. Raises SlotTaken or TooLate."""
    case = lock_case(case.pk)
    if not may_choose(case):
        raise TooLate(_("This date cannot be moved any more. Please call the regional office."))
    before = active_booking(case)
    slot = _slot(adviser_id, starts_at, way, timezone.now())
    if before is not None:
        before.case, before.state = case, State.CHANGED
        before.save()
    end_call(case, unless=slot.adviser.pk)
    made = Booking(
        case=case,
        adviser=slot.adviser,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        way=way,
        state=State.CONFIRMED,
    )
    if before is not None:
        made.uid, made.sequence = before.uid, before.sequence + 1
    made.save()
    case.adviser, case.choose_by = slot.adviser, None
    case.save(update_fields=["adviser", "choose_by"])
    if before is not None:
        note(case, StepKind.CHANGED, made.pk)
        mails.moved(made, before)
    elif note(case, StepKind.BOOKED, made.pk):
        mails.booked(made)
    return made


def end_call(case: Case, *, unless: int | None = None) -> bool:
    """Nobody need call any more; whoever has taken it is told."""
    call = open_call(case)
    if call is None:
        return False
    call.case, call.ended_at = case, timezone.now()
    call.save(update_fields=["ended_at"])
    if case.adviser_id != unless:
        mails.withdrawn_call(call)
    return True


@transaction.atomic
def cancel(*, case: Case) -> None:
    """The person gives the date back, or withdraws the request. Done already is as good. Raises TooLate."""
    case = lock_case(case.pk)
    if case.contact is None or case.closed_at is not None:
        return
    booking = active_booking(case)
    if booking is None:
        end_call(case)
        finish(case)
        if note(case, StepKind.WITHDRAWN, case.steps.count()):
            mails.closed(case, StepKind.WITHDRAWN, str(case.steps.count()))
        return
    if not may_still_change(booking):
        raise TooLate(_("It is too late to cancel here. Please call the regional office."))
    booking.case = case
    call_off(booking)
    finish(case)
    if note(case, StepKind.CANCELLED, booking.pk):
        mails.cancelled(booking)


def call_off(booking: Booking) -> None:
    """The date is free again, and calendars hear of it."""
    booking.state, booking.sequence = State.CANCELLED, booking.sequence + 1
    booking.save()
