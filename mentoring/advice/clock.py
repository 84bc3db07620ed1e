"""What is due about advice. Each step is written into the ledger with its mail; what is done is not done again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.desk import hours
from core.workdays import add_working_days
from mentoring.advice import mails
from mentoring.advice.advising import give
from mentoring.advice.booking import active_booking, call_off, finish, let_choose, lock_case, note, open_call
from mentoring.advice.choices import State, StepKind
from mentoring.advice.models import Adviser, Booking, CallBack, Case
from mentoring.advice.people import advisers_for, lost_mail_of
from mentoring.advice.timetable import outside

DAY_BEFORE = timedelta(hours=24)
RECORD_AFTER, GIVE_UP_AFTER = 1, 10


def do_due(now: datetime) -> int:
    today = timezone.localdate(now)
    done = _each(lost_mail_of(Case.objects.open()), lambda case: _lost(case, now))
    done += sum(_left(adviser, now) for adviser in _gone_with_cases())
    done += Booking.objects.filter(state=State.HELD, held_until__lte=now).update(state=State.LAPSED)
    soon = Booking.objects.confirmed().filter(starts_at__gt=now, starts_at__lte=now + DAY_BEFORE)
    done += _each_about(soon, StepKind.REMINDED, _remind)
    done += _each(Case.objects.open().filter(choose_by__lt=today), _not_chosen)
    if hours.is_open(now):
        over = Booking.objects.confirmed().filter(ends_at__lt=now)
        done += _each_about(over, StepKind.ASKED_RECORD, lambda row: _ask_record(row, today))
        done += _each_about(over, StepKind.UNRECORDED, lambda row: _unrecorded(row, today))
        calls = CallBack.objects.open()
        half = calls.filter(remind_on__lte=today, due_on__gte=today)
        done += _each_about(half, StepKind.CALL_BACK_HALF, _call_back_half)
        done += _each_about(calls.filter(due_on__lt=today), StepKind.CALL_BACK_LATE, mails.call_back_late)
        done += _ask_about_outside()
    return done


def _each(rows: QuerySet[Case], work: Callable[[Case], None]) -> int:
    """Every case in a transaction of its own, looked at again under its lock."""
    done = 0
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            case = lock_case(pk)
            if rows.filter(pk=pk).exists():
                work(case)
                done += 1
    return done


def _each_about(rows: QuerySet[Any], kind: str, work: Callable[[Any], Any]) -> int:
    """Every booking or call-back whose step is not in the ledger yet; `work` gives False where it is not its time."""
    done = 0
    for pk, case_id in list(rows.order_by("pk").values_list("pk", "case_id")):
        with transaction.atomic():
            case = lock_case(case_id)
            row = rows.filter(pk=pk).first()
            if row is None or case.steps.filter(kind=kind, about=str(pk)).exists():
                continue
            row.case = case
            if work(row) is not False:
                note(case, kind, pk)
                done += 1
    return done


def _remind(booking: Booking) -> bool | None:
    """Whoever has booked within the last day needs no reminder."""
    if booking.made_at > booking.starts_at - DAY_BEFORE:
        return False
    mails.reminder(booking)
    return None


def _ask_record(booking: Booking, today: Any) -> bool | None:
    if add_working_days(timezone.localdate(booking.ends_at), RECORD_AFTER) > today:
        return False
    mails.ask_record(booking)
    return None


def _unrecorded(booking: Booking, today: Any) -> bool | None:
    if add_working_days(timezone.localdate(booking.ends_at), GIVE_UP_AFTER) > today:
        return False
    booking.state = State.UNRECORDED
    booking.save()
    finish(booking.case)
    mails.office_about(booking.case, StepKind.UNRECORDED, str(booking.pk), booking=booking)
    return None


def _call_back_half(call: CallBack) -> None:
    case = call.case
    who = [case.adviser] if case.adviser else advisers_for(case.region_id)
    mails.call_back_waits(call, who, "half")


def _not_chosen(case: Case) -> None:
    """A call or a date may have come in between; then nothing is closed."""
    if active_booking(case) or open_call(case):
        case.choose_by = None
        case.save(update_fields=["choose_by"])
        return
    about = str(case.choose_by)
    finish(case)
    if note(case, StepKind.NOT_CHOSEN, about):
        mails.closed(case, StepKind.NOT_CHOSEN, about)


def _lost(case: Case, now: datetime) -> None:
    case.unreachable_at = now
    case.save(update_fields=["unreachable_at"])
    if note(case, StepKind.UNREACHABLE):
        mails.adviser_about_lost_mail(case)
        mails.office_about(case, StepKind.UNREACHABLE, "")


def _gone_with_cases() -> list[Adviser]:
    return list(Adviser.objects.gone().filter(cases__closed_at=None, cases__isnull=False).distinct())


@transaction.atomic
def _left(adviser: Adviser, now: datetime) -> int:
    """Nobody who waits for this adviser is left alone; the office hears of it once."""
    rows = Case.objects.open().filter(adviser=adviser).order_by("pk")
    told: list[Case] = []
    for pk in list(rows.values_list("pk", flat=True)):
        case = lock_case(pk)
        booking, call = active_booking(case), open_call(case)
        if case.closed_at or case.adviser_id != adviser.pk:
            continue
        if booking is not None and booking.starts_at <= now:
            # The talk is over or goes on; what came of it is asked for as always.
            continue
        give(case, None)
        told.append(case)
        if booking is not None:
            booking.case = case
            call_off(booking)
            let_choose(case, StepKind.ADVISER_LEFT, booking.pk, booking=booking)
        elif call is not None:
            call.case = case
            mails.call_back_waits(call, advisers_for(case.region_id), f"again-{adviser.pk}")
    if told:
        mails.office_about(told[0], StepKind.ADVISER_LEFT, f"{adviser.pk}-{timezone.localdate(now)}")
    return len(told)


def _ask_about_outside() -> int:
    """Absences and new holidays come after bookings; the adviser decides about each once."""
    done = 0
    for adviser in Adviser.objects.at_work().with_times():
        rows = Booking.objects.filter(pk__in=[one.pk for one in outside(adviser)])
        done += _each_about(rows, StepKind.OUTSIDE, mails.ask_about_outside)
    return done
