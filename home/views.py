"""Addresses of home that are no pages."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from wagtail.models import Page

from core.languages import translations_of

SIMPLE = "de-simple"


class MissingTranslation:
    """What there is to say where a page has no version in the active language."""

    def __init__(self, page: Any, request: HttpRequest) -> None:
        self.page = page
        self._request = request

    @cached_property
    def url(self) -> str | None:
        """The address of the page in the active language, if there is one by now."""
        return translations_of(self.page, self._request).get(get_language() or "")

    @cached_property
    def nearest(self) -> dict[str, str] | None:
        """The closest page above that exists in the active language."""
        above = self.page.get_ancestors().filter(depth__gt=1).values("translation_key")
        versions = Page.objects.filter(translation_key__in=above, locale__language_code=get_language(), alias_of=None)
        found = versions.live().public().order_by("-depth").defer_streamfields().first()
        return {"title": found.title, "url": found.get_url(self._request)} if found else None

    @property
    def summary(self) -> str:
        """The short version in Leichte Sprache, for those who read that."""
        return getattr(self.page, "summary_simple", "") if get_language() == SIMPLE else ""


def translation_missing(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say in the reader's language that a page has no translation yet, and lead on."""
    page = get_object_or_404(Page.objects.live().public().filter(depth__gt=1), pk=page_id).specific
    missing = MissingTranslation(page, request)
    if missing.url:
        return redirect(missing.url)
    language = page.locale.language_code
    context = {
        "missing": missing,
        "source_url": page.get_url(request),
        "source_language": language,
        "source_language_name": dict(settings.LANGUAGES).get(language, language),
    }
    return render(request, "home/translation_missing.html", context)
