"""Addresses that belong to nobody else: health, the editing interface's doors, headers."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import Client


@pytest.mark.django_db
def test_health_answers_for_database_cache_and_files(client: Client) -> None:
    # As a server does it: the checks need an event loop, and a browser test may have left one in this thread.
    with ThreadPoolExecutor() as server:
        response = server.submit(client.get, "/health/?format=json").result()
    assert response.status_code == 200
    assert len(response.json()) == 3
    assert set(response.json().values()) == {"OK"}
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("accept", ["bogus", "/", "text/html;q=viel"])
def test_health_answers_probes_that_accept_nothing_known(client: Client, accept: str) -> None:
    with ThreadPoolExecutor() as server:
        response = server.submit(client.get, "/health/", headers={"accept": accept}).result()
    assert response.status_code == 200


def test_alive_needs_no_database(client: Client) -> None:
    response = client.get("/health/alive/")
    assert response.content == b"ok\n"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("path", ["login/", "login/?next=/cms/pages/"])
def test_editing_interface_has_no_sign_in_of_its_own(client: Client, path: str) -> None:
    response = client.get(f"/cms/{path}")
    assert response.status_code == 302
    assert response["Location"] == f"/konto/{path}"


@pytest.mark.parametrize(
    "path",
    ["password_reset/", "password_reset/done/", "password_reset/confirm/MQ/abc-def/", "password_reset/complete/"],
)
def test_editing_interface_resets_no_passwords(client: Client, path: str) -> None:
    response = client.get(f"/cms/{path}")
    assert response.status_code == 302
    assert response["Location"] == "/konto/password/reset/"


@pytest.mark.parametrize("language", ["", "/en"])
def test_closed_pages_have_no_sign_in_of_their_own(client: Client, language: str) -> None:
    response = client.get(f"{language}/_util/login/?next=/intern/")
    assert response.status_code == 302
    assert response["Location"] == f"{language}/konto/login/?next=/intern/"
    assert client.post("/_util/login/", {"username": "a@example.org", "password": "falsch"}).status_code == 302


def test_public_answers_forbid_everything_but_our_own_files(client: Client) -> None:
    policy = client.get("/health/alive/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_editing_interface_may_use_inline_scripts_and_frames_of_its_own(client: Client) -> None:
    policy = client.get("/cms/login/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "base-uri 'none'" in policy


def test_answers_forbid_camera_microphone_and_place(client: Client) -> None:
    policy = client.get("/health/alive/")["Permissions-Policy"]
    assert "camera=()" in policy
    assert "geolocation=()" in policy


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/konto/login/", "de"),
        ("/en/konto/login/", "en"),
        ("/hsb/konto/login/", "hsb"),
        ("/de-simple/konto/login/", "de-simple"),
    ],
)
@pytest.mark.django_db
def test_address_alone_decides_the_language(client: Client, path: str, language: str) -> None:
    response = client.get(path, headers={"accept-language": "fr, en"})
    assert response.status_code == 200
    assert response["Content-Language"] == language
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/de/", "/de-DE-x-ls/", "/xx/", "/en-gb/konto/login/"])
def test_unknown_language_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
