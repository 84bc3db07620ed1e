"""What advisers and the office do with cases: take, hand on, call off, record, offer another date."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.handover.services import Draft, targets
from core.handover.services import offer as offer_handover
from core.permissions import grants_of
from mentoring.advice import mails
from mentoring.advice.booking import (
    AdviceError,
    active_booking,
    call_off,
    end_call,
    finish,
    let_choose,
    lock_adviser,
    lock_case,
    note,
    open_call,
)
from mentoring.advice.choices import Channel, State, StepKind, Way
from mentoring.advice.models import Adviser, Booking, CallBack, Case, Tally, regions_on_watch
from mentoring.advice.people import adviser_of
from mentoring.advice.slots import Slot, clashes, is_within_hours


def lock_own(case: Case, user: Any) -> Case:
    """The case in the adviser's own hands. Raises PermissionDenied."""
    locked = lock_case(case.pk)
    if not Case.objects.opened_to(user).filter(pk=locked.pk).exists():
        raise PermissionDenied
    return locked


@transaction.atomic
def take(*, call: CallBack, user: Any) -> Case:
    """An adviser of the region takes a call-back. Raises PermissionDenied, or AdviceError where a colleague was faster."""
    case, adviser = lock_case(call.case_id), adviser_of(user)
    if adviser is None or adviser.region_id != case.region_id or case.contact is None:
        raise PermissionDenied
    if case.adviser_id == adviser.pk:
        return case
    if case.adviser_id is not None or open_call(case) is None:
        raise AdviceError(_("A colleague has taken it already, or it was withdrawn."))
    give(case, adviser)
    if note(case, StepKind.TAKEN, adviser.pk):
        mails.taken(case, adviser, str(adviser.pk))
    return case


def give(case: Case, adviser: Adviser | None) -> None:
    case.adviser = adviser
    case.save(update_fields=["adviser"])


def colleagues(case: Case) -> list[Adviser]:
    """To whom a case can be given: advisers at work, those of its region first."""
    rows = [one for one in Adviser.objects.at_work().select_related("user", "region") if one.pk != case.adviser_id]
    return sorted(rows, key=lambda one: (one.region_id != case.region_id, str(one)))


def may_assign(user: Any, case: Case) -> bool:
    """The regional office: moderators, their deputies, lead editors."""
    regions = regions_on_watch(user)
    return regions is None or case.region_id in regions


@transaction.atomic
def assign(*, case: Case, by: Any, to: Adviser) -> None:
    """The office gives a case to an adviser, without reading it. Raises PermissionDenied or AdviceError."""
    case = lock_case(case.pk)
    if not may_assign(by, case):
        raise PermissionDenied
    _pass_on(case, to)


@transaction.atomic
def hand_on(*, case: Case, by: Any, to: Adviser) -> None:
    """An adviser gives a case to a colleague and no longer sees it. Raises PermissionDenied or AdviceError."""
    _pass_on(lock_own(case, by), to)


def _pass_on(case: Case, to: Adviser) -> None:
    """A date stays where the colleague has time for it and meets in this way; else the person chooses another."""
    if case.contact is None or case.closed_at is not None or to.pk == case.adviser_id:
        raise AdviceError(_("This case cannot be handed on."))
    adviser = lock_adviser(to.pk)
    if adviser is None:
        raise AdviceError(_("This colleague does not advise any more."))
    before = active_booking(case)
    if before is not None and before.starts_at <= timezone.now():
        raise AdviceError(_("The talk has begun already. Please record first what came of it."))
    about = f"{adviser.pk}-{case.steps.count()}"
    give(case, adviser)
    made = None
    if before is not None:
        before.case = case
        made = _same_time(before, adviser)
    if before is not None and made is None:
        call_off(before)
        let_choose(case, StepKind.HANDED_ON, about, booking=before)
    else:
        note(case, StepKind.HANDED_ON, about)
    mails.handed_on(case, adviser, made, about)


