"""Mail of the programme is looked at where it is kept."""

from typing import Any

import pytest


@pytest.fixture
def outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "core.outbox.OutboxBackend"
