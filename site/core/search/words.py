"""How words are compared. Texts and queries pass the same folding, so ä meets ae and a, and ß meets ss."""

import re
import unicodedata
from collections.abc import Iterable

WORD = re.compile(r"[^\W_]+")
COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# Mentor*in, Mentor:innen, Mentor_in, Mentor/in are one word; so is a compound with a Mediopunkt.
INNER_MARK = re.compile(r"(?<=[^\W\d_])(?:[*:_/](?=[iI]n(?:nen)?(?![^\W_]))|[·•](?=[^\W\d_]))")
UNDECOMPOSED = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe"})
# After a, e and q, "ue" is no ü: Bauer, neue, Quelle.
UMLAUT_AS_LETTERS = re.compile(r"(?<=[ao])e|(?<=(?<![aeq])u)e|(?<=s)s")

STOP_WORDS = frozenset(
    "aber als am an auch auf aus bei das dass dem den der des die ein eine einem einen einer eines er es für hat ich im in"
    " ist mit nach nicht oder sich sie sind so über um und uns unser von vor was wer wie wir wo zu zum zur"
    " a and are at by for from i in is of on or our the to we what who with a do za na w we je su k".split()
)
SUFFIXES = {
    "de": ("innen", "ern", "em", "en", "er", "es", "e", "n", "s"),
    "en": ("ies", "ing", "ed", "es", "s", "y"),
    "hsb": ("ami", "ach", "am", "ow", "ej", "a", "e", "i", "y", "o", "u"),
}
SHORTEST_STEM = 4


def plain_text(text: object) -> str:
    """The text without characters that only divide words for the eye, and without control characters."""
    cleaned = INNER_MARK.sub("", INVISIBLE.sub("", str(text or "")))
    return "".join(char if char.isprintable() else " " for char in cleaned)


def fold(text: str) -> str:
    """One spelling for all that readers take for the same: case, accents, ä/ae/a, ß/ss/s."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(UNDECOMPOSED))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return UMLAUT_AS_LETTERS.sub("", bare)


def words_of(text: object) -> list[str]:
    """The folded words of a text, in order."""
    return [fold(word) for word in WORD.findall(plain_text(text))]


def folded_words(texts: Iterable[object]) -> str:
    """Every folded word of the texts once, between spaces, so that " wo" finds the beginning of a word.

    Parts of a hyphenated word stand alone and joined: Mittel-Sachsen is found as Mittelsachsen.
    """
    words: dict[str, None] = {}
    for text in texts:
        cleaned = plain_text(text)
        words.update(dict.fromkeys(fold(word) for word in WORD.findall(cleaned)))
        words.update(dict.fromkeys(fold(word.replace("-", "")) for word in COMPOUND.findall(cleaned)))
    return f" {' '.join(words)} "


def stem(word: str, language: str) -> str:
    """The folded word without one ending; the word itself where too little would be left."""
    for suffix in SUFFIXES.get(language.partition("-")[0], ()):
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
            return word.removesuffix(suffix)
    return word
