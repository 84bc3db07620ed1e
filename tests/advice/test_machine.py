"""Booking under random use: eight runs with a fixed seed always, three hundred with `-m heavy`."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.advice.machine.booking import DEEDS, Advice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "core.outbox.OutboxBackend"


def run(examples: int, steps: int, wanted: set[str]) -> None:
    profile = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    Advice.taken.clear()
    Advice.runs = 0
    run_state_machine_as_test(seed(20261123)(Advice), settings=profile)
    # A machine that is refused everything proves nothing.
    assert wanted <= set(Advice.taken), Advice.taken
    print(sorted(Advice.taken.items()))


def test_some_runs_leave_the_desk_in_order() -> None:
    run(8, 25, {"hold", "confirm", "move", "cancel", "call_me", "wait"})


@pytest.mark.heavy
def test_three_hundred_longer_runs_leave_the_desk_in_order() -> None:
    run(300, 50, set(DEEDS))
