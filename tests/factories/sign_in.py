"""Second factors for test persons."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

PERIOD = 30


def give_second_factor(user: Any) -> str:
    """Set up an authenticator app for this person; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def current_code(secret: str) -> str:
    """The code that the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))
