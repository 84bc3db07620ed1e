"""Answers the address of what has been taken offline: 410 with the explanation, in our layout."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page, Site

from core.aftercare.models import TakeDown
from core.routing import DEEPEST, furthest_page


def gone(request: HttpRequest, path: str) -> HttpResponse | None:
    """The page that says why; None where nothing was here, or where a redirect leads on."""
    page = _page_at(request, path)
    if page is None or page.live:
        return None
    rows = TakeDown.objects.filter(translation_key=page.translation_key, kind=TakeDown.Kind.OFFLINE)
    row = rows.select_related("replaced_by").first()
    if row is None or (row.replaced_by is not None and row.replaced_by.live):
        return None
    parent = page.get_parent()
    context = {
        "title": page.title,
        "take_down": row,
        "list_url": parent.get_url(request) if parent.live else "",
        "list_title": parent.title,
    }
    return render(request, "aftercare/gone.html", context, status=410)


def _page_at(request: HttpRequest, path: str) -> Any:
    """The page with this address, public or not."""
    slugs = [slug for slug in path.split("/") if slug]
    site = Site.find_for_request(request)
    if site is None or not slugs or len(slugs) > DEEPEST:
        return None
    page, remaining = furthest_page(site.root_page, slugs)
    return page if not remaining and isinstance(page, Page) else None
