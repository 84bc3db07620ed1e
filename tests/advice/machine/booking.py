"""People, advisers, the office and the clock do random things; what has to hold is looked at after each."""

from collections import Counter
from datetime import datetime, time, timedelta
from random import Random
from typing import Any, ClassVar

import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from accounts.confirming import contact_for
from accounts.models import Absence, RegionRole
from core.models import OutboxMessage
from mentoring.advice import advising, booking, timetable
from mentoring.advice.choices import ACTIVE, Result, State
from mentoring.advice.clock import do_due
from mentoring.advice.models import Adviser, Booking, CallBack, Case, Hours, Step
from mentoring.advice.people import advisers_for
from mentoring.advice.slots import free_slots, is_within_hours
from tests.advice.conftest import BERLIN, concern, make_desk
from tests.factories import make_adviser, make_moderator

START = datetime(2026, 10, 22, 9, tzinfo=BERLIN)
REFUSED = (PermissionDenied, booking.AdviceError, timetable.Hit)
DEEDS = (
    *["hold"] * 5, *["confirm"] * 6, *["call_me"] * 2, *["move"] * 4, *["cancel"] * 2, *["wait"] * 5, *["take"] * 2,
    *["record"] * 3, "miss", "offer", *["hand_on"] * 2, "assign", "call_off", "drop_hours", "add_hours", "go_away", "leave",
)  # fmt: skip
# Steps and what is mailed for each, by a part of the Message-ID that stands once for each.
PERSON_MAILS = {
    "booked": "booked-{about}", "changed": "moved-{about}", "cancelled": "cancelled-{about}",
    "reminded": "reminder-{about}", "called_off": "choose-called_off-{case}-{about}",
    "adviser_left": "choose-adviser_left-{case}-{about}", "missed": "choose-missed-{case}-{about}",
    "too_late": "choose-too_late-{case}-{about}", "offered": "choose-offered-{case}-{about}",
    "call_back": "call-back-{about}", "taken": "taken-{case}-{about}", "call_back_late": "call-back-late-{about}",
    "not_chosen": "closed-not_chosen-{case}-{about}",
}  # fmt: skip


