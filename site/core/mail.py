"""Mail from templates: plain text and HTML with one layout, in the reader's language."""

from collections.abc import Sequence
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

# Name, content and type of a file.
Attachment = tuple[str, str, str]


def send_templated(
    *,
    to: str,
    template: str,
    context: dict[str, Any],
    language: str | None = None,
    reply_to: str = "",
    key: str = "",
    attachments: Sequence[Attachment] = (),
) -> None:
    """Send `templates/mail/<template>.{subject.txt,txt,html}` to one person, through the outbox.

    `template` is "<app>/<name>". Every body extends the layout, which asks for why the reader got it. A `key` names the
    occasion: with the same key nothing is sent a second time.
    """
    with translation.override(language or settings.LANGUAGE_CODE):
        context = {
            "site_name": settings.WAGTAIL_SITE_NAME,
            "site_url": settings.BASE_URL,
            "recipient": to,
            "language": translation.get_language(),
            **context,
        }
        subject = " ".join(render_to_string(f"mail/{template}.subject.txt", context).split())
        message = EmailMultiAlternatives(
            subject=subject,
            body=_tidied(render_to_string(f"mail/{template}.txt", context)),
            to=[to],
            reply_to=[reply_to] if reply_to else None,
            headers={"Auto-Submitted": "auto-generated", **({"Message-ID": f"<{key}@{mail_domain()}>"} if key else {})},
        )
        message.attach_alternative(render_to_string(f"mail/{template}.html", context), "text/html")
        for name, content, kind in attachments:
            message.attach(name, content, kind)
        message.send()


def send_to_user(*, user: Any, template: str, context: dict[str, Any], **options: Any) -> None:
    """Send a templated mail to somebody with an account, in the language they have chosen."""
    send_templated(
        to=user.email, template=template, context={"user": user, **context}, language=user.language, **options
    )


def absolute_url(path: str) -> str:
    """The full address of a path of this site, for mails and feeds."""
    return path if path.startswith(("http://", "https://")) else f"{settings.BASE_URL}/{path.lstrip('/')}"


def mail_domain() -> str:
    """The domain of our own address, for Message-IDs."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


def _tidied(text: str) -> str:
    """Template tags leave empty lines behind; paragraphs are divided by exactly one."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        line = line.rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"
