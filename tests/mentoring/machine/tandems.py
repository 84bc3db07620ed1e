"""Random deeds of mentees, mentors, the team and the clock, and what has to hold after each of them."""

import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from core.workdays import add_working_days
from mentoring.models import Mentor
from mentoring.tandems import asking, clock, deciding, steering, walking
from mentoring.tandems.actions import possible
from mentoring.tandems.models import HOLDING, OPEN, Match, Side, State, Step
from mentoring.tandems.states import TandemError
from mentoring.tandems.wording import MENTEE, MENTOR, REMINDED, TEAM
from tests.mentoring.tandem_world import World, a_wish, keys, make_world

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 9, 9, tzinfo=BERLIN)
MENTEES = tuple(f"mentee{number}@example.org" for number in range(6))
# With one of these each side gets out of a state; a mentor gets out of a request by saying no.
OUT = {Side.MENTEE: {"zurueckziehen", "beenden"}, Side.MENTOR: {"ablehnen", "beenden"}}
Kind = Step.Kind
NUMBERS = st.integers(0, 99)


class Tandems(RuleBasedStateMachine):
    """One world in one transaction that is rolled back; the clock is the machine's own."""

    world: ClassVar[World]
    taken: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.clock = time_machine.travel(START, tick=False)
        self.now = self.clock.start()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.known: set[int] = set()
        self.expected: Counter[str] = Counter()

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:
                self._everything_comes_to_an_end()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)
            self.clock.stop()

    def _everything_comes_to_an_end(self) -> None:
        """Nobody does anything any more: the clock alone leads every state to its end."""
        for _number in range(4):
            self._go_on(200)
            self.mails_are_written_once()
        assert not Match.objects.open().exists()

    # Deeds

    @rule(who=st.sampled_from(MENTEES), number=NUMBERS, to_team=st.booleans())
    def request(self, who: str, number: int, to_team: bool) -> None:
        from accounts.confirming import contact_for

        def work() -> None:
            mentor = None if to_team else self._mentor(number)
            made = asking.ask(wish=a_wish(self.world), mentor=mentor, email=who, language="de")
            asking.begin(match=made, contact=contact_for(email=who, language="de"))

        self._try("request", work)

    @rule(number=NUMBERS)
    def accept(self, number: int) -> None:
        match = self._match(number, State.REQUESTED, State.QUESTION)
        if match is None or match.mentor is None:
            return
        before = Match.objects.filter(mentor=match.mentor, seat__isnull=False).count()
        capacity = Mentor.objects.get(pk=match.mentor_id).capacity
        done = self._try("accept", lambda: deciding.accept(match=match, user=match.mentor.user, unbiased=True))
        assert not done or before < capacity

    @rule(number=NUMBERS, steps=st.integers(1, 4))
    def all_goes_well(self, number: int, steps: int) -> None:
        """The same tandem some steps on, as most of them go."""
        match = self._match(number, *OPEN)
        for _step in range(steps if match else 0):
            match = Match.objects.select_related("mentor__user", "contact").get(pk=match.pk if match else 0)
            if match.state in HOLDING:
                by = Side.MENTOR if number % 2 else Side.MENTEE
                self._try(f"on from {match.state}", lambda match=match, by=by: self._next_step(match, by))
            elif match.mentor is not None and match.is_open:
                user = match.mentor.user
                self._try(
                    "accept", lambda match=match, user=user: deciding.accept(match=match, user=user, unbiased=True)
                )

    @rule(number=NUMBERS, how=st.sampled_from(["decline", "ask back"]))
    def answer_of_the_mentor(self, number: int, how: str) -> None:
        match = self._match(number, State.REQUESTED, State.QUESTION)
        if match is None or match.mentor is None:
            return
        user = match.mentor.user
        if how == "decline":
            self._try(how, lambda: deciding.decline(match=match, user=user, reason="time"))
        else:
            self._try(how, lambda: deciding.ask_back(match=match, user=user, text="Wo?"))

    @rule(number=NUMBERS, how=st.sampled_from(["answer", "withdraw", "pass on", "to the team"]))
    def deed_of_the_mentee(self, number: int, how: str) -> None:
        states = {"answer": (State.QUESTION,), "withdraw": OPEN}.get(how, (State.DECLINED, State.EXPIRED, State.ENDED))
        match = self._match(number, *states)
        if match is None:
            return
        others = asking.choices(match)
        works: dict[str, Callable[[], Any]] = {
            "answer": lambda: asking.answer(match=match, text="Im Hof"),
            "withdraw": lambda: asking.withdraw(match=match),
            "pass on": lambda: asking.pass_on(match=match, mentor=others[0].mentor if others else None),
            "to the team": lambda: asking.pass_on(match=match, mentor=None),
        }
        self._try(how, works[how])

    @rule(
        number=NUMBERS,
        by=st.sampled_from([Side.MENTEE, Side.MENTOR]),
        how=st.sampled_from(["go on", "go on", "go on", "session", "end", "finish", "problem"]),
    )
    def walk(self, number: int, by: str, how: str) -> None:
        match = self._match(number, *HOLDING)
        if match is None:
            return
        works: dict[str, Callable[[], Any]] = {
            "session": lambda: walking.note_session(
                match=match, on=timezone.localdate(), minutes=60, topic=str(number)
            ),
            "end": lambda: walking.end(match=match, by=by),
            "finish": lambda: walking.finish(match=match, by=by),
            "problem": lambda: walking.tell_problem(match=match, by=by, text="Schwierig"),
            "go on": lambda: self._next_step(match, by),
        }
        self._try(how if how != "go on" else f"on from {match.state}", works[how])

    def _next_step(self, match: Match, by: str) -> None:
        if match.state == State.ACCEPTED:
            walking.meet(match=match, by=by, on=timezone.localdate())
        elif match.state == State.FIRST_MEETING and walking.waits_for(match):
            walking.agree(match=match, by=walking.waits_for(match), version=match.agreement.version)
        elif match.state == State.FIRST_MEETING:
            sheet = {"goal": "a", "rhythm": "b", "months": 2, "confidentiality": "c"}
            walking.write_agreement(match=match, by=by, **sheet)
        else:
            walking.finish(match=match, by=by)

    @rule(number=NUMBERS, whom=NUMBERS, how=st.sampled_from(["propose", "propose", "end by team"]))
    def deed_of_the_team(self, number: int, whom: int, how: str) -> None:
        match = self._match(number, *((State.SEEKING,) if how == "propose" else OPEN))
        if match is None:
            return
        team = type(self.world.team).objects.get(pk=self.world.team.pk)
        if how == "propose":
            self._try(how, lambda: steering.propose(match=match, mentor=self._mentor(whom), by=team))
        elif number % 3 == 0:
            self._try(how, lambda: steering.end_by_team(match=match, by=team))

    @rule(
        number=NUMBERS, how=st.sampled_from(["places", "pause", "pause and pass back", "resume", "off", "on", "gone"])
    )
    def deed_around_the_profile(self, number: int, how: str) -> None:
        mentor = self._mentor(number)
        user: Any = mentor.user
        if how in ("off", "on"):
            type(user).objects.filter(pk=user.pk).update(is_active=how == "on")
        elif how == "gone" and number % 2 == 0 and Mentor.objects.count() > 1:
            self._try(how, mentor.delete)
        elif how == "places":
            self._try(how, lambda: steering.set_places(mentor=mentor, user=user, capacity=1 + number % 3))
        elif how == "resume":
            self._try(how, lambda: steering.resume(mentor=mentor, user=user))
        elif how.startswith("pause"):
            self._try(how, lambda: steering.pause(mentor=mentor, user=user, pass_back="back" in how))

    @rule(days=st.sampled_from([0, 1, 3, 5, 8, 45]))
    def time_passes(self, days: int) -> None:
        self._go_on(days)

    # What has to hold

    @invariant()
    def every_open_state_has_a_clock_and_a_way_out_for_both(self) -> None:
        for match in Match.objects.open().select_related("mentor__user"):
            assert match.due_on
            assert match.remind_on
            assert match.remind_on <= match.due_on
            assert OUT[Side.MENTEE] & set(possible(match, Side.MENTEE)), match.state
            assert match.mentor is None or OUT[Side.MENTOR] & set(possible(match, Side.MENTOR)), match.state

    @invariant()
    def places_are_taken_exactly_by_tandems(self) -> None:
        rows = list(Match.objects.filter(seat__isnull=False).values_list("mentor_id", "seat", "seats", "state"))
        assert len({(mentor, seat) for mentor, seat, *_rest in rows}) == len(rows)
        assert all(1 <= seat <= seats and state in HOLDING for _mentor, seat, seats, state in rows)
        assert len(rows) == Match.objects.filter(state__in=HOLDING).count()

    @invariant()
    def mails_are_written_once(self) -> None:
        for step in Step.objects.exclude(pk__in=self.known).select_related("match__mentor__user").order_by("pk"):
            self.known.add(step.pk)
            self.expected.update(self._mails_of(step))
        written = Counter(key if not key.rpartition("-")[2].isdigit() else key.rpartition("-")[0] for key in keys())
        assert written == self.expected

    def _mails_of(self, step: Step) -> list[str]:
        told = {"mentee": step.kind in MENTEE, "mentor": step.kind in MENTOR, "team": step.kind in TEAM}
        if step.kind == Kind.PROBLEM:
            told = {side: side in (step.by, "team") for side in told}
        if step.kind == Kind.REMINDED:
            told = {side: side in self._reminded[step.match_id] for side in told}
        if step.kind == Kind.ENDED and step.by == Side.TEAM:
            told["team"] = False
        key = f"tandem-{step.kind}-{step.match_id}-{step.number}"
        reachable = self._reachable.get((step.match_id, step.kind, step.number), False)
        return [f"{key}-{side}" for side, is_told in told.items() if is_told and (side != "mentor" or reachable)]

    # Helpers

    @property
    def _reminded(self) -> dict[int, tuple[str, ...]]:
        return self._reminded_at_half_time

    def _go_on(self, days: int) -> None:
        day = add_working_days((datetime.now(BERLIN) + timedelta(days=days)).date(), 0)
        self.now.move_to(datetime(day.year, day.month, day.day, 9, tzinfo=BERLIN))
        self._note_who_can_be_reached()
        clock.do_due(timezone.now())
        self._note_steps()

    def _try(self, name: str, work: Callable[[], Any]) -> bool:
        self._note_who_can_be_reached()
        try:
            with transaction.atomic():
                work()
        except (TandemError, PermissionDenied):
            return False
        self._note_steps()
        self.taken[name] += 1
        return True

    _reachable: dict[tuple[int, str, int], bool]
    _reminded_at_half_time: dict[int, tuple[str, ...]]

    def _note_who_can_be_reached(self) -> None:
        """Before a deed: which mentors have an account that is switched on, and where each tandem stands."""
        if not hasattr(self, "_reachable"):
            self._reachable, self._reminded_at_half_time = {}, {}
        self._active = set(Mentor.objects.filter(user__is_active=True).values_list("pk", flat=True))
        self._with = dict(Match.objects.values_list("pk", "mentor_id"))
        self._stood = dict(Match.objects.values_list("pk", "state"))

    def _note_steps(self) -> None:
        """After it: whether the mentor of each new step was to be reached when it happened."""
        for step in Step.objects.exclude(pk__in=self.known).select_related("match"):
            mentor = step.match.mentor_id or self._with.get(step.match_id)
            without = step.kind in (Kind.SEEKING, Kind.UNFOUND)
            self._reachable[step.match_id, step.kind, step.number] = not without and mentor in self._active
            if step.kind == Kind.REMINDED:
                self._reminded_at_half_time[step.match_id] = REMINDED[State(self._stood[step.match_id])]

    def _match(self, number: int, *states: str) -> Match | None:
        rows = list(Match.objects.filter(state__in=states).select_related("mentor__user", "contact").order_by("pk"))
        return rows[number % len(rows)] if rows else None

    def _mentor(self, number: int) -> Mentor:
        rows = list(Mentor.objects.select_related("user").order_by("pk"))
        return rows[number % len(rows)]


def prepare() -> None:
    Tandems.world = make_world(capacity=1, others=2)
