"""Words of public lists: cleaning what was typed, finding it again, and saying choices in a sentence."""

import re
from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

MAX_WORDS = 8
MAX_WORD_LENGTH = 60
CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
FOLDS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))


def clean_value(raw: object, length: int) -> str:
    """What was typed, on one line, without control characters and not endless."""
    text = CONTROL.sub(" ", str(raw or "")[: length * 4])
    return " ".join(text.split())[:length]


def spellings(word: str) -> set[str]:
    """The ways a word may be written: umlauts either way, and cases that SQLite does not fold itself."""
    folded, unfolded = word.lower(), word.lower()
    for umlaut, letters in FOLDS:
        folded = folded.replace(umlaut, letters)
        unfolded = unfolded.replace(letters, umlaut)
    variants = {word, word.lower(), folded, unfolded}
    return variants | {variant[:1].upper() + variant[1:] for variant in variants}


def matching_words(queryset: QuerySet[Any], lookups: Sequence[str], text: str) -> QuerySet[Any]:
    """Items in which every word of `text` occurs in one of the fields, each once."""
    for word in text.split()[:MAX_WORDS]:
        condition = Q(pk__in=[])
        for spelling in sorted(spellings(word[:MAX_WORD_LENGTH])):
            for lookup in lookups:
                condition |= Q(**{f"{lookup}__icontains": spelling})
        queryset = queryset.filter(pk__in=queryset.model._base_manager.filter(condition).values("pk"))
    return queryset


def join_or(labels: Sequence[str]) -> str:
    """Choices as a reader would say them: "a, b or c"."""
    if len(labels) < 2:
        return "".join(labels)
    return _("%(first)s or %(last)s") % {"first": ", ".join(labels[:-1]), "last": labels[-1]}


def in_sentence(label: str) -> str:
    """A label as it stands inside a sentence: English starts small, German where an adjective comes first."""
    language = get_language() or ""
    first, _space, rest = label.partition(" ")
    if language.startswith("en"):
        return label if first[1:] != first[1:].lower() else label[:1].lower() + label[1:]
    adjective = first.endswith(("e", "en")) and rest[:1].isupper()
    return label[:1].lower() + label[1:] if language.startswith("de") and adjective else label
