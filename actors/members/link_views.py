"""Answers to links of mails that open nothing for this person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actors.members.tokens import LinkUnusable

GONE = 410


def link_unusable(request: HttpRequest, error: LinkUnusable) -> HttpResponse:
    """Says in our layout why a link does not work, and where to go."""
    status = 404 if error.reason == "unknown" else GONE
    return render(request, "members/link_unusable.html", {"reason": error.reason}, status=status)


def wrong_account(request: HttpRequest, invited: str) -> HttpResponse:
    """Somebody else is signed in than the link was sent to; the address is known to whoever holds the link."""
    return render(request, "members/link_wrong_account.html", {"invited": invited}, status=403)
