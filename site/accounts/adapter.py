"""What allauth asks us about accounts."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations; nobody opens one alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse the open sign-up form."""
        return False
