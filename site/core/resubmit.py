"""Nothing typed is lost when a session ends: the fields come back with a fresh token, ready to be sent once more."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseForbidden
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (a field's name)
# Fields that no page repeats: passwords under any name, codes of the second factor.
SECRET = "password"  # noqa: S105 (part of a field's name)
CODES = {"code", "otp", "recovery_code"}

View = Callable[..., HttpResponseBase]


def members_only(view: View) -> View:
    """Asks for a sign-in; a form sent after the session has ended comes back with everything that was typed."""

    @wraps(view)
    @never_cache
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return keep_typed(request)
        return redirect_to_login(request.get_full_path())

    return checked


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answers a form whose token is stale. Only what our own pages sent is repeated."""
    if not request.accepts("text/html"):
        return HttpResponseForbidden(_("This page has expired."), content_type="text/plain; charset=utf-8")
    if same_origin(request):
        return keep_typed(request)
    return render(request, "core/resubmit.html", {"fields": [], "foreign": True}, status=403)


def same_origin(request: HttpRequest) -> bool:
    """Whether a page of ours sent the request. Without any sign of it, no."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        parts = urlsplit(sender)
    except ValueError:
        return False
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def keep_typed(request: HttpRequest, *, second_factor_url: str = "") -> HttpResponse:
    """The page that holds everything typed as hidden fields, with the door to pass and a button to send again."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != TOKEN and not _is_secret(name)
        for value in values
    ]
    path = request.get_full_path()
    context = {
        "fields": fields,
        "path": path,
        "lost_files": bool(request.FILES),
        "lost_secrets": any(_is_secret(name) for name in request.POST),
        "second_factor_url": second_factor_url,
        "sign_in_url": ""
        if request.user.is_authenticated
        else f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': path})}",
    }
    return render(request, "core/resubmit.html", context, status=403)


def _is_secret(name: str) -> bool:
    return SECRET in name.lower() or name.lower() in CODES
