"""One page in several languages: the switch, the page that stands in for a missing translation, hreflang.

An address belongs to one language. Where a page is not translated, the switch leads to a notice in the other language,
which says so and leads on.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language, override
from wagtail.models import Page

from core.page_queryset import is_restricted
from core.summaries import summary_of

X_DEFAULT = "x-default"


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One entry of the language switch."""

    code: str
    label: str
    url: str
    current: bool
    available: bool


@dataclass(frozen=True, slots=True)
class Head:
    """What search engines and social networks are told about a page."""

    canonical: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    title: str = ""
    description: str = ""
    kind: str = "website"
    indexed: bool = True


def codes() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def page_of(request: HttpRequest) -> Any | None:
    """The page that Wagtail found for this address, if it was asked for one."""
    route = getattr(request, "_wagtail_route_for_request", None)
    return route.page if route else None


def translations_of(page: Any, request: HttpRequest) -> dict[str, str]:
    """Addresses of the public page in every language that has it, its own included; one query.

    A language whose home is not public answers at none of its addresses.
    """
    homes = Page.objects.filter(locale_id=OuterRef("locale_id"), depth=2, live=True)
    versions = (
        Page.objects.filter(Exists(homes), translation_key=page.translation_key, alias_of=None)
        .live()
        .exclude(is_restricted())
        .select_related("locale")
        .defer_streamfields()
    )
    return {version.locale.language_code: version.get_url(request) for version in versions}


def _translations(request: HttpRequest) -> dict[str, str]:
    """The languages of the address that is being read; empty where it is nothing that has languages."""
    known = getattr(request, "_portal_translations", None)
    if known is None:
        page, match = page_of(request), request.resolver_match
        if page is not None:
            known = translations_of(page, request)
        elif match is None or match.view_name in ("wagtail_serve", None):
            known = {}
        else:
            own = getattr(request, "content_languages", codes())
            known = {code: url for code in own if (url := _translated_view(request, code))}
        request._portal_translations = known  # type: ignore[attr-defined]
    return known


def _translated_view(request: HttpRequest, code: str) -> str:
    url = translate_url(request.get_full_path(), code)
    return url if url != request.get_full_path() or code == get_language() else ""


def links(request: HttpRequest) -> list[LanguageLink]:
    """The language switch: the same page, or the notice that it is not translated yet."""
    found, page, active = _translations(request), page_of(request), get_language()
    entries = []
    for code, label in settings.LANGUAGES:
        with override(code):
            fallback = reverse("translation_missing", args=[page.pk]) if page else reverse("wagtail_serve", args=[""])
        entries.append(
            LanguageLink(code, label, found.get(code) or fallback, code == active, available=not page or code in found)
        )
    return entries


def head(request: HttpRequest) -> Head:
    """Canonical address and alternates; the first language is the default for readers of none of them."""
    page, found = page_of(request), _translations(request)
    if not found:
        return Head(indexed=False)
    query = _page_query(request)
    absolute = {code: absolute_url(url.partition("?")[0]) for code, url in found.items()}
    default = absolute.get(settings.LANGUAGE_CODE)
    alternates = tuple(absolute.items()) if len(absolute) > 1 and not query else ()
    if alternates and default:
        alternates += ((X_DEFAULT, default),)
    return Head(
        canonical=absolute_url(request.path) + query,
        alternates=alternates,
        title=(page.seo_title or page.title) if page else "",
        description=summary_of(page.specific) if page else "",
        kind="article" if getattr(page, "gated", False) else "website",
    )


def _page_query(request: HttpRequest) -> str:
    """Further pages of a list are pages of their own; filters and sorting are not."""
    number = request.GET.get("page", "")
    return f"?page={number}" if number.isascii() and number.isdigit() and len(number) < 6 and int(number) > 1 else ""


def absolute_url(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
