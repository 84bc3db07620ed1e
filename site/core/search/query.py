"""Searches the index. One ranking for every database: where a word stands counts, then how exactly it matches.

Nothing that is typed can break it: a query is at most a few folded words of letters and digits.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from core.models import SearchEntry, SearchWord
from core.search.words import STOP_WORDS, WORD, fold, plain_text, stem

MAX_QUERY = 200
MAX_WORDS = 8
MAX_WORD = 60
# Shorter words are looked for at the beginning of a word only: "ehr" is no hit for "mehr".
SHORTEST_INSIDE = 4
SHORTEST_TYPO = 4
LONG_WORD = 7
LIKELY_MEANT = 0.75
MAX_CANDIDATES = 8_000

TITLE_WORD, TITLE_START, TITLE_INSIDE, TITLE_STEM = 100, 60, 40, 35
TEXT_WORD, TEXT_START, TEXT_INSIDE, TEXT_STEM = 12, 8, 5, 4


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query: as typed, folded, and without its ending."""

    word: str
    folded: str
    stem: str

    def matches(self, folded: str) -> bool:
        """Whether a folded word of a text is a hit."""
        return folded.startswith((self.folded, self.stem)) or (self.reaches_inside and self.folded in folded)

    @property
    def reaches_inside(self) -> bool:
        return len(self.folded) >= SHORTEST_INSIDE

    @property
    def condition(self) -> Q:
        whole = Q(folded__contains=self.folded if self.reaches_inside else f" {self.folded}")
        return whole if self.stem == self.folded else whole | Q(folded__contains=f" {self.stem}")

    @property
    def score(self) -> Case:
        steps = [("folded_title", TITLE_WORD, TITLE_START, TITLE_INSIDE, TITLE_STEM)]
        steps += [("folded", TEXT_WORD, TEXT_START, TEXT_INSIDE, TEXT_STEM)]
        cases = []
        for field, word, start, inside, stem_start in steps:
            cases.append(When(**{f"{field}__contains": f" {self.folded} ", "then": Value(word)}))
            cases.append(When(**{f"{field}__contains": f" {self.folded}", "then": Value(start)}))
            if self.reaches_inside:
                cases.append(When(**{f"{field}__contains": self.folded, "then": Value(inside)}))
            if self.stem != self.folded:
                cases.append(When(**{f"{field}__contains": f" {self.stem}", "then": Value(stem_start)}))
        return Case(*cases, default=Value(0), output_field=IntegerField())


@dataclass(frozen=True)
class Query:
    """What somebody looks for, in one language."""

    text: str
    language: str

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """At most eight different words; little words only where nothing else was typed."""
        typed = [word[:MAX_WORD] for word in WORD.findall(plain_text(self.text[:MAX_QUERY]))]
        words = {fold(word): word for word in reversed(typed)}
        telling = {folded: word for folded, word in words.items() if len(folded) > 1 and word.lower() not in STOP_WORDS}
        chosen = list(reversed((telling or words).items()))[:MAX_WORDS]
        return tuple(Term(word, folded, stem(folded, self.language)) for folded, word in chosen if folded)

    def __bool__(self) -> bool:
        return bool(self.terms)

    def hits(self) -> QuerySet[SearchEntry]:
        """Entries in which every word occurs, with their `score`; none for a query without words."""
        entries = readable_in(self.language)
        score: Any = Value(0)
        for term in self.terms:
            entries = entries.filter(term.condition)
            score = score + term.score
        scored = entries.annotate(score=score)
        return scored if self.terms else scored.none()

    def corrected(self) -> "Query | None":
        """The query with the words that its writer most likely meant; None where no likelier word is known."""
        nearest = nearest_words(self.terms)
        if not nearest:
            return None
        return Query(" ".join(nearest.get(term.folded, term.word) for term in self.terms), self.language)


ORDER = (F("score").desc(), F("updated_at").desc(), F("pk").desc())


def readable_in(language: str) -> QuerySet[SearchEntry]:
    """One entry per object: in this language, else in the site's first one."""
    if language == settings.LANGUAGE_CODE:
        return SearchEntry.objects.filter(language=language)
    own = SearchEntry.objects.filter(language=language, group=OuterRef("group"))
    return SearchEntry.objects.filter(Q(language=language) | Q(Q(language=settings.LANGUAGE_CODE), ~Exists(own)))


def nearest_words(terms: Iterable[Term]) -> dict[str, str]:
    """For terms that no public text knows, the word of a public text spelled most like each; one query for all."""
    mistyped = {term.folded for term in terms if len(term.folded) >= SHORTEST_TYPO}
    if not mistyped:
        return {}
    candidates = SearchWord.objects.filter(_any(_near(folded) for folded in mistyped)).order_by("folded")
    words = dict(candidates.values_list("folded", "word")[:MAX_CANDIDATES])
    found = {folded: _most_alike(folded, words) for folded in mistyped - words.keys()}
    return {folded: word for folded, word in found.items() if word}


def _near(folded: str) -> Q:
    reach = _reach(folded)
    ends = Q(folded__startswith=folded[0]) | Q(folded__endswith=folded[-3:])
    return Q(ends, length__range=(len(folded) - reach, len(folded) + reach))


def _reach(folded: str) -> int:
    return 1 if len(folded) < LONG_WORD else 2


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def _most_alike(folded: str, words: dict[str, str]) -> str | None:
    best, best_ratio = None, LIKELY_MEANT
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(folded)
    for candidate, word in words.items():
        if abs(len(candidate) - len(folded)) > _reach(folded):
            continue
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() > best_ratio and matcher.quick_ratio() > best_ratio:
            ratio = matcher.ratio()
            if ratio > best_ratio:
                best, best_ratio = word, ratio
    return best
