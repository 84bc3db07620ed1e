"""Error pages in our layout, for every way in which Django and Wagtail report an error.

An error page must not fail itself: where the layout cannot be drawn, a bare page says the same.
"""

import logging
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDictKeyError

from core.gate import PublishRefused

logger = logging.getLogger(__name__)

PLAIN = (
    '<!DOCTYPE html><html lang="de"><meta charset="utf-8"><title>{0}</title><h1>{0}</h1><p><a href="/">Startseite</a>'
)


def error_page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """The page for an error: `templates/<status>.html`, in the layout of the site."""
    try:
        content: str = render_to_string(f"{status}.html", {"status": status, **context}, request=request)
    except Exception:
        logger.exception("The page for error %s could not be drawn", status)
        content = _bare(status)
    response = HttpResponse(content, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _bare(status: int) -> str:
    """The page that needs neither database nor request."""
    try:
        return render_to_string("500.html", {"status": status})
    except (TemplateDoesNotExist, ValueError, OSError):
        return PLAIN.format(status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Reasons given in our own words are shown; a library's are not."""
    return error_page(request, 403, reason=str(exception) if isinstance(exception, PublishRefused) else "")


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Offers a search for the words of the address."""
    words = " ".join(request.path.replace("-", " ").replace("_", " ").split("/"))
    return error_page(request, 404, words=" ".join(words.split())[:80])


def server_error(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(_bare(500), status=500)
    response["Cache-Control"] = "no-store"
    return response


def locked(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For views of content that somebody else is working on."""
    return error_page(request, 423, reason=reason)


class RefuseNulBytes:
    """Answers addresses that hold a NUL byte, which no database takes, before anybody reads them."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path_info or "%00" in query or "\x00" in query:
            return bad_request(request)
        return self.get_response(request)


class AnswerBadInput:
    """Answers what no view foresees: a form sent without its fields (400), a number no row can have (404)."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, MultiValueDictKeyError):
            return bad_request(request)
        return page_not_found(request) if _is_about_no_row(request, exception) else None


def _is_about_no_row(request: HttpRequest, exception: Exception) -> bool:
    """Whether the request named something that cannot exist: too large for SQLite, no number, or nobody's id."""
    if isinstance(exception, OverflowError):
        return "SQLite INTEGER" in str(exception)
    # Wagtail's own views look some ids up before their forms are checked.
    match = request.resolver_match
    if match is None or not match.view_name.startswith("wagtail"):
        return False
    if 0 in match.kwargs.values():
        return True
    if isinstance(exception, ValueError):
        return "expected a number but got" in str(exception)
    return isinstance(exception, ObjectDoesNotExist)
