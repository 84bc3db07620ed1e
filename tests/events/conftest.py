"""What several tests of events need."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import publish


@pytest.fixture
def republish() -> Callable[..., Any]:
    """Edits the latest draft of an event and publishes it."""

    def edited(page: Any, change: Callable[[Any], None]) -> Any:
        pages = type(page).objects
        draft = pages.get(pk=page.pk).get_latest_revision().as_object()
        change(draft)
        draft.save_revision(clean=False)
        return publish(pages.get(pk=page.pk))

    return edited
