"""Reads the demo content for its tests, without the loader."""

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "site" / "portal" / "demo" / "content"
POSTCODES = ROOT / "site" / "core" / "data" / "saxony-postcodes.csv"

ENTRIES = {
    "regions": "region",
    "topics": "topic",
    "target_groups": "target_group",
    "funding_sources": "funding_source",
    "actors": "actor",
    "contact_persons": "person",
    "people": "user",
    "projects": "project",
    "news": "news",
    "events": "event",
    "mentors": "mentor",
    "packages": "package",
    "questions": "question",
    "conversations": "conversation",
    "board": "entry",
    "tandems": "tandem",
    "advice": "case",
    "pages": "page",
}
PARTNERS = {
    "parikom", "impact-hub-dresden", "impact-hub-leipzig", "caritas", "diakonie", "drk-sachsen", "startnext",
    "freistaat-sachsen",
}  # fmt: skip
LANGUAGES = ("en", "hsb", "simple")


@cache
def document(file: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / f"{file}.toml").read_text(encoding="utf-8"))


def entries(file: str) -> list[dict[str, Any]]:
    return document(file)[ENTRIES[file]]


def every_entry(*files: str) -> list[Any]:
    return [pytest.param(file, entry, id=f"{file}-{name(entry)}") for file in files for entry in entries(file)]


def name(entry: dict[str, Any]) -> str:
    return entry.get("slug") or entry["key"]


def slugs(*files: str) -> set[str]:
    return {name(entry) for file in files for entry in entries(file)}


def linkable() -> set[str]:
    return slugs("projects", "news", "events", "pages")


def bodies(entry: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    yield entry.get("body", [])
    for language in LANGUAGES:
        yield entry.get(language, {}).get("body", [])


def blocks_of(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for body in bodies(entry):
        yield from body


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


@cache
def postcodes() -> dict[str, dict[str, str]]:
    with POSTCODES.open(encoding="utf-8", newline="") as file:
        return {row["plz"]: row for row in csv.DictReader(file)}


def districts_of(postcode: str) -> set[str]:
    return set(postcodes()[postcode]["ags_all"].split(";"))


def region_districts(slug: str) -> set[str]:
    return set(next(region for region in entries("regions") if region["slug"] == slug)["districts"])


class Tags(HTMLParser):
    """Collects the tags and link targets of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.links: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.open.append(tag)
        self.links += [value or "" for key, value in attrs if key == "href"]
        assert {key for key, _value in attrs} <= ({"href"} if tag == "a" else set())

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(html: str) -> Tags:
    parser = Tags()
    parser.feed(html)
    assert not parser.open
    return parser
