"""Leaves Wagtail's two indexes (admin search, references) alone: they cost a quarter of a test and few tests ask them.

A test that does says so with the mark `indexed`. The portal's own search index is always written.
"""

from typing import Any

from django_tasks.backends.immediate import ImmediateBackend

WAGTAILS_INDEXES = {"insert_or_update_object_task", "update_reference_index_task"}
switched_on = False


class WithoutIndexesBackend(ImmediateBackend):
    """Does tasks at once, but for those that write an index nobody asks."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        if not switched_on and task.func.__name__ in WAGTAILS_INDEXES:
            return None
        return super().enqueue(task, args, kwargs)
