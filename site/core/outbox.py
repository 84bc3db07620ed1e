"""Outgoing mail: written with the transaction, sent afterwards, tried again for two days, never sent twice.

A row is marked "sending" before the mail server hears of it. If the outcome of an attempt is unknown (the worker died,
the connection broke in the middle), the row stays "sending" and goes to the operators' list.
"""

import logging
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, make_msgid
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from core.mail import mail_domain
from core.models import OutboxMessage

logger = logging.getLogger(__name__)

# Waiting times between attempts; after the last one the message is given up, 45 hours after it was written.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))
BATCH = 200


class OutboxBackend(BaseEmailBackend):
    """The EMAIL_BACKEND: keeps each message in the outbox, within the caller's transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        kept = [self._keep(message) for message in email_messages if message.recipients()]
        if kept:
            # A queue that cannot be reached must not break the request: cron sends what is left.
            transaction.on_commit(_enqueue_delivery, robust=True)
        return len(kept)

    def _keep(self, message: EmailMessage) -> OutboxMessage:
        if not any(name.lower() == "message-id" for name in message.extra_headers):
            message.extra_headers["Message-ID"] = make_msgid(domain=mail_domain())
        mime = message.message()
        # A Message-ID given by the caller names the occasion; what has been written for it is not written again.
        kept, _created = OutboxMessage.objects.get_or_create(
            message_id=mime["Message-ID"],
            defaults={
                "recipients": message.recipients(),
                "sender": str(message.from_email),
                "subject": str(message.subject).replace("\0", "")[:500],
                "source": mime.as_bytes(),
            },
        )
        return kept


def _enqueue_delivery() -> None:
    deliver_outbox.enqueue()


@task()
def deliver_outbox() -> None:
    """Send what is due, and come back when the next message is."""
    deliver_due(timezone.now())
    upcoming = OutboxMessage.objects.filter(status=OutboxMessage.Status.QUEUED).order_by("next_attempt_at").first()
    if upcoming and upcoming.attempts and deliver_outbox.get_backend().supports_defer:
        deliver_outbox.using(run_after=upcoming.next_attempt_at).enqueue()


@dataclass(slots=True)
class Delivery:
    """What one run did."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    unclear: int = 0


def deliver_due(now: datetime) -> Delivery:
    """Send every message that is due, each claimed in a transaction of its own; safe to run in several workers."""
    result = Delivery()
    for pk in list(OutboxMessage.objects.due(now).values_list("pk", flat=True)[:BATCH]):
        connection = get_connection(settings.OUTBOX_DELIVERY_BACKEND)
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:
            # Nobody was told anything yet, so all that is due may wait without doubt.
            _postpone_all(now, error, result)
            break
        message = _claim(pk, now)
        if message is not None:
            _deliver(message, connection, now, result)
        _close(connection)
    return result


def _claim(pk: int, now: datetime) -> OutboxMessage | None:
    """Mark the message as being sent; None if another worker has taken it."""
    with transaction.atomic(durable=True):
        message = (
            OutboxMessage.objects.select_for_update(skip_locked=True)
            .filter(pk=pk, status=OutboxMessage.Status.QUEUED)
            .first()
        )
        if message is not None:
            message.status = OutboxMessage.Status.SENDING
            message.attempts += 1
            message.attempted_at = now
            message.save(update_fields=["status", "attempts", "attempted_at"])
    return message


def _deliver(message: OutboxMessage, connection: Any, now: datetime, result: Delivery) -> None:
    try:
        connection.send_messages([stored_mail(message)])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        # The server answered no, so it did not take the message.
        if _is_final(error) or message.attempts > len(WAITS):
            _note(message, OutboxMessage.Status.FAILED, error)
            result.failed += 1
        else:
            _note(message, OutboxMessage.Status.QUEUED, error, next_attempt_at=now + WAITS[message.attempts - 1])
            result.postponed += 1
    except Exception as error:
        logger.exception("Whether mail %s was sent is not known", message.message_id)
        _note(message, OutboxMessage.Status.SENDING, error)
        result.unclear += 1
    else:
        _note(message, OutboxMessage.Status.SENT, None, sent_at=timezone.now())
        result.sent += 1


def _is_final(error: Exception) -> bool:
    """Whether the server said that trying again is of no use (a code of 500 or above)."""
    codes = (
        [code for code, _words in error.recipients.values()]
        if isinstance(error, smtplib.SMTPRecipientsRefused)
        else [getattr(error, "smtp_code", 0)]
    )
    return bool(codes) and all(code >= 500 for code in codes)


def _note(message: OutboxMessage, status: str, error: Exception | None, **fields: Any) -> None:
    """Write the outcome, unless an operator has decided otherwise meanwhile."""
    OutboxMessage.objects.filter(pk=message.pk, status=OutboxMessage.Status.SENDING).update(
        status=status, last_error=_words(error), **fields
    )


def _postpone_all(now: datetime, error: Exception, result: Delivery) -> None:
    logger.warning("The mail server cannot be reached: %s", error)
    with transaction.atomic():
        for message in OutboxMessage.objects.select_for_update(skip_locked=True).due(now):
            message.attempts += 1
            message.attempted_at = now
            message.last_error = _words(error)
            if message.attempts > len(WAITS):
                message.status = OutboxMessage.Status.FAILED
                result.failed += 1
            else:
                message.next_attempt_at = now + WAITS[message.attempts - 1]
                result.postponed += 1
            message.save(update_fields=["attempts", "attempted_at", "last_error", "status", "next_attempt_at"])


def _words(error: Exception | None) -> str:
    return f"{type(error).__name__}: {error}"[:2_000] if error else ""


def _close(connection: Any) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        logger.info("The mail server had already hung up.")


def requeue(*, message: OutboxMessage) -> bool:
    """Let an operator have a given-up or unclear message sent again; false if it is neither."""
    now = timezone.now()
    changed = (
        OutboxMessage.objects.needs_attention(now)
        .filter(pk=message.pk)
        .update(status=OutboxMessage.Status.QUEUED, attempts=0, next_attempt_at=now, last_error="")
    )
    if changed:
        transaction.on_commit(_enqueue_delivery, robust=True)
    return bool(changed)


class StoredMime(Message):
    """A parsed message that gives back the very bytes it was stored as."""

    source: bytes = b""

    def as_bytes(self, unixfrom: bool = False, policy: Any = None, linesep: str = "\n") -> bytes:
        return self.source.replace(b"\r\n", b"\n").replace(b"\n", linesep.encode())


class StoredMail(EmailMultiAlternatives):
    """A message out of the outbox, as Django's mail backends expect one."""

    def __init__(self, mime: StoredMime, **fields: Any) -> None:
        super().__init__(**fields)
        self._mime = mime

    def message(self, *, policy: Any = None) -> Any:
        return self._mime


def stored_mail(message: OutboxMessage) -> StoredMail:
    """The message as it was written, readable in its parts and unchanged as a whole."""
    mime = message_from_bytes(bytes(message.source), _class=StoredMime)
    mime.source = bytes(message.source)
    bodies = {part.get_content_type(): part for part in mime.walk() if not part.is_multipart()}
    mail = StoredMail(
        mime,
        subject=message.subject,
        body=_text_of(bodies.get("text/plain")),
        from_email=message.sender,
        to=message.recipients,
        headers={"Message-ID": message.message_id},
    )
    if html := _text_of(bodies.get("text/html")):
        mail.attach_alternative(html, "text/html")
    return mail


def _text_of(part: Message | None) -> str:
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    return bytes(payload).decode(part.get_content_charset() or "utf-8", "replace") if payload else ""
