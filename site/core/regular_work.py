"""Work that is due at a time: each part does what is due now, and nothing when it is called again."""

import logging
from collections.abc import Callable
from datetime import datetime

from core.registries import Registry

logger = logging.getLogger(__name__)

# `work(now)` gives how many things it has done. Called every minute; what it does must be safe to repeat.
regular_work: Registry[Callable[[datetime], int]] = Registry()


def do_due_work(now: datetime) -> dict[str, int]:
    """Do everything that is due and tell how much of what; one part that fails keeps none of the others waiting.

    Raises RuntimeError at the end if a part failed.
    """
    done: dict[str, int] = {}
    failed: list[str] = []
    for name, work in regular_work.items():
        try:
            done[name] = work(now)
        except Exception:
            logger.exception("Regular work failed: %s", name)
            failed.append(name)
    if failed:
        raise RuntimeError(f"Regular work failed: {', '.join(failed)}")
    return done
