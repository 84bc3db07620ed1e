"""Tests that commit leave no trace: the next one finds what the migrations wrote, and nothing else."""

import threading

import pytest
from django.db import connection
from django.test import Client
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Locale, Page, Site

LEFT_BEHIND = "xx"


def found() -> tuple[int, int, bool]:
    """Count what the migrations wrote, and look for what a test left."""
    return Page.objects.count(), Site.objects.count(), Locale.objects.filter(language_code=LEFT_BEHIND).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_committed_rows_are_gone_for_the_next_test(time: str) -> None:
    pages, sites, left_behind = found()
    assert pages >= 1
    assert sites == 1
    assert not left_behind
    Locale.objects.create(language_code=LEFT_BEHIND)
    Site.objects.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_connections_of_other_threads_do_not_hold_the_database(time: str) -> None:
    def write() -> None:
        Locale.objects.create(language_code=LEFT_BEHIND)

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    assert Locale.objects.filter(language_code=LEFT_BEHIND).count() == 1


@pytest.mark.parametrize("time", ["first", "second"])
def test_live_server_survives_a_fresh_database(live_server: LiveServer, time: str) -> None:
    import urllib.request

    with urllib.request.urlopen(f"{live_server.url}/health/alive/", timeout=10) as answer:  # noqa: S310
        assert answer.status == 200
    assert not Locale.objects.filter(language_code=LEFT_BEHIND).exists()
    Locale.objects.create(language_code=LEFT_BEHIND)


@pytest.mark.django_db
def test_database_is_the_run_s_own(client: Client) -> None:
    assert "test_" in str(connection.settings_dict["NAME"]) or "portal-test-" in str(connection.settings_dict["NAME"])
