"""The demo content keeps the rules of its README: whole, plausible, fictional, and every reference leads somewhere."""

import re
from collections import Counter
from typing import Any

import pytest

from tests.demo.content import (
    ENTRIES,
    LANGUAGES,
    PARTNERS,
    blocks_of,
    districts_of,
    document,
    entries,
    every_entry,
    linkable,
    name,
    postcodes,
    region_districts,
    slugs,
    strings,
    tags,
)

ENOUGH = {
    "regions": 3,
    "topics": 10,
    "target_groups": 10,
    "funding_sources": 4,
    "actors": 20,
    "contact_persons": 13,
    "people": 16,
    "projects": 32,
    "news": 22,
    "events": 20,
    "mentors": 11,
    "packages": 1,
    "questions": 1,
    "conversations": 7,
    "board": 22,
    "tandems": 12,
    "advice": 12,
    "pages": 11,
}
# Real addresses: the partners' own and the two offices that legal pages must name.
REAL_HOSTS = {
    "parikom.de", "www.caritas-dicvdresden.de", "www.startnext.com", "www.sachsen.de", "www.datenschutz.sachsen.de",
    "www.durchsetzungsstelle.sachsen.de",
}  # fmt: skip
DRAMA_PHONE = re.compile(r"030 23125 \d{3}|0171 39200 \d{2}")
BLOCK_FIELDS = {
    "heading": {"text"},
    "text": {"html"},
    "quote": {"text", "speaker", "function", "organisation"},
    "facts": {"title", "items"},
    "accordion": {"items"},
    "table": {"caption", "header", "rows"},
    "image": {"seed", "alt", "caption", "author", "agency", "licence", "symbolic"},
    "contacts": {"title", "persons"},
    "related": {"title", "pages"},
}
LIMITS = {
    "actors": {"name": 160, "summary": 300, "reachable_for": 300, "role": 200},
    "contact_persons": {"name": 120, "function": 160},
    "projects": {"title": 70, "summary": 300},
    "news": {"title": 90, "lead": 350, "byline": 160},
    "events": {
        "title": 80, "lead": 300, "reason": 300, "venue": 160, "street": 160, "city": 80, "online_note": 300,
        "access_notes": 1000,
    },
    "conversations": {"name": 120},
    "board": {"title": 100, "text": 3000},
    "tandems": {"name": 120, "project": 160, "organisation": 160},
    "advice": {"name": 120},
    "mentors": {"headline": 160, "availability": 160},
    "pages": {"title": 80, "summary": 400},
    "topics": {"name": 80},
    "target_groups": {"name": 80},
    "funding_sources": {"name": 120},
}  # fmt: skip
BLOCK_LIMITS = {"value": 40, "label": 160, "source": 160, "question": 200, "speaker": 120, "function": 160}


@pytest.mark.parametrize(("file", "least"), ENOUGH.items())
def test_a_file_has_enough_entries(file: str, least: int) -> None:
    assert len(entries(file)) >= least


@pytest.mark.parametrize("file", ENTRIES)
def test_slugs_are_ascii_and_unique_in_a_file(file: str) -> None:
    names = [name(entry) for entry in entries(file)]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) and len(slug) <= 60 for slug in names)


def test_pages_share_one_space_of_slugs() -> None:
    files = ("projects", "news", "events", "pages")
    assert len(linkable()) == sum(len(entries(file)) for file in files)


@pytest.mark.parametrize(("file", "entry"), every_entry("projects", "news", "events", "mentors", "actors"))
def test_references_lead_to_entries(file: str, entry: dict[str, Any]) -> None:
    assert entry["region"] in slugs("regions") | {""}
    assert entry.get("actor", "") in slugs("actors") | {""}
    assert set(entry["topics"]) <= slugs("topics")
    assert set(entry.get("target_groups", [])) <= slugs("target_groups")
    assert set(entry.get("partners", [])) <= slugs("actors") - {entry.get("actor")}
    assert set(entry.get("funding", [])) <= slugs("funding_sources")
    assert set(entry.get("contacts", [])) <= slugs("contact_persons")
    assert set(entry.get("related", [])) <= linkable() - {entry["slug"]}
    assert entry.get("author", "") in slugs("people") | {""}
    lists = ("topics", "target_groups", "partners", "funding", "contacts", "related", "seeks")
    assert all(len(entry.get(key, [])) == len(set(entry.get(key, []))) for key in lists)


