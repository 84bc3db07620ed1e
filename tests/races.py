"""Several at the same moment, and workers that are killed: for tests with real transactions on PostgreSQL."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from importlib import import_module
from threading import Barrier, Event, Thread, current_thread
from time import sleep
from typing import Any
from unittest.mock import patch

from django.db import connection, connections

Work = Callable[[], Any]


def together(*works: Work) -> list[Exception]:
    """Run these in threads of their own, all at once; gives what they raised."""
    raised: list[Exception] = []
    start = Barrier(len(works))

    def run(work: Work) -> None:
        try:
            start.wait(20)
            work()
        except Exception as problem:
            raised.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return raised


def in_the_middle(first: Work, target: str, second: Work, *, pause: float = 0.5) -> list[Exception]:
    """Run `second` when `first` is about to call `target`, which then takes its time; gives what they raised."""
    module, _dot, name = target.rpartition(".")
    original, reached, ours = getattr(import_module(module), name), Event(), []

    def slow(*args: Any, **kwargs: Any) -> Any:
        if current_thread() in ours and not reached.is_set():
            reached.set()
            sleep(pause)
        return original(*args, **kwargs)

    def run_first() -> None:
        ours.append(current_thread())
        first()

    def run_second() -> None:
        assert reached.wait(20), f"{target} was never called"
        second()

    with patch(target, slow):
        return together(run_first, run_second)


def kill_at(target: str, count: int, work: Work, *, after: bool = False) -> int:
    """Work in a process of its own, which kills itself at that call (or `after` it); gives its exit code."""
    module, _dot, name = target.rpartition(".")
    original, calls = getattr(import_module(module), name), []

    def deadly(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        result = original(*args, **kwargs) if after or len(calls) < count else None
        if len(calls) == count:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    def run() -> None:
        with patch(target, deadly):
            work()

    connections.close_all()
    worker = multiprocessing.get_context("fork").Process(target=run)
    worker.start()
    worker.join(60)
    return worker.exitcode or 0
