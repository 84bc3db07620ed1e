"""The second factor: compulsory for whatever staff do as staff, and in front of the whole editing interface."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from core.permissions import SecondFactorRequired
from core.resubmit import keep_typed

# Where to go on after the second factor has been set up.
NEXT_KEY = "second_factor_next"
# These only lead elsewhere, so they may be asked for by anybody.
DOORS = ("login/", "password_reset/")
DEVICES = [Authenticator.Type.TOTP]


def has_second_factor(user: Any) -> bool:
    """Whether an authenticator app is set up; recovery codes alone are no factor."""
    return is_mfa_enabled(user, DEVICES)


def is_verified(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor that still exists."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records) and has_second_factor(request.user)


def note_new_device(sender: Any, request: HttpRequest, user: Any, authenticator: Any, **kwargs: Any) -> None:
    """Setting up the app asks for a code, so the session that did it has shown its second factor."""
    if authenticator.type in DEVICES:
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=authenticator.type)


def in_session(request: HttpRequest) -> Any:
    """The person of the request, who knows whether this session was opened with a second factor."""
    user: Any = get_user(request)
    user.shows_second_factor = cache(partial(is_verified, request))
    return user


class SecondFactorMiddleware:
    """Lets nobody below the editing interface's path without a second factor, nor staff use their rights elsewhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Readers' requests never ask who they are.
        person: Any = SimpleLazyObject(partial(in_session, request))
        request.user = person
        return self._stop(request) or self.get_response(request)

    def _stop(self, request: HttpRequest) -> HttpResponseBase | None:
        interface = reverse("wagtailadmin_home")
        if not request.path_info.startswith(interface) or request.path_info.startswith(
            tuple(f"{interface}{door}" for door in DOORS)
        ):
            return None
        user: Any = request.user
        if not user.is_authenticated:
            return _lead_to(request, reverse("account_login"))
        if not user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return None if user.shows_second_factor() else _ask_for_it(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        return _ask_for_it(request) if isinstance(exception, SecondFactorRequired) else None


def _ask_for_it(request: HttpRequest) -> HttpResponseBase:
    """To the code, or first to setting up the app. What was typed outside the editing interface is kept."""
    if has_second_factor(request.user):
        door = reverse("mfa_reauthenticate")
    else:
        request.session[NEXT_KEY] = _way_back(request)
        door = reverse("mfa_activate_totp")
    if request.method == "POST" and not request.path_info.startswith(reverse("wagtailadmin_home")):
        return keep_typed(request, second_factor_url=door)
    return _lead_to(request, door)


def _lead_to(request: HttpRequest, address: str) -> HttpResponseBase:
    """Send people on; answer scripts with a plain refusal, because they would take a page for data."""
    wants_data = request.headers.get("x-requested-with") or "application/json" in request.headers.get("accept", "")
    if wants_data:
        return HttpResponse(status=403)
    return HttpResponseRedirect(f"{address}?{urlencode({'next': _way_back(request)})}")


def _way_back(request: HttpRequest) -> str:
    """What was asked for; after a form the start of the area, because the form cannot be repeated."""
    if request.method == "GET":
        return request.get_full_path()
    interface = reverse("wagtailadmin_home")
    return interface if request.path_info.startswith(interface) else reverse(settings.LOGIN_REDIRECT_URL)