def test_every_district_belongs_to_one_region() -> None:
    listed = [ags for region in entries("regions") for ags in region["districts"]]
    assert len(listed) == len(set(listed)) == 13
    assert set(listed) == {row["ags"] for row in postcodes().values()}


@pytest.mark.parametrize(("file", "entry"), every_entry("regions"))
def test_a_region_has_its_agency_its_deputy_and_four_languages(file: str, entry: dict[str, Any]) -> None:
    assert entry["agency"] in PARTNERS
    assert entry["deputy"] in slugs("regions") - {entry["slug"]}
    assert all(entry[language]["intro"] for language in LANGUAGES)


def test_terms_are_named_in_german_english_and_sorbian() -> None:
    for term in entries("topics") + entries("target_groups"):
        assert term["name"]
        assert term["en"]["name"]
        assert term["hsb"]["name"]


def test_the_two_public_funds_carry_their_obligatory_sentences() -> None:
    sentences = {source["slug"]: source["sentence"] for source in entries("funding_sources")}
    assert sentences["esf-plus"] == "Kofinanziert von der Europäischen Union"
    assert "des vom Sächsischen Landtag beschlossenen Haushaltes" in sentences["freistaat-sachsen-haushalt"]


def test_all_kinds_of_actors_exist() -> None:
    kinds = {actor["kind"] for actor in entries("actors")}
    assert kinds == {"agency", "member", "administration", "social_enterprise", "startup", "initiative", "science"}
    assert sum(actor["slug"] not in PARTNERS for actor in entries("actors")) >= 16


def test_partners_are_bare_data_and_only_they_have_a_role() -> None:
    with_role = {actor["slug"] for actor in entries("actors") if actor["role"]}
    assert with_role == PARTNERS
    for actor in entries("actors"):
        if actor["slug"] in PARTNERS:
            assert not any(actor[field] for field in ("description", "email", "phone", "street"))


@pytest.mark.parametrize(("file", "entry"), every_entry("actors"))
def test_an_actor_lies_in_its_district(file: str, entry: dict[str, Any]) -> None:
    if entry["slug"] in PARTNERS:
        return
    assert entry["district"] in districts_of(entry["postcode"])
    if entry["region"]:
        assert entry["district"] in region_districts(entry["region"])
    assert len(entry["description"].split("\n\n")) in (2, 3)


@pytest.mark.parametrize(("file", "entry"), every_entry("projects", "events"))
def test_a_postcode_exists_and_lies_in_the_region(file: str, entry: dict[str, Any]) -> None:
    if file == "events" and entry["attendance"] == "online":
        assert not entry["postcode"]
        return
    known = postcodes()[entry["postcode"]]
    place = entry.get("place") or entry["city"]
    assert any(place in listed for listed in known["places"].split("; "))
    if entry["region"]:
        assert districts_of(entry["postcode"]) & region_districts(entry["region"])


@pytest.mark.parametrize(("file", "entry"), every_entry(*LIMITS))
def test_texts_fit_their_fields(file: str, entry: dict[str, Any]) -> None:
    for field, limit in LIMITS[file].items():
        for words in (entry, *(entry.get(language, {}) for language in LANGUAGES)):
            assert len(words.get(field, "")) <= limit, field
    if "picture" in entry:
        assert len(entry["picture"]["alt"]) <= 250
        assert len(entry["picture"]["caption"]) <= 300


