"""Home's part in how Wagtail answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from wagtail import hooks


@hooks.register("before_serve_page")
def keep_languages_apart(page: Any, request: HttpRequest, serve_args: Any, serve_kwargs: Any) -> HttpResponse | None:
    """Wagtail answers with the first language's tree where a language has none: lead to the notice instead."""
    if page.locale.language_code == get_language():
        return None
    return redirect("translation_missing", page_id=page.pk)
