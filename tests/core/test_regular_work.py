"""Work that is due at a time."""

from datetime import datetime

import pytest
from django.core.management import CommandError, call_command

from core.registries import Registry
from core.regular_work import do_due_work


@pytest.fixture
def only_these(monkeypatch: pytest.MonkeyPatch) -> Registry:
    registry: Registry = Registry()
    monkeypatch.setattr("core.regular_work.regular_work", registry)
    return registry


def _fails(now: datetime) -> int:
    raise ValueError("broken")


class TestRegularWork:
    def test_every_part_is_told_the_same_time_and_its_count_is_given(self, only_these: Registry) -> None:
        seen = []
        only_these.register("one", lambda now: seen.append(now) or 2)
        only_these.register("two", lambda now: seen.append(now) or 0)
        now = datetime(2026, 11, 23)  # noqa: DTZ001 (the parts here compare it only)

        assert do_due_work(now) == {"one": 2, "two": 0}
        assert seen == [now, now]

    def test_a_part_that_fails_keeps_none_of_the_others_waiting_and_is_reported(
        self, only_these: Registry, capsys: pytest.CaptureFixture
    ) -> None:
        done = []
        only_these.register("broken", _fails)
        only_these.register("works", lambda now: done.append(now) or 1)

        with pytest.raises(CommandError, match="broken"):
            call_command("do_due_work")
        assert len(done) == 1
