"""Public pages: the question whether content is still right, without an account; the archive."""

from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from core.aftercare import answers, mails
from core.aftercare.care import CareError
from core.aftercare.forms import WordsForm
from core.aftercare.models import TakeDown
from core.listing import Facet, Listing, Sort
from core.page_queryset import is_restricted
from core.search.listing import kind_facet, region_facet
from core.trail import trail_from_home

PER_PAGE = 20
STATUS = {"unknown": 404, "revoked": 403}
STILL_RIGHT, NOT_RIGHT = "yes", "no"


@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show what is asked about; only a button answers, so that programs that follow links change nothing."""
    if not ratelimit.consume(request, action="check_link"):
        return ratelimit.respond_429(request)
    form = words_form(request)
    status = 200
    try:
        link, obj = answers.usable(token)
        if request.method == "POST":
            still_right = request.POST.get("answer") == STILL_RIGHT
            words = request.POST.get("words", "")
            obj = answers.answer(token=token, still_right=still_right, words=words)
            return render(request, "aftercare/answered.html", {"title": str(obj), "still_right": still_right})
    except answers.LinkUnusable as refusal:
        return _refused(request, refusal)
    except CareError as problem:
        form.add_error("words", str(problem))
        status = 422
    return render(request, "aftercare/answer.html", question_context(link.round.care, obj, form), status=status)


def words_form(request: HttpRequest) -> WordsForm:
    """What is not right any more, for those who say so."""
    bound = request.POST if request.method == "POST" else None
    return WordsForm(
        bound,
        label=_("What is not right any more?"),
        help_text=_("Only if something is not right. The editorial desk of your region reads it."),
    )


def question_context(care: Any, obj: Any, form: WordsForm) -> dict[str, Any]:
    """What the question shows, whoever is asked in whichever way."""
    return {
        "form": form,
        "title": str(obj),
        "kind": obj._meta.verbose_name,
        "care": care,
        "published_at": obj.first_published_at,
        "public_url": mails.public_address(obj),
    }


def _refused(request: HttpRequest, refusal: answers.LinkUnusable) -> HttpResponse:
    obj = refusal.link.round.care.subject if refusal.link else None
    context = {"reason": refusal.reason, "title": str(obj) if obj else ""}
    return render(request, "aftercare/link_unusable.html", context, status=STATUS.get(refusal.reason, 410))


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """What is kept for reading and no longer recommended, the newest first."""
    path = reverse("aftercare:archive")
    pages = Page.objects.live().filter(locale=Locale.get_active(), alias_of=None).exclude(is_restricted())
    rows = TakeDown.objects.filter(
        kind=TakeDown.Kind.ARCHIVED, translation_key__in=pages.order_by().values("translation_key")
    )
    kinds = kind_facet()
    listing = Listing(
        params=request.GET,
        queryset=rows,
        facets=[Facet("kind", kinds.title, kinds.choices, ("content_kind",)), region_facet()],
        sorts=[Sort("newest", gettext_lazy("Newest first"), ("-taken_down_at", "-pk"))],
        per_page=PER_PAGE,
        path=path,
    )
    shown = list(listing.page_obj.object_list) if listing.page_obj else []
    found = {
        page.translation_key: page for page in pages.filter(translation_key__in=[r.translation_key for r in shown])
    }
    labels = {value: str(label) for value, label in kinds.choices}
    items = [
        {
            "title": found[row.translation_key].title,
            "url": found[row.translation_key].get_url(request),
            "date": row.taken_down_at,
            "kicker": labels.get(row.content_kind, ""),
            "summary": row.explanation,
        }
        for row in shown
        if row.translation_key in found
    ]
    context = {
        "breadcrumbs": trail_from_home((_("Archive"), path)),
        "listing": listing,
        "items": items,
        "path": path,
        "reset_url": listing.reset_url if listing.is_filtered else "",
        "sentence": listing.sentence(_in_words(listing.count)),
    }
    return render(request, "aftercare/archive.html", context, status=listing.status)


def _in_words(count: int) -> str:
    return ngettext("%(count)d archived page", "%(count)d archived pages", count) % {"count": count}
