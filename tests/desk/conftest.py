"""A region with its desk, and something that lies on it."""

from typing import Any

import pytest
from django.core import mail

from tests.factories import make_actor, make_contributor, make_moderator, make_project


@pytest.fixture
def actor(db: None) -> Any:
    return make_actor("chemnitz", name="Kulturkiste Zwickau")


@pytest.fixture
def author(actor: Any) -> Any:
    return make_contributor(actor, email="autor@example.org", first_name="Jonas", last_name="Wolf")


@pytest.fixture
def moderator() -> Any:
    return make_moderator("chemnitz", email="moderation@example.org", first_name="Ruth", last_name="Hensel")


@pytest.fixture
def project(actor: Any, author: Any, moderator: Any) -> Any:
    page = make_project("chemnitz", user=author, actor=actor, title="Die offene Werkstatt")
    mail.outbox.clear()
    return page
