"""How hard a German text is to read, as the school year it suits: the first Wiener Sachtextformel."""

import re
from functools import cache

import pyphen

WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SENTENCES = re.compile(r"[.!?:…]+(?=\s|$)|\n+")


@cache
def _hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="de_DE", left=1, right=2)


def syllables(word: str) -> int:
    return sum(len(_hyphenation().positions(part)) + 1 for part in word.split("-"))


def school_year(texts: list[str]) -> float:
    """The formula's figure for several texts together, about 4 (easy) to 15 (hard); 0 where there are no words."""
    text = "\n".join(texts)
    words = WORDS.findall(text)
    if not words:
        return 0.0
    counts = [syllables(word) for word in words]
    share = 100 / len(words)
    sentences = sum(1 for sentence in SENTENCES.split(text) if WORDS.search(sentence))
    return (
        0.1935 * share * sum(count >= 3 for count in counts)
        + 0.1672 * len(words) / sentences
        + 0.1297 * share * sum(len(word) > 6 for word in words)
        - 0.0327 * share * sum(count == 1 for count in counts)
        - 0.875
    )
