"""Translating belongs to the lead editors. wagtail-localize asks for one permission only, and in some views for none."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from core.permissions import may_lead

NAMESPACE = "wagtail_localize"
# Words for the translation editor's scripts, the same for everybody.
OPEN = frozenset({"javascript_catalog"})
# Buttons that wagtail-localize adds to the ordinary form of a page.
BUTTONS = ("localize-restart-translation", "localize-convert-to-alias")


class LeadsTranslate:
    """Refuses every address and button of wagtail-localize to everybody but lead editors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        match = request.resolver_match
        if match is None:
            return
        is_view = NAMESPACE in match.namespaces and match.url_name not in OPEN
        is_button = (
            request.method == "POST"
            and match.view_name == "wagtailadmin_pages:edit"
            and any(button in request.POST for button in BUTTONS)
        )
        if (is_view or is_button) and not may_lead(request.user):
            raise PermissionDenied
