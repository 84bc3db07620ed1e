"""Developers read outgoing mail at /mailbox/."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client

from core.models import OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> OutboxMessage:
    message = EmailMultiAlternatives(
        "Grüße <aus> Görlitz",
        "Bitte bestätigen: https://portal.example.org/x",
        to=["ada@example.org"],
        connection=get_connection("core.outbox.OutboxBackend"),
    )
    message.attach_alternative('<p style="color: red">Bitte bestätigen</p>', "text/html")
    message.send()
    return OutboxMessage.objects.get()


def test_mailbox_lists_mail_with_its_state(client: Client, kept: OutboxMessage) -> None:
    content = client.get("/mailbox/").content.decode()
    assert "Grüße &lt;aus&gt; Görlitz" in content
    assert "ada@example.org" in content


def test_empty_mailbox_says_so(client: Client) -> None:
    assert "Noch keine Post" in client.get("/mailbox/").content.decode()


def test_mail_is_shown_as_text_with_links(client: Client, kept: OutboxMessage) -> None:
    content = client.get(f"/mailbox/{kept.pk}/").content.decode()
    assert 'href="https://portal.example.org/x"' in content
    assert f"/mailbox/{kept.pk}/html/" in content


def test_designed_mail_may_style_itself_and_nothing_else(client: Client, kept: OutboxMessage) -> None:
    response = client.get(f"/mailbox/{kept.pk}/html/")
    assert "Bitte bestätigen" in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["0/", "999999999999999999999/", "999/html/"])
def test_unknown_mail_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/mailbox/{path}").status_code == 404
