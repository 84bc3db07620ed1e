"""The addresses of pages, and of the files they offer beside their text: feeds and calendars."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail import views

from core.aftercare.gone import gone
from core.routing import find_page


def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answers a page's address as Wagtail does, once the page is found; what was taken offline says so."""
    find_page(request, path)
    try:
        return views.serve(request, path)
    except Http404:
        answer = gone(request, path)
        if answer is None:
            raise
        return answer


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