@pytest.mark.parametrize(("file", "entry"), every_entry("projects", "news", "events", "pages"))
def test_blocks_are_well_formed(file: str, entry: dict[str, Any]) -> None:
    for block in blocks_of(entry):
        fields = set(block) - {"type"}
        if block["type"] == "cta":
            assert {"title", "text", "label"} < fields
            assert len(fields & {"url", "page"}) == 1
            assert block.get("url", "https://").startswith("https://")
            assert block.get("page", "kontakt") in linkable()
            assert len(block["label"]) <= 60
            continue
        assert fields == BLOCK_FIELDS[block["type"]]
        if block["type"] == "text":
            _check_markup(block["html"])
        if block["type"] == "table":
            assert all(len(row) == len(block["header"]) for row in block["rows"])
        assert set(block.get("persons", [])) <= slugs("contact_persons")
        assert set(block.get("pages", [])) <= linkable() - {entry["slug"]}
        assert max(len(block.get("persons", [])), len(block.get("pages", []))) <= 6
        for item in [block, *block.get("items", [])]:
            assert all(len(item.get(field, "")) <= limit for field, limit in BLOCK_LIMITS.items())


def _check_markup(html: str) -> None:
    found = tags(html)
    assert found.seen <= {"p", "h3", "ul", "ol", "li", "a", "b", "i"}
    for link in found.links:
        assert link.startswith("https://") or link.removeprefix("page:") in linkable()


def test_links_lead_only_to_what_readers_can_see() -> None:
    public = {item["slug"] for file in ("projects", "news") for item in entries(file)
              if item["state"] in ("live", "live_with_edit")} | slugs("pages")  # fmt: skip
    public |= {item["slug"] for item in entries("events") if item.get("state", "live") == "live"}
    for file in ("projects", "news", "events", "pages"):
        for entry in entries(file):
            targets = set(entry.get("related", []))
            for block in blocks_of(entry):
                targets |= {*block.get("pages", []), block.get("page", "kontakt")}
                targets |= set(re.findall(r'href="page:([a-z0-9-]+)"', block.get("html", "")))
            assert targets <= public, name(entry)


# Language and fiction


@pytest.mark.parametrize("file", ["projects", "news", "events", "mentors", "actors", "pages", "contact_persons"])
def test_a_third_is_also_in_english(file: str) -> None:
    found = sum("en" in entry for entry in entries(file))
    assert found * 3 >= len(entries(file))


@pytest.mark.parametrize("language", ["hsb", "simple"])
def test_some_summaries_exist_in_sorbian_and_easy_language(language: str) -> None:
    files = ("projects", "news", "events", "actors", "pages", "regions", "mentors")
    assert sum(language in entry for file in files for entry in entries(file)) >= 4


@pytest.mark.parametrize("file", ENTRIES)
def test_addresses_are_fictional(file: str) -> None:
    for text in strings(document(file)):
        assert all(host == "example.org" for host in re.findall(r"[\w.+-]+@([\w.-]*\w)", text))
        for host in re.findall(r"https?://([^/\s\"<]+)", text):
            assert host == "example.org" or host.endswith(".example.org") or host in REAL_HOSTS
        for phone in re.findall(r"(?<![\d.])0\d{2,4} \d[\d ]{5,}\d", text):
            assert DRAMA_PHONE.fullmatch(phone), phone


@pytest.mark.parametrize("file", ENTRIES)
def test_texts_are_finished(file: str) -> None:
    unfinished = re.compile(r"lorem|ipsum|TODO|FIXME|XXX|\?\?\?| {2,}|\.\.\.", re.IGNORECASE)
    assert not [text for text in strings(document(file)) if unfinished.search(text)]


def test_no_long_text_is_told_twice() -> None:
    long_texts = Counter(
        text
        for file in ("actors", "projects", "news", "events", "mentors", "pages")
        for text in strings(entries(file))
        if len(text) > 80
    )
    assert not [text for text, times in long_texts.items() if times > 1]
