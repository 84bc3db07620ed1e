"""Texts per language in child rows, for things that exist once and are named in several languages."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class LocalText(models.Model):
    """One language's texts of an object; concrete models add the parent key and the text fields.

    The language is the code of `LANGUAGES`; unique on (object, language).
    """

    language = models.CharField(_("language"), max_length=20, choices=settings.LANGUAGES)

    class Meta:
        abstract = True


class LocalisedTexts:
    """Reads the child rows named `texts` in the current language, else in German.

    Lists prefetch `texts`; every read then costs no query.
    """

    texts: Any

    def text_in(self, language: str | None = None) -> Any | None:
        """The text row of `language` (default: the active one), falling back to the site's first language."""
        wanted = language or get_language() or settings.LANGUAGE_CODE
        rows = {row.language: row for row in self.texts.all()}
        return rows.get(wanted) or rows.get(settings.LANGUAGE_CODE) or next(iter(rows.values()), None)

    def local(self, field: str, default: str = "") -> str:
        """One text field in the active language; an empty translation falls back to German."""
        row = self.text_in()
        value = getattr(row, field, "") if row else ""
        if not value:
            fallback = self.text_in(settings.LANGUAGE_CODE)
            value = getattr(fallback, field, "") if fallback else ""
        return value or default


def in_language(rows: Iterable[dict[str, Any]], language: str, field: str) -> Iterable[dict[str, Any]]:
    """One row per object: the language asked for where it says something, else the first language, else any."""
    rank = {settings.LANGUAGE_CODE: 1, language: 0}
    best: dict[int, dict[str, Any]] = {}
    for row in rows:
        known = best.get(row["pk"])
        if known is None or _order(row, rank, field) < _order(known, rank, field):
            best[row["pk"]] = row
    return best.values()


def _order(row: dict[str, Any], rank: dict[str, int], field: str) -> tuple[bool, int]:
    return not row[field], rank.get(row["texts__language"], 2)
