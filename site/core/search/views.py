"""The search page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.search.listing import SearchListing
from core.search.snippets import result_of
from core.trail import trail_from_home


def search(request: HttpRequest) -> HttpResponse:
    """Look for `q` in everything public, in the reader's language first. No query string can break it."""
    path, language = reverse("search"), get_language() or settings.LANGUAGE_CODE
    listing = SearchListing(params=request.GET, language=language, path=path)
    terms = (listing.corrected or listing.words).terms
    page = listing.page_obj
    entries = page.object_list.select_related("region").prefetch_related("region__texts") if page else []
    context = {
        "breadcrumbs": trail_from_home((_("Search"), path)),
        "listing": listing,
        "search_path": path,
        "sentence": _sentence(listing),
        "corrected": " ".join(term.word for term in terms) if listing.corrected else "",
        "groups": listing.groups if listing.words else [],
        "active": [item for item in listing.active if item.label != listing.query],
        "hidden": [{"name": "q", "value": listing.query}],
        "reset_url": listing.words_url if listing.is_narrowed else "",
        "results": [result_of(entry, terms, listing.kind_label(entry.kind), language) for entry in entries],
    }
    return render(request, "search/search.html", context, status=listing.status)


def _sentence(listing: SearchListing) -> str:
    if not listing.query:
        return ""
    words = " ".join(term.word for term in listing.corrected.terms) if listing.corrected else listing.query
    sentence = ngettext("%(count)d result for “%(words)s”", "%(count)d results for “%(words)s”", listing.count)
    return sentence % {"count": listing.count, "words": words}
