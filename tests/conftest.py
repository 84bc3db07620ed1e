"""What every test may rely on: an own, migrated database and a settled state of the process."""

import os
import time
from collections.abc import Callable, Generator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client, TransactionTestCase
from django.utils import translation
from pytest_django import DjangoDbBlocker

from tests.plugins import indexes
from tests.plugins.browser import browser_type_launch_args  # noqa: F401 - a fixture of a plugin would lose to Playwright's
from tests.plugins.databases import TestDatabase, own_database

# Playwright runs an event loop in the main thread, which makes Django suspect asynchronous code everywhere.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_createdb: bool,
) -> Generator[TestDatabase, None, None]:
    """Copy the migrated database for this run; tests that commit get it back fresh."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        database = own_database(worker)
        database.create(rebuild=django_db_createdb)
    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: database.restore()  # type: ignore[method-assign]
    yield database
    TransactionTestCase._fixture_teardown = flush  # type: ignore[method-assign]
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Generator[None, None, None]:
    """Neither cached pages and rate limits nor the language of the last request reach the next test."""
    yield
    cache.clear()
    translation.deactivate()


@pytest.fixture(autouse=True)
def indexes_if_asked_for(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write Wagtail's indexes for tests marked `indexed`, before their data is made."""
    monkeypatch.setattr(indexes, "switched_on", "indexed" in request.keywords)


@pytest.fixture
def staff_client() -> Callable[[Any], Client]:
    """Signs a member of staff in as the site does it: password and second factor."""

    def signed_in(user: Any) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["account_authentication_methods_user"] = str(user.pk)
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time(), "email": user.email},
            {"method": "mfa", "at": time.time(), "type": "totp"},
        ]
        session.save()
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": ""}})
        return client

    return signed_in
