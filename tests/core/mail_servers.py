"""A mail server that does what a test tells it to."""

import smtplib
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.core.mail.backends.base import BaseEmailBackend


class Killed(BaseException):
    """The worker's process ends here: nothing of ours may catch it."""


class ObedientServer(BaseEmailBackend):
    """Takes every message, unless `down` or `answer` say otherwise. `taken` is what it has really accepted."""

    down: ClassVar[bool] = False
    answer: ClassVar[Callable[[Any], None] | None] = None
    taken: ClassVar[list[str]] = []
    opened: ClassVar[int] = 0

    @classmethod
    def reset(cls) -> None:
        cls.down, cls.answer, cls.taken, cls.opened = False, None, [], 0

    def open(self) -> bool:
        type(self).opened += 1
        if self.down:
            raise ConnectionRefusedError(111, "Connection refused")
        return True

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        for message in email_messages:
            if type(self).answer is not None:
                type(self).answer(message)
            self.taken.append(message.message()["Message-ID"])
        return len(email_messages)


def accepts_then_dies(message: Any) -> None:
    """The server has the message, but the worker never hears of it."""
    ObedientServer.taken.append(message.message()["Message-ID"])
    raise Killed


def accepts_then_hangs_up(message: Any) -> None:
    ObedientServer.taken.append(message.message()["Message-ID"])
    raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


def says_come_back_later(message: Any) -> None:
    raise smtplib.SMTPDataError(451, b"Greylisted, try again later")


def says_nobody_lives_here(message: Any) -> None:
    raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"No such user")})
