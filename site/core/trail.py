"""Where a page stands, as links from home down to itself."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def breadcrumbs(page: Any, request: HttpRequest, *further: str) -> list[dict[str, str]]:
    """The trail for `components/breadcrumbs.html`; `further` are titles of views below the page.

    A page that was reached by its address knows those above it; a preview asks for them.
    """
    above = _pages_on_the_way(page) or list(page.get_ancestors().filter(depth__gt=1).defer_streamfields())
    links = [{"title": ancestor.title, "url": ancestor.get_url(request) or ""} for ancestor in above if ancestor.live]
    if links:
        links[0]["title"] = _("Home")
    titles = [page.title, *further]
    own = [{"title": title, "url": page.get_url(request) or ""} for title in titles]
    return [*links, *own]


def _pages_on_the_way(page: Any) -> list[Any]:
    above: list[Any] = []
    while parent := getattr(page, "_cached_parent_obj", None):
        above.insert(0, parent)
        page = parent
    return above if above and above[0].depth == 2 else []


def trail_from_home(*links: tuple[str, str]) -> list[dict[str, str]]:
    """The trail of a view that is no page: home, then the given (title, address); no query."""
    home = {"title": _("Home"), "url": reverse("wagtail_serve", args=[""])}
    return [home, *({"title": str(title), "url": url} for title, url in links)]
