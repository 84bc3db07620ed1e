"""What every test may rely on: an own, migrated database and a settled state of the process."""

import os
from collections.abc import Generator

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests.plugins.databases import own_database

# Playwright runs an event loop in the main thread, which makes Django suspect asynchronous code everywhere.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_createdb: bool,
) -> Generator[None, None, None]:
    """Copy the migrated database for this run; tests that commit get it back fresh."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        database = own_database(worker)
        database.create(rebuild=django_db_createdb)
    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: database.restore()  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = flush  # type: ignore[method-assign]
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture(autouse=True)
def empty_cache() -> Generator[None, None, None]:
    """Leave nothing cached behind, neither pages nor rate limits."""
    yield
    cache.clear()
