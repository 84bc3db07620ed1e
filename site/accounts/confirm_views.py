"""The page behind a link that confirms an address: what it is about, and one button."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts import confirming
from core.tokens import LinkUnusable

GONE = 410


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """GET shows, POST confirms: programs that check mail for harm open links too."""
    if not ratelimit.consume(request, action="confirm_link"):
        return ratelimit.respond_429(request)
    try:
        if request.method == "POST":
            response: HttpResponseBase = redirect(confirming.confirm(token=token))
        else:
            row, shown = confirming.found(token)
            response = render(request, "accounts/confirm.html", {"shown": shown, "row": row})
    except LinkUnusable as problem:
        status = 404 if problem.reason == "unknown" else GONE
        response = render(request, "accounts/confirm_unusable.html", {"reason": problem.reason}, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    # With "no-referrer" browsers would hide the form's origin from us, too.
    response["Referrer-Policy"] = "same-origin"
    return response
