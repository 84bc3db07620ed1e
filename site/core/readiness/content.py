"""What stands in a stream, read from its stored form: headings in order, links, running text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup

from core.summaries import without_tags

LONGEST_LINK = 1000
# A line that is bold as a whole and no longer than this is meant as a heading.
SHORT_LINE = 80


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its level; `real` is false for a bold line that only looks like one."""

    level: int
    text: str
    real: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """Running text between headings."""

    words: str


def outline(stream: Any) -> Iterator[Heading | Text]:
    """Headings and texts of a body, in their order."""
    for block in stream.raw_data if stream else ():
        value = block["value"]
        if block["type"] == "heading":
            yield Heading(2, str((value or {}).get("text", "")))
        elif block["type"] == "text":
            yield from _of_html(str(value or ""))
        else:
            yield Text(" ".join(strings_of(value)))


def _of_html(html: str) -> Iterator[Heading | Text]:
    for element in BeautifulSoup(html, "html.parser").find_all(True, recursive=False):
        words = " ".join(element.get_text(" ").split())
        if element.name in ("h2", "h3", "h4"):
            yield Heading(int(element.name[1]), words)
        elif element.name == "p" and 0 < len(words) <= SHORT_LINE and _is_bold(element, words):
            yield Heading(0, words, real=False)
        elif words:
            yield Text(words)


def _is_bold(paragraph: Any, words: str) -> bool:
    bold = " ".join(part.get_text(" ") for part in paragraph.find_all(["b", "strong"]))
    return " ".join(bold.split()) == words


def prose_of(stream: Any) -> list[str]:
    """The running text of a body, block by block, without markup, headings and addresses."""
    texts = (part.words for part in outline(stream) if isinstance(part, Text))
    return [words for words in texts if words]


def links_of(stream: Any) -> set[str]:
    """Every address elsewhere that a stream links to."""
    found: set[str] = set()
    for text in strings_of(stream.raw_data if stream else [], plain=False):
        if text.startswith(("http://", "https://")):
            found.add(text)
        elif "<a " in text:
            hrefs = (str(link.get("href", "")) for link in BeautifulSoup(text, "html.parser").find_all("a"))
            found.update(href for href in hrefs if href.startswith(("http://", "https://")))
    return {url for url in found if len(url) <= LONGEST_LINK}


def strings_of(value: Any, *, plain: bool = True) -> Iterator[str]:
    """Every text inside a stored value; `plain` leaves out markup, addresses and keys."""
    if isinstance(value, str):
        if not plain:
            yield value
        elif not value.startswith(("http://", "https://")) and (words := without_tags(value)):
            yield words
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in ("id", "type"):
                yield from strings_of(part, plain=plain)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings_of(part, plain=plain)
    elif hasattr(value, "items") or hasattr(value, "__iter__"):
        yield from strings_of(list(value), plain=plain)
