"""Sitemaps and robots.txt: what is public in every language, with its translations and the day it last changed.

The search index knows exactly that, so it is read from there. Lists that are no pages are named in a registry.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from core.languages import X_DEFAULT, absolute_url, codes
from core.models import SearchEntry
from core.registries import Registry

# Names of views that list something in every language; domains register theirs.
lists: Registry[str] = Registry()
PER_SITEMAP = 2000
XML = "application/xml"
# Below these addresses are search results, files and everything that asks for a sign-in.
CLOSED = ("/cms/", "/dokumente/")
CLOSED_VIEWS = ("search", "account_login")


def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Names a sitemap of all lists and as many sitemaps of content as there are needed."""
    newest = SearchEntry.objects.order_by("-updated_at").values_list("updated_at", flat=True).first()
    numbers = [0, *_paginator().page_range]
    parts = [
        {"location": absolute_url(reverse("sitemap_part", args=[number])), "last_mod": newest if number else None}
        for number in numbers
    ]
    return render(request, "sitemap_index.xml", {"sitemaps": parts}, content_type=XML)


def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """Part 0 holds the lists, the others the content."""
    urls = list_urls() if number == 0 else content_urls(number)
    return render(request, "sitemap.xml", {"urlset": urls}, content_type=XML)


def content_urls(number: int) -> list[dict[str, Any]]:
    """Pages, actors and mentors, each language's version with links to the others; two queries and a count."""
    try:
        entries = list(_paginator().page(number).object_list)
    except InvalidPage:
        raise Http404 from None
    versions: dict[str, dict[str, str]] = defaultdict(dict)
    groups = {entry.group for entry in entries}
    for group, language, url in SearchEntry.objects.filter(group__in=groups).values_list("group", "language", "url"):
        versions[group][language] = absolute_url(url)
    return [
        {
            "location": absolute_url(entry.url),
            "lastmod": entry.updated_at,
            "alternates": alternates_of(versions[entry.group]),
        }
        for entry in entries
    ]


def list_urls() -> list[dict[str, Any]]:
    """Lists exist in every language."""
    urls = []
    for name in lists:
        versions = {}
        for code in codes():
            with override(code):
                versions[code] = absolute_url(reverse(name))
        urls += [{"location": url, "alternates": alternates_of(versions)} for url in versions.values()]
    return urls


def alternates_of(versions: dict[str, str]) -> list[dict[str, str]]:
    """hreflang links of one object; nothing where it has a single language."""
    if len(versions) < 2:
        return []
    links = [{"lang_code": code, "location": url} for code, url in versions.items()]
    default = versions.get(settings.LANGUAGE_CODE)
    return [*links, {"lang_code": X_DEFAULT, "location": default}] if default else links


def robots(request: HttpRequest) -> HttpResponse:
    """Keeps crawlers out of search results and of what needs a sign-in."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _closed_paths())]
    lines += ["", f"Sitemap: {absolute_url(reverse('sitemap_index'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _closed_paths() -> Iterable[str]:
    yield from CLOSED
    for code in codes():
        with override(code):
            yield from (reverse(name) for name in CLOSED_VIEWS)


def _paginator() -> Paginator:
    entries = SearchEntry.objects.order_by("pk").only("url", "language", "group", "updated_at")
    return Paginator(entries, PER_SITEMAP)
