"""People at their browsers: signing in as the site asks for it, and reading their mail."""

import re
import time
from email import message_from_bytes, policy
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from core.models import OutboxMessage
from tests.e2e.language import german, label
from tests.factories.people import PASSWORD
from tests.factories.sign_in import current_code

ADDRESS = re.compile(r"https?://\S+")


def sign_in(page: Page, email: str, *, password: str = PASSWORD, secret: str = "") -> None:
    """Type in address and password, and the code of the authenticator app where there is one."""
    page.goto(reverse("account_login"))
    page.get_by_label(label("E-mail address")).fill(email)
    page.get_by_label(label("Password")).fill(password)
    page.get_by_role("main").get_by_role("button", name=german("Sign in")).click()
    if secret:
        expect(page.get_by_role("heading", level=1)).to_have_text(german("Second step"))
        page.get_by_label(label("Code")).fill(current_code(secret))
        page.get_by_role("main").get_by_role("button", name=german("Sign in")).click()
    expect(page).not_to_have_url(re.compile(re.escape(reverse("account_login"))))


def session_of(user: Any) -> str:
    """The key of a session as signing in leaves it, with the second factor where the person has one."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    records: list[dict[str, Any]] = [{"method": "password", "at": time.time(), "email": user.email}]
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        records.append({"method": "mfa", "at": time.time(), "type": "totp"})
    session = client.session
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def latest_mail(to: str) -> str:
    """The newest mail to an address, as plain text."""
    kept = [row for row in OutboxMessage.objects.order_by("-pk") if to in row.recipients]
    assert kept, f"no mail to {to}"
    assert kept[0].status == OutboxMessage.Status.SENT
    message: Any = message_from_bytes(bytes(kept[0].source), policy=policy.default)
    return str(message.get_body(("plain",)).get_content())


def link_in(mail: str, path: str) -> str:
    """The path of the first link in a mail that leads below `path`."""
    for address in ADDRESS.findall(mail):
        parts = urlsplit(address)
        if address.startswith(settings.BASE_URL) and parts.path.startswith(path):
            return parts.path
    raise AssertionError(f"no link to {path} in:\n{mail}")
