"""Writing to somebody, and conversations behind mailed links. Reading changes nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from accounts import confirming
from actors.relay import conversations, writing
from actors.relay.addressees import Addressee, alternatives, find, recipients_of
from actors.relay.forms import WriteForm
from actors.relay.models import Participant
from actors.relay.people import behind_link
from core import private_pages
from core.tokens import LinkUnusable

GONE, INVALID, FLOOD = 410, 422, 429
View = Callable[..., HttpResponseBase]


@never_cache
def write(request: HttpRequest, kind: str, slug: str) -> HttpResponseBase:
    """The form; where nobody receives at the moment, who else can be asked."""
    to = find(kind, slug)
    if to is None:
        raise Http404
    if not recipients_of(to.kind, to.key):
        others = alternatives(kind=to.kind, key=to.key, actor=to.actor, region=to.region)
        return render(request, "relay/nobody.html", {"to": to, "others": others})
    user: Any = request.user
    contact = confirming.contact_of(user) if user.is_authenticated else None
    proven = contact.email if contact else ""
    form = WriteForm(request.POST or None, proven=proven, initial={"name": str(user) if proven else ""})
    status = 200
    if request.method == "POST":
        if not ratelimit.consume(request, action="relay_write"):
            form.add_error(None, conversations.too_fast())
            status = FLOOD
        elif form.is_valid():
            try:
                return _sent(request, to, form.cleaned_data, user if proven else None)
            except writing.TooMany as problem:
                form.add_error(None, str(problem))
                status = FLOOD
        else:
            status = INVALID
    return render(request, "relay/write.html", {"to": to, "form": form, "proven": proven}, status=status)


def _sent(request: HttpRequest, to: Addressee, data: dict[str, Any], user: Any) -> HttpResponseBase:
    made = writing.write(
        to=to,
        name=data["name"],
        email=data.get("email", ""),
        purpose=data["purpose"],
        text=data["text"],
        language=get_language() or "de",
        user=user,
    )
    if user is not None:
        return redirect(f"{reverse('messages:conversation', args=[made.pk])}?sent=1")
    return render(request, "relay/sent.html", {"to": to, "email": data["email"]})


def by_link(view: View) -> View:
    """Finds the participant of a token, or says why the link opens nothing; nobody keeps the page."""

    @wraps(view)
    @never_cache
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        if not ratelimit.consume(request, action="relay_link"):
            return ratelimit.respond_429(request)
        try:
            response = view(request, behind_link(token), token=token, **kwargs)
        except LinkUnusable as problem:
            status = 404 if problem.reason == "unknown" else GONE
            response = render(request, "relay/link_unusable.html", {"reason": problem.reason}, status=status)
        return private_pages.behind_link(response)

    return opened


@by_link
def conversation(request: HttpRequest, participant: Participant, token: str) -> HttpResponseBase:
    return conversations.page(request, participant, _ways(token))


@by_link
def leave(request: HttpRequest, participant: Participant, token: str) -> HttpResponseBase:
    return conversations.leaving(request, participant, _ways(token))


def _ways(token: str) -> conversations.Ways:
    return conversations.Ways(
        here=reverse("relay:conversation", args=[token]), leave=reverse("relay:leave", args=[token])
    )
