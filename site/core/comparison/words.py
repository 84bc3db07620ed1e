"""The difference of two texts in words, the way a person would mark it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

TOKENS = re.compile(r"\s+|[\w'’-]+|[^\w\s]")
# Beyond this a paragraph is shown as replaced: the comparison takes quadratic time.
MAX_TOKENS = 2000
# Unchanged words as short as this between two changes would only tear them apart.
NEGLIGIBLE = 3
# Of an unchanged stretch this many characters stay on each side of a change.
AROUND = 90

SAME, ADDED, REMOVED = "same", "added", "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and what happened to them: `same`, `added` or `removed`."""

    kind: str
    text: str


def marked(before: str, after: str) -> list[Piece]:
    """The new text with what was removed and added; long unchanged stretches are shortened."""
    return _shortened(_joined(_by_line(before, after)))


def _by_line(before: str, after: str) -> Iterator[Piece]:
    """Lines that stand in both keep their place; only what is between them is compared word by word."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for same, left, right in _steps(old, new):
        if same:
            yield Piece(SAME, "".join(right))
        else:
            yield from _by_word("".join(left), "".join(right))


def _by_word(before: str, after: str) -> Iterator[Piece]:
    old, new = TOKENS.findall(before), TOKENS.findall(after)
    if max(len(old), len(new)) > MAX_TOKENS:
        yield from (Piece(REMOVED, before), Piece(ADDED, after))
        return
    removed = added = ""
    for same, left, right in _steps(old, new):
        text = "".join(right)
        if same and (len(text.strip()) > NEGLIGIBLE or not (removed or added)):
            yield from (Piece(REMOVED, removed), Piece(ADDED, added), Piece(SAME, text))
            removed = added = ""
        else:
            removed += "".join(left)
            added += text
    yield from (Piece(REMOVED, removed), Piece(ADDED, added))


def _steps(old: list[str], new: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield kind == "equal", old[old_from:old_to], new[new_from:new_to]


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined


def _shortened(pieces: list[Piece]) -> list[Piece]:
    last = len(pieces) - 1
    return [
        Piece(SAME, _middle_out(piece.text, first=index == 0, last=index == last)) if piece.kind == SAME else piece
        for index, piece in enumerate(pieces)
    ]


def _middle_out(text: str, *, first: bool, last: bool) -> str:
    head = "" if first else text[:AROUND]
    tail = "" if last else text[-AROUND:]
    if len(head) + len(tail) >= len(text):
        return text
    if head:
        head = re.sub(r"\S+$", "", head)
    if tail:
        tail = re.sub(r"^\S+", "", tail)
    return f"{head}…{tail}"
