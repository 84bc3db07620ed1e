"""Finds the page of an address, all pages above it and their languages in one query.

Wagtail asks for the language, for its home page, and twice for every step of the way.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page, PageViewRestriction, Site, get_page_models

# Deeper trees are left to Wagtail's own walk.
DEEPEST = 12


def find_page(request: HttpRequest, path: str) -> Any | None:
    """The page at an address; Wagtail finds what was found here where it keeps its own finding."""
    slugs = [slug for slug in path.split("/") if slug]
    site = Site.find_for_request(request)
    if site is not None and len(slugs) <= DEEPEST and not hasattr(request, "_wagtail_route_for_request"):
        know_page_types()
        page, remaining = furthest_page(site.root_page, slugs)
        try:
            result = page.route(request, remaining)
        except Http404:
            result = None
        request._wagtail_route_for_request = result  # type: ignore[attr-defined]
    return Page.find_for_request(request, path)


def know_page_types() -> None:
    """Django keeps content types for good, but asks for each one by itself."""
    ContentType.objects.get_for_models(*get_page_models())


def furthest_page(root: Page, slugs: Sequence[str]) -> tuple[Any, list[str]]:
    """The deepest page on the way below the active language's home, and the slugs that lead on from there.

    Every page knows its parent then, so that a trail costs no query. A page whose own routes bear the name of a child
    is not meant to have such a child.
    """
    language = _active_language()
    known = {page.path: page for page in _candidates(root, slugs, language)}
    current, remaining = _home(root, known, language), list(slugs)
    children = {(path[: -Page.steplen], page.slug): page for path, page in known.items()}
    while remaining and (child := children.get((current.path, remaining[0]))):
        child._cached_parent_obj = current
        current = child
        remaining.pop(0)
    page = current.specific
    page.locale = current.locale
    page.is_known_to_be_open = _is_open(page, known)
    return page, remaining


def _active_language() -> str:
    try:
        return str(get_supported_content_language_variant(get_language()))
    except LookupError:
        return ""


def _candidates(root: Page, slugs: Sequence[str], language: str) -> Any:
    """The homes of all languages and what is above them, and whatever below bears one of the names."""
    here = Q(locale__language_code=language) | Q(locale_id=root.locale_id)
    below = Q(here, slug__in=set(slugs), depth__gt=root.depth, depth__lte=root.depth + len(slugs))
    return (
        Page.objects.filter(Q(path__in=_way(root.path)) | Q(translation_key=root.translation_key) | below)
        .select_related("locale")
        .annotate(has_restriction=Exists(PageViewRestriction.objects.filter(page_id=OuterRef("pk"))))
    )


def _home(root: Page, known: Mapping[str, Any], language: str) -> Any:
    """The home in the active language; the site's own where that language has none in public."""
    homes = (page for page in known.values() if page.translation_key == root.translation_key and page.live)
    return next((page for page in homes if page.locale.language_code == language), known[root.path])


def _is_open(page: Page, known: Mapping[str, Any]) -> bool:
    """Whether everybody may read it. Of an alias its source decides, for which Wagtail asks."""
    way = [known.get(path) for path in _way(page.path)]
    return all(step is not None and step.alias_of_id is None and not step.has_restriction for step in way)


def _way(path: str) -> list[str]:
    return [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]
