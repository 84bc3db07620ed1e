"""Finds the page of an address in one query, where Wagtail asks twice for every step of the way."""

from collections.abc import Sequence
from typing import Any

from wagtail.models import Page

# Deeper trees are left to Wagtail's own walk.
DEEPEST = 12


def furthest_page(start: Any, slugs: Sequence[str]) -> tuple[Any, list[str]]:
    """The deepest page on the way below `start`, and the slugs that lead on from there.

    Every page knows its parent then, so that a trail costs no query. A page whose own routes bear the name of a child
    is not meant to have such a child.
    """
    if len(slugs) > DEEPEST:
        return start, list(slugs)
    candidates = Page.objects.filter(
        slug__in=set(slugs), path__startswith=start.path, depth__gt=start.depth, depth__lte=start.depth + len(slugs)
    ).defer_streamfields()
    by_parent = {(page.path[: -page.steplen], page.slug): page for page in candidates}
    current, remaining = start, list(slugs)
    while remaining and (child := by_parent.get((current.path, remaining[0]))):
        child._cached_parent_obj = current
        current = child
        remaining.pop(0)
    if current is start:
        return start, remaining
    found = current.specific
    found._cached_parent_obj = current._cached_parent_obj
    return found, remaining
