"""An adviser's hours: changes show first which bookings they hit, and nothing is cancelled without a word."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from mentoring.advice.booking import call_off, let_choose, lock_adviser
from mentoring.advice.choices import State, StepKind
from mentoring.advice.models import Adviser, Booking, Case
from mentoring.advice.people import adviser_of
from mentoring.advice.slots import is_within_hours


class Hit(Exception):
    """The change leaves bookings outside of the hours; for each it must be said whether it is kept."""

    def __init__(self, bookings: list[Booking]) -> None:
        self.bookings = bookings
        super().__init__(len(bookings))


def coming(adviser: Adviser) -> list[Booking]:
    """Confirmed dates that have not begun."""
    rows = Booking.objects.confirmed().filter(adviser=adviser, starts_at__gt=timezone.now())
    return list(rows.select_related("case__contact", "case__region", "case__topic", "adviser__user"))


def outside(adviser: Adviser) -> list[Booking]:
    """Coming dates that lie outside of the hours and are not kept on purpose."""
    return [one for one in coming(adviser) if not one.kept and not is_within_hours(adviser, one.starts_at, one.ends_at)]


@transaction.atomic
def change(
    *,
    user: Any,
    work: Callable[[Adviser], None],
    keep: frozenset[int] = frozenset(),
    cancel: frozenset[int] = frozenset(),
) -> None:
    """Do `work` on the own hours. Raises Hit, with nothing changed, while a booking that it hits is undecided.

    The cases of all coming dates are locked before the adviser, as everywhere; what is booked in between is undecided.
    """
    adviser = adviser_of(user)
    if adviser is None:
        raise PermissionDenied
    cases = {
        case.pk: case
        for case in Case.objects.select_for_update(of=("self",))
        .select_related("contact", "region", "adviser__user")
        .filter(pk__in=[one.case_id for one in coming(adviser)])
        .order_by("pk")
    }
    locked = lock_adviser(adviser.pk)
    if locked is None:
        raise PermissionDenied
    before = {one.pk for one in outside(locked)}
    work(locked)
    fresh = Adviser.objects.with_times().get(pk=locked.pk)
    hit = [one for one in outside(fresh) if one.pk not in before]
    if any(one.pk not in keep | cancel or one.case_id not in cases for one in hit):
        raise Hit(hit)
    for booking in hit:
        booking.case = cases[booking.case_id]
        if booking.pk in cancel:
            call_off(booking)
            let_choose(booking.case, StepKind.CALLED_OFF, booking.pk, booking=booking)
        else:
            booking.kept = True
            booking.save()
    for held in Booking.objects.filter(adviser=fresh, state=State.HELD):
        # Nobody has confirmed these; who still does is shown the free dates.
        if not is_within_hours(fresh, held.starts_at, held.ends_at):
            held.state = State.LAPSED
            held.save()


@transaction.atomic
def keep_booking(*, booking: Booking, user: Any) -> None:
    """An absence has come after the booking; it takes place all the same. Raises PermissionDenied."""
    if adviser_of(user) is None or not Case.objects.opened_to(user).filter(pk=booking.case_id).exists():
        raise PermissionDenied
    Booking.objects.filter(pk=booking.pk).update(kept=True)
