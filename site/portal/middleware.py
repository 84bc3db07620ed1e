"""Middleware that concerns the site as a whole."""

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language

from portal.paths import EDITOR_PATH


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Sends the strict policy everywhere but below the editing interface, which needs more."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Swap in the editing interface's directives by path, so that its error pages have them too."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(f"/{EDITOR_PATH}"):
            parts.replace = {**settings.EDITOR_CONTENT_SECURITY_POLICY, **(parts.replace or {})}
        elif getattr(request, "is_dummy", False):
            # A preview is rendered as its public address would be, and shown in a frame of the editing interface.
            parts.replace = {"frame-ancestors": [SELF], **(parts.replace or {})}
        return parts


class PathLocaleMiddleware(LocaleMiddleware):
    """Takes the language from the address alone, so that a cache need not keep a copy for each browser's wishes."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Name the language; the answer does not vary by Accept-Language."""
        response.headers.setdefault("Content-Language", get_language() or settings.LANGUAGE_CODE)
        return response
