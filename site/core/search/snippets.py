"""What a result shows of its object: title and text with the words that were looked for marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from core.models import SearchEntry
from core.search.query import Term
from core.search.words import WORD, fold, plain_text

LENGTH = 220
LEAD_IN = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked if it is what was looked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Result:
    """One hit as the page shows it."""

    entry: SearchEntry
    kind: str
    language_name: str
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]


def result_of(entry: SearchEntry, terms: Sequence[Term], kind: str, language: str) -> Result:
    """The summary where it holds a word, else the first paragraph that does; another language is named."""
    name = "" if entry.language == language else dict(settings.LANGUAGES).get(entry.language, entry.language)
    return Result(entry, kind, name, marked(entry.title, terms), marked(_excerpt(entry, terms), terms))


def marked(text: str, terms: Sequence[Term]) -> tuple[Piece, ...]:
    """The text cut at the words that match."""
    pieces: list[Piece] = []
    end = 0
    for match in WORD.finditer(text):
        if any(term.matches(fold(match.group())) for term in terms):
            if match.start() > end:
                pieces.append(Piece(text[end : match.start()], marked=False))
            pieces.append(Piece(match.group(), marked=True))
            end = match.end()
    if end < len(text):
        pieces.append(Piece(text[end:], marked=False))
    return tuple(pieces)


def _excerpt(entry: SearchEntry, terms: Sequence[Term]) -> str:
    summary = plain_text(entry.summary)
    if _first_match(summary, terms) is None:
        for line in map(plain_text, entry.text.splitlines()):
            place = _first_match(line, terms)
            if place is not None:
                return _cut(line, max(0, place - LEAD_IN))
    return _cut(summary or plain_text(entry.text), 0)


def _first_match(text: str, terms: Sequence[Term]) -> int | None:
    return next(
        (match.start() for match in WORD.finditer(text) if any(term.matches(fold(match.group())) for term in terms)),
        None,
    )


def _cut(text: str, start: int) -> str:
    """At most LENGTH characters from the next word boundary on, with dots where something is left out."""
    if start:
        start = text.find(" ", start) + 1
    stretch = text[start : start + LENGTH]
    if start + LENGTH < len(text):
        stretch = f"{stretch.rpartition(' ')[0] or stretch} …"
    return f"… {stretch}" if start else stretch
