"""The addresses of pages, and of the files they offer beside their text: feeds and calendars."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail import views

from core.routing import find_page


def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answers a page's address as Wagtail does, once the page is found."""
    find_page(request, path)
    return views.serve(request, path)


@require_safe
def serve_page_file(request: HttpRequest, path: str, filename: str) -> HttpResponseBase:
    """Answers `…/page/filename` with the method that the page names for it in `page_files`, public pages only."""
    page = find_page(request, path)
    method = getattr(page, "page_files", {}).get(filename)
    if page is None or method is None or not page.live or page.get_view_restrictions().exists():
        raise Http404
    if request.path != f"{page.get_url_parts(request)[2]}{filename}":
        raise Http404
    return getattr(page, method)(request)
