"""Addresses made from names."""

from typing import Any

from django.utils.text import slugify

LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ł": "l", "Ł": "L"}
)


def slug_from(text: str, max_length: int = 80) -> str:
    """The text as it stands in an address; German umlauts are written out."""
    return slugify(text.translate(LETTERS))[:max_length].strip("-")


def unique_slug(obj: Any, text: str, *, field: str = "slug") -> str:
    """A slug from `text` that no other row of the object's model has."""
    max_length = obj._meta.get_field(field).max_length
    stem = slug_from(text, max_length) or obj._meta.model_name
    others = type(obj)._base_manager.exclude(pk=obj.pk)
    taken = set(others.filter(**{f"{field}__startswith": stem[: max_length - 6]}).values_list(field, flat=True))
    slug, number = stem, 2
    while slug in taken:
        slug = f"{stem[: max_length - 6]}-{number}"
        number += 1
    return slug
