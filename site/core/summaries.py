"""A short description of any object that has one, for search results, search engines and social networks."""

from typing import Any

from django.utils.html import strip_tags

# Where a short description is looked for, the best one first.
FIELDS = ("summary", "lead", "headline", "intro", "search_description")


def without_tags(value: object) -> str:
    """Text of rich text, on one line; neighbouring paragraphs stay apart."""
    return " ".join(strip_tags(str(value).replace("<", " <")).split())


def summary_of(obj: Any) -> str:
    """The first description there is, as plain text on one line."""
    for name in FIELDS:
        if value := getattr(obj, name, ""):
            return without_tags(value)
    return ""
