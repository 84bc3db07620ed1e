"""What strangers type, made harmless to look at: no control characters, no reversed lines, no towers of accents."""

import re
import unicodedata
from typing import Any

from django import forms

UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
MANY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
MOST_MARKS = 3
ADDRESS = re.compile(r"(?<=\w)\.(?=[^\W\d_]{2,})")


def plain_words(text: str, *, one_line: bool = False) -> str:
    """The text as it may be shown to others; what a person would type on purpose stays as it is."""
    text = UNSEEN.sub(
        "", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    )
    text = "".join(_without_towers(unicodedata.normalize("NFC", text)))
    return " ".join(text.split()) if one_line else MANY_LINES.sub("\n\n", text).strip()


def _without_towers(text: str) -> Any:
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) or unicodedata.category(character) == "Me" else 0
        if marks <= MOST_MARKS:
            yield character


def without_links(text: str) -> str:
    """No mail program makes a link of this; people still read the address."""
    return ADDRESS.sub("[.]", text.replace("://", "[://]"))


class PlainField(forms.CharField):
    """Text for the eyes of others. What is far too long is refused as it stands: cleaning it would take long."""

    def __init__(self, *, one_line: bool = False, **options: Any) -> None:
        self.one_line = one_line
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not isinstance(text, str) or (self.max_length and len(text) > 4 * self.max_length):
            return text
        return plain_words(text, one_line=self.one_line)
