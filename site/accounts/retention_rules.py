"""What is kept of people with an account."""

from django.utils.translation import gettext_lazy as _

from core.retention import CONTRACT, declare


def declare_all() -> None:
    declare(
        "accounts.User",
        purpose=_("Sign in, be named as author, get mail"),
        basis=CONTRACT,
        kept=_("until the person or the lead editors end the account"),
        erasure=_("deleted by lead editors; published content stays without the name"),
    )
    declare(
        "accounts.RegionRole",
        purpose=_("Know who looks after which region"),
        basis=CONTRACT,
        kept=_("as long as the task"),
        erasure=_("goes with the account"),
    )
