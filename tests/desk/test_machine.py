"""The workflow under random use: fifty runs with a fixed seed always, five hundred with `-m heavy`."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from wagtail.signal_handlers import disable_reference_index_auto_update

from tests.desk.machine.base import make_world
from tests.desk.machine.workflow import Workflow

EVERYTHING = {
    "submitted", "stage_approved", "changes_requested", "answered", "rejected", "withdrawn", "agreed", "approved",
    "forced", "countersigned", "corrected", "packaged", "retracted", "archived", "unpublished", "restored",
    "outside_asked", "outside_yes", "outside_changes", "outside_not", "outside_revoked",
    # What leaves no line in the ledger of its own.
    "put in", "package planned", "approval lost", "package failed", "package cancelled", "released", "link refused",
}  # fmt: skip

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
    Workflow.taken.clear()
    Workflow.runs = 0
    # Which picture is used where is no part of this, and a quarter of all the work.
    with disable_reference_index_auto_update():
        Workflow.beginning = make_world()
        run_state_machine_as_test(seed(20261123)(Workflow), settings=profile)
    # A machine that is refused everything proves nothing.
    assert wanted <= set(Workflow.taken) <= EVERYTHING, Workflow.taken
    assert Workflow.taken["approved"] >= examples // 5, Workflow.taken
    # Shown with -rP: what has happened how often.
    print(sorted(Workflow.taken.items()))


def test_fifty_runs_leave_the_world_in_order() -> None:
    run(50, 20, {"submitted", "approved", "stage_approved", "changes_requested"})


@pytest.mark.heavy
def test_five_hundred_longer_runs_leave_the_world_in_order() -> None:
    run(500, 50, EVERYTHING)
