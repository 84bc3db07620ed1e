"""Work that is due at a time: each part does what is due now, and nothing when it is called again."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

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


def each(rows: QuerySet[Any], work: Callable[[Any], Any]) -> int:
    """Every row in a transaction of its own; those that another run has at this moment are left to it.

    Gives how many; a row of which `work` gives False was nothing to be done about.
    """
    done = 0
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            row = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
            if row is not None:
                done += work(row) is not False
    return done
