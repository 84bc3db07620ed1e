"""The page behind a mailed handover: what would go into the form, and one button."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from core import private_pages
from core.handover import services
from core.tokens import LinkUnusable

GONE = 410


@never_cache
def opened(request: HttpRequest, token: str) -> HttpResponseBase:
    """GET shows, POST goes on: programs that check mail for harm open links too."""
    try:
        if request.method == "POST":
            response: HttpResponseBase = redirect(services.go_on(token=token))
        else:
            row = services.found(token)
            context = {"row": row, "target": services.targets[row.target].label}
            response = render(request, "handover/open.html", context)
    except LinkUnusable as problem:
        status = 404 if problem.reason == "unknown" else GONE
        response = render(request, "handover/unusable.html", {"reason": problem.reason}, status=status)
    return private_pages.behind_link(response)
