"""The machine itself: random people do random things to random pages at random times."""

from datetime import timedelta
from random import Random

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import rule

from accounts.models import Absence, RegionRole
from core.desk import claims
from core.models import Claim, OutboxMessage
from core.regular_work import do_due_work
from tests.desk.machine.afterwards import Afterwards
from tests.desk.machine.bundles import Bundles
from tests.desk.machine.outsiders import Outsiders
from tests.desk.oracle import Away

HOURS = (5, 24, 72, 200)
# What is done how often; three times out of four by somebody whose turn it is, else by anybody.
DEEDS = (
    *["write"] * 4, *["submit"] * 6, *["approve"] * 10, *["ask_for_changes"] * 3, *["agree"] * 2, *["wait"] * 3,
    *["countersign"] * 2, "reject", "withdraw", "force", "hold", "break_in", "go_away", "lose_the_role", "leave",
    *["put_in"] * 2, *["put_in_and_approve"] * 3, *["plan"] * 3, *["take_out"] * 2, "cancel",
    *["publish_package"] * 2, *["release"] * 3, *["ask_outside"] * 3, *["answer_outside"] * 2, *["revoke"] * 2,
    "send_again", *["correct"] * 3, "take_down", *["restore"] * 2,
)  # fmt: skip


class Workflow(Afterwards, Bundles, Outsiders):
    """Everything that people can do, and what happens to them."""

    @rule(chance=st.integers(0, 2**24 - 1))
    def step(self, chance: int) -> None:
        """One deed. A single rule, so that no run goes without submissions or decisions.

        Hypothesis prefers small numbers and repeats itself, which would leave three quarters of all steps to what has
        been tried before; so run and step count too.
        """
        self.steps += 1
        dice = Random(f"{self.runs} {self.steps} {chance}")
        deed = dice.choice(DEEDS)
        numbers = {name: dice.randrange(100) for name in ("who", "what", "turn", "other")}
        note(f"{deed} {numbers}")
        getattr(self, deed)(**numbers)

    def put_in_and_approve(self, **chance: int) -> None:
        """Chance alone would hardly ever fill a package with what is approved."""
        self.put_in(**chance)
        self.approve(**{**chance, "turn": 0, "other": 1})

    def go_away(self, *, who: int, other: int, **_kwargs: int) -> None:
        person, stand_in, days = self.cast[who % len(self.cast)], self.cast[other % len(self.cast)], other % 7
        stand_in = None if stand_in is person else stand_in
        today = self.oracle.today
        if any(away.person is person and away.last >= today for away in self.oracle.absences):
            return
        Absence.objects.create(
            person=person.user,
            deputy=stand_in.user if stand_in else None,
            starts_on=today,
            ends_on=today + timedelta(days=days),
        )
        self.oracle.absences.append(Away(person, stand_in, today, today + timedelta(days=days)))

    def lose_the_role(self, *, who: int, other: int, **_kwargs: int) -> None:
        person = self.cast[4 + who % 3]
        for role in list(RegionRole.objects.filter(user=person.user)):
            role.delete()
        person.moderates, person.edits = set(), set()

    def leave(self, *, who: int, other: int, **_kwargs: int) -> None:
        person = self.cast[who % len(self.cast)]
        if sum(not one.active for one in self.cast) > 1:
            return
        user = self._user(person)
        user.is_active = False
        user.save()
        person.active = False

    def wait(self, *, who: int, other: int, **_kwargs: int) -> None:
        """Time passes, and the regular work is done."""
        self.now.shift(timedelta(hours=HOURS[other % len(HOURS)]))
        moment = self._moment()
        self.oracle.today = moment.date()
        due = self.due_packages(moment)
        do_due_work(moment)
        self.packages_came_due(due)
        self.questions_came_due(moment)
        before = OutboxMessage.objects.count()
        do_due_work(moment)
        assert OutboxMessage.objects.count() == before, "regular work repeated itself"
        for claim in Claim.objects.filter(task_state__in=claims.open_tasks()).select_related("user"):
            assert claim.user.is_active
