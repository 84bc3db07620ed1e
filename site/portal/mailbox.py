"""All outgoing mail on one page, for development: mail leaves no demo site.

Only developers see it, so its texts are plain German and join no catalogue.
"""

from email import message_from_bytes, policy
from email.message import EmailMessage

from csp.decorators import csp
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from core.models import OutboxMessage


@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """List the newest mail first, whether the worker has taken it yet or not."""
    messages = Paginator(OutboxMessage.objects.defer("source").order_by("-pk"), 50)
    return render(request, "portal/mailbox.html", {"page_obj": messages.get_page(request.GET.get("page"))})


@never_cache
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mail as text, with the way to its designed form."""
    kept = get_object_or_404(OutboxMessage, pk=pk)
    content = parsed(kept)
    return render(
        request,
        "portal/mail.html",
        {
            "kept": kept,
            "headers": [(name, content[name]) for name in ("From", "To", "Reply-To", "Date") if content[name]],
            "text": body(content, "plain"),
            "has_html": bool(body(content, "html")),
        },
    )


# Mail carries its style in itself; nothing else may happen in it.
@csp({"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "img-src": ["'self'", "data:"], "sandbox": [""]})  # type: ignore[arg-type]
@never_cache
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the designed form of one mail as a mail program would."""
    html = body(parsed(get_object_or_404(OutboxMessage, pk=pk)), "html")
    if not html:
        raise Http404
    return HttpResponse(html)


def parsed(kept: OutboxMessage) -> EmailMessage:
    """Read the message back from what would have been sent."""
    return message_from_bytes(bytes(kept.source), policy=policy.default)


def body(content: EmailMessage, kind: str) -> str:
    """Return the plain or the HTML part, empty if there is none."""
    part = content.get_body((kind,))
    return str(part.get_content()) if part else ""


urlpatterns: list[URLPattern] = [
    path("mailbox/", mailbox, name="mailbox"),
    path("mailbox/<int:pk>/", mail, name="mail"),
    path("mailbox/<int:pk>/html/", mail_html, name="mail_html"),
]
