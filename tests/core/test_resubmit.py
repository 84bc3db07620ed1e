"""A session that ends in mid-form costs nobody a word; other sites' forms are not repeated."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from projects.models import ProjectPage
from tests.factories import make_actor, make_contributor

pytestmark = pytest.mark.django_db

TYPED = {"title": "Mein „langer“ Titel", "postcode": "09111", "topics": ["eins", "zwei"]}


@pytest.fixture
def url() -> str:
    return reverse("projects:start")


def hidden_fields(answer: Any) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in answer.context["fields"]:
        fields.setdefault(name, []).append(value)
    return fields


def strict(user: Any = None) -> Client:
    client = Client(enforce_csrf_checks=True)
    if user:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_form_sent_signed_out_comes_back_with_everything_typed(url: str) -> None:
    answer = Client().post(url, TYPED)
    assert answer.status_code == 403
    assert hidden_fields(answer) == {
        "title": [TYPED["title"]],
        "postcode": ["09111"],
        "topics": ["eins", "zwei"],
    }
    text = answer.content.decode()
    assert f'action="{url}"' in text
    assert "csrfmiddlewaretoken" in text
    assert reverse("account_login") in text


def test_after_signing_in_the_same_form_goes_through(url: str) -> None:
    actor = make_actor()
    user = make_contributor(actor)
    kept = hidden_fields(Client().post(url, {**TYPED, "actor": actor.pk, "key": str(uuid4())}))
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(url, kept).status_code == 302
    assert ProjectPage.objects.get().title == TYPED["title"]


def test_a_stale_token_from_our_own_page_keeps_what_was_typed(url: str) -> None:
    answer = strict(make_contributor(make_actor())).post(url, TYPED, headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 403
    assert hidden_fields(answer)["title"] == [TYPED["title"]]


def test_the_token_of_that_page_is_good(url: str) -> None:
    actor = make_actor()
    client = strict(make_contributor(actor))
    first = client.post(url, {**TYPED, "actor": actor.pk}, headers={"sec-fetch-site": "same-origin"})
    again = {**hidden_fields(first), "csrfmiddlewaretoken": str(first.context["csrf_token"])}
    assert client.post(url, again, headers={"sec-fetch-site": "same-origin"}).status_code == 302


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example.org"},
        {"origin": "null"},
        {"referer": "https://evil.example.org/testserver"},
        {"referer": "http://[broken"},
    ],
)
def test_forms_of_other_sites_are_not_repeated(url: str, headers: dict[str, str]) -> None:
    answer = strict(make_contributor(make_actor())).post(url, TYPED, headers=headers)
    assert answer.status_code == 403
    assert TYPED["title"] not in answer.content.decode()


def test_passwords_are_never_repeated() -> None:
    answer = strict().post(
        reverse("account_login"),
        {"login": "a@example.org", "password": "geheim-geheim"},
        headers={"sec-fetch-site": "same-origin"},
    )
    assert answer.status_code == 403
    assert "geheim-geheim" not in answer.content.decode()


def test_what_is_kept_is_escaped(url: str) -> None:
    answer = Client().post(url, {"title": '"><script>alert(1)</script>'})
    assert "<script>alert" not in answer.content.decode()


def test_a_lost_file_is_told(url: str) -> None:
    answer = Client().post(url, {"title": "X", "new-file": SimpleUploadedFile("bild.jpg", b"123")})
    assert answer.context["lost_files"]


def test_the_page_is_never_kept(url: str) -> None:
    assert "no-store" in Client().post(url, TYPED).headers["Cache-Control"]


@pytest.mark.parametrize("value", ["\x00", "x" * 100_000, "🧵"])
def test_odd_input_does_not_break_the_page(url: str, value: str) -> None:
    assert Client().post(url, {"title": value, value[:20]: "x"}).status_code in {400, 403}
