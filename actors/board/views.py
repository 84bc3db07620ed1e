"""The board for readers, the same for all of them; and what mailed links open. Reading changes nothing."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import confirming
from actors.board import beginning, digest, services
from actors.board.forms import CloseForm, DigestForm, WithoutAccountForm
from actors.board.listing import board
from actors.board.models import BoardEntry, EntryLink
from actors.board.presentation import days_left, entry_page
from core import private_pages
from core.tokens import LinkUnusable

GONE, INVALID, FLOOD = 410, 422, 429


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    context = board(request)
    return render(request, "board/index.html", context, status=context["listing"].status)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One entry while its term lasts; for readers it is gone afterwards."""
    entry = get_object_or_404(
        BoardEntry.objects.current().with_card_data().select_related("person").prefetch_related("entry_target_groups"),
        slug=slug,
    )
    return render(request, "board/detail.html", entry_page(entry))


@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Renew or close without signing in."""
    if not ratelimit.consume(request, action="board_link"):
        return ratelimit.respond_429(request)
    try:
        response = _managed(request, services.behind_link(token))
    except LinkUnusable as problem:
        status = 404 if problem.reason == "unknown" else GONE
        response = render(request, "board/link_unusable.html", {"reason": problem.reason}, status=status)
    return private_pages.behind_link(response)


def _managed(request: HttpRequest, link: EntryLink) -> HttpResponseBase:
    form, problem, status = handle(request, link.entry, link.user)
    if form is None:
        return redirect(request.path)
    context = {"entry": link.entry, "term": link.entry.term, "form": form, "problem": problem}
    return render(request, "board/manage.html", {**context, "days_left": days_left(link.entry)}, status=status)


def handle(request: HttpRequest, entry: BoardEntry, user: Any) -> tuple[CloseForm | None, str, int]:
    """What a page with the two buttons was told: the form to draw, what went wrong, the status; no form when done."""
    closing = request.method == "POST" and "close" in request.POST
    form = CloseForm(request.POST if closing else None)
    try:
        if request.method == "POST" and "renew" in request.POST:
            services.renew(entry=entry, user=user)
            messages.success(request, _("Renewed. The entry stands for sixty days more."))
            return None, "", 302
        if closing and form.is_valid():
            services.close(entry=entry, user=user, outcome=form.cleaned_data["outcome"])
            messages.success(request, _("Thank you. The entry is closed and no longer on the board."))
            return None, "", 302
    except services.BoardError as problem:
        return form, str(problem), 409
    return form, "", INVALID if closing else 200


@never_cache
def subscribe(request: HttpRequest) -> HttpResponseBase:
    """What is new, once a week by mail. An address is confirmed first."""
    user: Any = request.user
    contact = confirming.contact_of(user) if user.is_authenticated else None
    form, status = DigestForm(request.POST or None, contact=contact), 200
    if request.method == "POST":
        status = INVALID
        if not ratelimit.consume(request, action="relay_write"):
            form.add_error(None, _("Too many requests. Please try again later."))
            status = FLOOD
        elif form.is_valid():
            data = form.cleaned_data
            wish = digest.wish(region=data["region"], topics=data["topics"])
            if contact is not None:
                return redirect(digest.subscribe(contact=contact, wish=wish))
            try:
                confirming.ask(email=data["email"], purpose=digest.PURPOSE, payload=wish, language=get_language())
                return render(request, "board/subscribe_sent.html", {"email": data["email"]})
            except confirming.TooManyQuestions:
                form.add_error(
                    None, _("Today we have written to this address often enough. Please try again tomorrow.")
                )
                status = FLOOD
    return render(request, "board/subscribe.html", {"form": form, "proven": contact}, status=status)


@never_cache
def without_account(request: HttpRequest) -> HttpResponseBase:
    """Name and address of somebody who has no account yet; whoever is signed in writes at once."""
    if request.user.is_authenticated:
        return redirect("own_board:new")
    form, status = WithoutAccountForm(request.POST or None), 200
    if request.method == "POST":
        status = INVALID
        if not ratelimit.consume(request, action="relay_write"):
            form.add_error(None, _("Too many requests. Please try again later."))
            status = FLOOD
        elif form.is_valid():
            name, email = form.cleaned_data["name"], form.cleaned_data["email"]
            try:
                confirming.ask(email=email, purpose=beginning.PURPOSE, payload={"name": name}, language=get_language())
                return render(request, "board/without_account_sent.html", {"email": email})
            except confirming.TooManyQuestions:
                form.add_error(
                    None, _("Today we have written to this address often enough. Please try again tomorrow.")
                )
                status = FLOOD
    return render(request, "board/without_account.html", {"form": form}, status=status)


@never_cache
def subscription(request: HttpRequest, token: str) -> HttpResponseBase:
    """What is subscribed, and the button that ends it; known only to whoever gets the mails."""
    if not ratelimit.consume(request, action="board_link"):
        return ratelimit.respond_429(request)
    row = digest.behind_link(token)
    if request.method == "POST" and row is not None:
        digest.end(row)
        return redirect(reverse("board:subscription", args=[token]))
    status = 200 if row is not None else GONE
    response = render(request, "board/subscription.html", {"digest": row}, status=status)
    return private_pages.behind_link(response)
