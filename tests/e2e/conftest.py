"""Browsers and a running site for the tests of whole journeys."""

from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

PHONE = {"width": 360, "height": 780}

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "de-DE", "timezone_id": "Europe/Berlin"}


@pytest.fixture(scope="session")
def served(django_db_setup: None) -> Iterator[str]:
    """The running site. Uploads are answered by our own view, which Django's test server would pass by."""
    with patch("django.test.testcases._MediaFilesHandler", lambda application: application):
        server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture
def address(served: str, transactional_db: None, settings: Any) -> str:
    """Where the site answers, with a database that the test has for itself and mail going through the outbox."""
    settings.EMAIL_BACKEND = "core.outbox.OutboxBackend"
    return served


@pytest.fixture
def new_phone(new_context: Callable[..., BrowserContext], address: str) -> Callable[..., Page]:
    """Opens a browser of its own, as wide as a phone, for one person."""

    def opened(**options: Any) -> Page:
        return new_context(base_url=address, viewport=PHONE, has_touch=True, **options).new_page()

    return opened