def _same_time(before: Booking, adviser: Adviser) -> Booking | None:
    slot = Slot(adviser, before.starts_at, before.ends_at)
    taken = Booking.objects.taking_time(timezone.now()).filter(adviser=adviser)
    fits = is_within_hours(adviser, slot.starts_at, slot.ends_at) and not clashes(slot, taken)
    if not fits or before.way not in adviser.ways:
        return None
    before.state = State.CHANGED
    before.save()
    return Booking.objects.create(
        case=before.case,
        adviser=adviser,
        starts_at=before.starts_at,
        ends_at=before.ends_at,
        way=before.way,
        state=State.CONFIRMED,
        uid=before.uid,
        sequence=before.sequence + 1,
    )


@transaction.atomic
def cancel_by_adviser(*, case: Case, by: Any, reason: str = "") -> None:
    """The date cannot take place; the person chooses another one. Raises PermissionDenied or AdviceError."""
    case = lock_own(case, by)
    booking = active_booking(case)
    if booking is None:
        raise AdviceError(_("There is no date to cancel any more."))
    booking.case = case
    call_off(booking)
    let_choose(case, StepKind.CALLED_OFF, booking.pk, booking=booking, reason=reason)


def _count(case: Case, channel: str, way: str, minutes: int, result: str) -> None:
    Tally.objects.create(
        month=timezone.localdate().replace(day=1),
        region=case.region,
        topic=case.topic,
        channel=channel,
        way=way,
        minutes=minutes,
        result=result,
    )


@transaction.atomic
def record(*, case: Case, by: Any, minutes: int, result: str) -> None:
    """The talk has taken place: counted without the person, and closed. Raises PermissionDenied or AdviceError."""
    case = lock_own(case, by)
    booking, call = active_booking(case), open_call(case)
    if booking is not None and booking.starts_at <= timezone.now():
        booking.state = State.DONE
        booking.save()
        _count(case, Channel.BOOKING, booking.way, minutes, result)
        note(case, StepKind.DONE, booking.pk)
    elif booking is None and call is not None:
        end_call(case, unless=case.adviser_id)
        _count(case, Channel.CALL_BACK, Way.PHONE, minutes, result)
        note(case, StepKind.CALLED, call.pk)
    else:
        raise AdviceError(_("There is nothing to record yet."))
    finish(case)


@transaction.atomic
def miss(*, case: Case, by: Any) -> None:
    """Nobody came: the person is asked kindly to choose another date. Raises PermissionDenied or AdviceError."""
    case = lock_own(case, by)
    booking = active_booking(case)
    if booking is None or booking.starts_at > timezone.now():
        raise AdviceError(_("There is nothing to record yet."))
    booking.state = State.MISSED
    booking.save()
    let_choose(case, StepKind.MISSED, booking.pk, booking=booking)


@transaction.atomic
def offer(*, case: Case, by: Any) -> None:
    """Another talk for the same concern. Raises PermissionDenied or AdviceError."""
    case = lock_own(case, by)
    if active_booking(case) or open_call(case) or case.choose_by:
        raise AdviceError(_("A date is booked or offered already."))
    let_choose(case, StepKind.OFFERED, case.steps.count())


@transaction.atomic
def hand_over(*, case: Case, by: Any, target: str) -> None:
    """The person may go on elsewhere with what they have written. Raises PermissionDenied or AdviceError."""
    case = lock_own(case, by)
    if case.contact is None or target not in targets:
        raise AdviceError(_("This is not offered any more."))
    about = f"{target}-{timezone.localdate()}"
    if not note(case, StepKind.HANDED_OVER, about):
        raise AdviceError(_("The person got this link today already."))
    draft = Draft(
        name=case.name,
        email=case.contact.email,
        text=case.words,
        topics=[case.topic.slug] if case.topic else [],
        region=case.region.slug,
    )
    offer_handover(target=target, draft=draft, language=case.language, key=f"advice-handover-{case.pk}-{about}")


def may_watch(user: Any) -> bool:
    """Whether registers of advice are open to the person at all."""
    grants = grants_of(user)
    return grants.leads or bool(grants.moderates | grants.deputises)
