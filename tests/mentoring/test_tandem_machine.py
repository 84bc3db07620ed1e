"""The programme under random use: fifteen runs with a fixed seed always, five hundred with `-m heavy`."""

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.mentoring.machine.tandems import Tandems, prepare

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]


def run(examples: int, steps: int, wanted: set[str]) -> None:
    profile = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    Tandems.taken.clear()
    prepare()
    run_state_machine_as_test(seed(20261123)(Tandems), settings=profile)
    # A machine that is refused everything proves nothing.
    assert wanted <= set(Tandems.taken), Tandems.taken
    # Shown with -rP: what has happened how often.
    print(sorted(Tandems.taken.items()))


def test_some_runs_leave_nobody_waiting_and_no_place_given_twice() -> None:
    run(15, 30, {"request", "accept", "propose", "on from first_meeting"})


@pytest.mark.heavy
def test_five_hundred_longer_runs_leave_nobody_waiting_and_no_place_given_twice() -> None:
    run(
        500, 50, {"gone", "on from running", "end by team", "pause and pass back", "withdraw", "pass on", "to the team"}
    )