class Advice(RuleBasedStateMachine):
    """Three advisers of a region, one of whom may leave; a moderator; people with one address each."""

    taken: ClassVar[Counter[str]] = Counter()
    runs: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).runs += 1
        self.steps, self.gone = 0, False
        self.point = transaction.savepoint()
        self.now = time_machine.travel(START, tick=False)
        self.traveller = self.now.start()
        self.office = make_moderator("chemnitz")
        opened = [(day, time(10), time(12)) for day in (0, 3, 4, 6)]
        self.desks = [make_desk(user=make_adviser("chemnitz"), hours=opened, notice_hours=3) for _one in range(3)]

    def teardown(self) -> None:
        self.now.stop()
        transaction.savepoint_rollback(self.point)

    @rule(chance=st.integers(0, 2**24 - 1))
    def step(self, chance: int) -> None:
        """One deed; run and step count too, because Hypothesis repeats small numbers."""
        self.steps += 1
        dice = Random(f"{self.runs} {self.steps} {chance}")
        deed = dice.choice(DEEDS)
        note(deed)
        try:
            with transaction.atomic():
                getattr(self, deed)(dice)
        except REFUSED:
            return
        self.taken[deed] += 1

    def _case(self, dice: Random, **wanted: Any) -> Case:
        rows = list(Case.objects.filter(**wanted).order_by("pk"))
        if not rows:
            raise PermissionDenied
        return dice.choice(rows)

    def _own(self, dice: Random) -> tuple[Case, Any]:
        case = self._case(dice, closed_at=None, adviser__isnull=False)
        return case, case.adviser and case.adviser.user

    def _slot(self, dice: Random) -> Any:
        free = free_slots(advisers_for(self.desks[0].region_id), timezone.now())[:6]
        if not free:
            raise PermissionDenied
        return dice.choice(free)

    def hold(self, dice: Random) -> None:
        slot = self._slot(dice)
        email = f"p{self.steps}@example.org"
        booking.hold(concern=concern(email=email), adviser_id=slot.adviser.pk, starts_at=slot.starts_at, way="phone")

    def call_me(self, dice: Random) -> None:
        booking.ask_call_back(concern=concern(email=f"p{self.steps}@example.org"))

    def confirm(self, dice: Random) -> None:
        case = self._case(dice, contact=None)
        booking.confirm(case=case, contact=contact_for(email=f"c{case.pk}@example.org", language="de"))

    def move(self, dice: Random) -> None:
        slot = self._slot(dice)
        booking.choose(
            case=self._case(dice, closed_at=None), adviser_id=slot.adviser.pk, starts_at=slot.starts_at, way="video"
        )

    def cancel(self, dice: Random) -> None:
        booking.cancel(case=self._case(dice, closed_at=None))

    def wait(self, dice: Random) -> None:
        over = Booking.objects.confirmed().filter(ends_at__gt=timezone.now()).order_by("ends_at").first()
        if over is not None and dice.random() < 0.4:
            self.traveller.move_to(over.ends_at)
        else:
            self.traveller.shift(timedelta(minutes=dice.choice([20, 40, 600, 1500, 4000])))
        do_due(timezone.now())
        before = OutboxMessage.objects.count()
        do_due(timezone.now())
        assert OutboxMessage.objects.count() == before, "regular work repeated itself"

    def take(self, dice: Random) -> None:
        calls = list(CallBack.objects.free())
        if not calls:
            raise PermissionDenied
        advising.take(call=dice.choice(calls), user=dice.choice(self.desks).user)

    def record(self, dice: Random) -> None:
        case, user = self._own(dice)
        advising.record(case=case, by=user, minutes=dice.randrange(1, 90), result=dice.choice(Result.values))

    def miss(self, dice: Random) -> None:
        case, user = self._own(dice)
        advising.miss(case=case, by=user)

    def offer(self, dice: Random) -> None:
        case = self._case(dice, adviser__isnull=False)
        advising.offer(case=case, by=case.adviser and case.adviser.user)

    def hand_on(self, dice: Random) -> None:
        case, user = self._own(dice)
        advising.hand_on(case=case, by=user, to=dice.choice(self.desks))

    def assign(self, dice: Random) -> None:
        advising.assign(case=self._case(dice, closed_at=None), by=self.office, to=dice.choice(self.desks))

    def call_off(self, dice: Random) -> None:
        case, user = self._own(dice)
        advising.cancel_by_adviser(case=case, by=user)

    def drop_hours(self, dice: Random) -> None:
        """First without an answer about what it hits, then with one."""
        desk = dice.choice(self.desks)
        row = desk.hours.first()
        if row is None:
            raise PermissionDenied

        def work(one: Adviser) -> None:
            one.hours.filter(pk=row.pk).delete()

        try:
            with transaction.atomic():
                timetable.change(user=desk.user, work=work)
        except timetable.Hit as hit:
            keys = {one.pk for one in hit.bookings}
            kept = frozenset(pk for pk in keys if dice.random() < 0.5)
            timetable.change(user=desk.user, work=work, keep=kept, cancel=frozenset(keys - kept))

    def add_hours(self, dice: Random) -> None:
        Hours.objects.create(adviser=dice.choice(self.desks), weekday=dice.randrange(7), starts=time(23), ends=time(3))

    def go_away(self, dice: Random) -> None:
        day = timezone.localdate() + timedelta(days=dice.randrange(5))
        Absence.objects.create(person=dice.choice(self.desks).user, starts_on=day, ends_on=day)

    def leave(self, dice: Random) -> None:
        if self.gone or self.steps < 8:
            raise PermissionDenied
        self.gone = True
        RegionRole.objects.filter(user=self.desks[2].user).delete()
        self.desks[2].user._portal_roles = None  # type: ignore[union-attr]
        do_due(timezone.now())

    @invariant()
    def no_two_bookings_overlap(self) -> None:
        last: dict[int, Booking] = {}
        for row in Booking.objects.taking_time(timezone.now()).order_by("starts_at"):
            before = last.get(row.adviser_id)
            assert before is None or before.ends_at <= row.starts_at, (before, row)
            last[row.adviser_id] = row

    @invariant()
    def every_booking_lies_in_what_was_offered(self) -> None:
        """While it is to come, and unless it is kept on purpose or an absence has come over it.

        A talk that has begun and waits for its record no longer binds the hours.
        """
        for desk in Adviser.objects.with_times():
            away = {day.starts_on for day in Absence.objects.filter(person=desk.user)}
            for row in desk.bookings.filter(state__in=ACTIVE, kept=False, starts_at__gt=timezone.now()):
                days = {timezone.localdate(row.starts_at), timezone.localdate(row.ends_at)}
                assert days & away or is_within_hours(desk, row.starts_at, row.ends_at), row

    @invariant()
    def nothing_leads_nowhere(self) -> None:
        """Every open case has a date, a call or a choice."""
        for case in Case.objects.open():
            assert booking.active_booking(case) or booking.open_call(case) or case.choose_by, case.pk
        assert not Booking.objects.filter(state=State.CONFIRMED, case__closed_at__isnull=False).exists()

    @invariant()
    def every_step_has_its_mail_once(self) -> None:
        sent = Counter(OutboxMessage.objects.values_list("message_id", flat=True))
        assert not sent or max(sent.values()) == 1
        keys = {key.split("@")[0].removeprefix("<advice-") for key in sent}
        for kind, case, about in Step.objects.values_list("kind", "case_id", "about"):
            if kind in PERSON_MAILS:
                assert PERSON_MAILS[kind].format(case=case, about=about) in keys, (kind, case, about)
