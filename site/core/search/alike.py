"""Which rows carry a name like this one: by trigrams where the database has them, else by the words they share."""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import connections
from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest

from core.search.words import STOP_WORDS, WORD, fold, plain_text, stem

LIKE, PART_LIKE = 0.45, 0.7
SHARED_WORDS = 0.5
LONGEST = 200
MOST_WORDS = 12
MOST_CANDIDATES = 500


def alike(rows: QuerySet[Any], field: str, text: str, *, limit: int) -> list[Any]:
    """At most `limit` rows whose `field` resembles the text, the most alike first; none for a text without words."""
    text = " ".join(plain_text(text)[:LONGEST].split())
    words = _telling(text)
    if not words:
        return []
    if connections[rows.db].vendor == "postgresql":
        return list(_by_trigrams(rows, field, text)[:limit])
    return _by_words(rows, field, words)[:limit]


def _by_trigrams(rows: QuerySet[Any], field: str, text: str) -> QuerySet[Any]:
    whole, part = TrigramSimilarity(field, text), TrigramWordSimilarity(text, field)
    likely = rows.annotate(whole_likeness=whole, part_likeness=part).filter(
        Q(whole_likeness__gte=LIKE) | Q(part_likeness__gte=PART_LIKE)
    )
    return likely.order_by(Greatest("whole_likeness", "part_likeness").desc(), "-whole_likeness", "pk")


def _by_words(rows: QuerySet[Any], field: str, words: dict[str, str]) -> list[Any]:
    candidates = rows.filter(reduce(or_, (Q(**{f"{field}__icontains": word}) for word in words.values())))
    typed, likely = set(words), []
    for row in candidates[:MOST_CANDIDATES]:
        others = set(_telling(getattr(row, field)))
        shared = len(typed & others)
        if shared and shared / min(len(typed), len(others)) >= SHARED_WORDS:
            likely.append((-shared, len(typed ^ others), row.pk, row))
    return [row for *_order, row in sorted(likely, key=lambda entry: entry[:3])]


def _telling(text: str) -> dict[str, str]:
    """Stem and beginning of the words that say something."""
    words = [word for word in WORD.findall(plain_text(text)) if word.lower() not in STOP_WORDS]
    return {stem(fold(word), "de"): word[: max(4, len(word) - 2)] for word in words[:MOST_WORDS]}
