"""Keeps allauth's list of addresses in step with the one address a person is known by."""

from typing import Any

from allauth.account.models import EmailAddress

from accounts.confirming import follow_address


def keep_address_in_step(instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any) -> None:
    """After a person is saved. Accounts are made by invitation or by lead editors, so the address counts as proven.

    A change by the person themselves is confirmed by code first and arrives here when it is done.
    """
    if raw or (update_fields is not None and "email" not in update_fields):
        return
    primary = EmailAddress.objects.filter(user=instance, primary=True).first()
    if primary and primary.email.lower() == instance.email.lower():
        return
    if primary:
        follow_address(primary.email, instance.email)
    EmailAddress.objects.filter(user=instance).delete()
    EmailAddress.objects.create(user=instance, email=instance.email.lower(), primary=True, verified=True)
