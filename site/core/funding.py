"""Who pays, and what has to be said of it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from core.models import FundingSource
from core.models.texts import in_language


def statements(sources: Any, language: str) -> list[dict[str, Any]]:
    """Names and statements of funding sources in a language; one query."""
    rows = sources.order_by("sort_order", "slug").values(
        "pk", "slug", "texts__language", "texts__name", "texts__statement"
    )
    return [
        {"pk": row["pk"], "name": row["texts__name"] or row["slug"], "statement": row["texts__statement"] or ""}
        for row in in_language(rows, language, "texts__statement")
    ]


def statements_of(ids: Sequence[int]) -> list[dict[str, Any]]:
    """Those of certain sources, in the order of their ids."""
    if not ids:
        return []
    found = {
        row["pk"]: row
        for row in statements(FundingSource.objects.filter(pk__in=ids), get_language() or settings.LANGUAGE_CODE)
    }
    return [found[pk] for pk in ids if pk in found]
