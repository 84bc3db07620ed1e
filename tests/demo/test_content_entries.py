"""Each kind of the demo content tells what its pages need: projects, news, events, people and pages."""

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

from mentoring.tandems.models import State
from tests.demo.content import (
    PARTNERS,
    document,
    entries,
    every_entry,
    postcodes,
    region_districts,
    slugs,
    strings,
    tags,
)

STATES = {
    "live", "draft", "submitted_actor", "submitted_region", "changes_requested", "rejected", "withdrawn",
    "live_with_edit",
}  # fmt: skip
STATES_OF_NEWS = STATES | {"in_package", "forced"}
PATH_KEYS = {"submit", "projects", "events", "news", "actors", "mentors"}
MENTOR_LANGUAGES = {
    "Deutsch", "Englisch", "Obersorbisch", "Polnisch", "Tschechisch", "Ukrainisch", "Russisch", "Arabisch", "Dari",
    "Türkisch", "Vietnamesisch", "Französisch", "Spanisch",
}  # fmt: skip


# Projects


def test_enough_projects_are_public_and_every_state_exists() -> None:
    states = Counter(project["state"] for project in entries("projects"))
    assert states["live"] >= 24
    assert set(states) == STATES
    assert {project["phase"] for project in entries("projects")} == {"idea", "pilot", "proven", "spread"}


@pytest.mark.parametrize(("file", "entry"), every_entry("projects"))
def test_a_project_tells_its_story(file: str, entry: dict[str, Any]) -> None:
    if entry["state"] == "draft":
        return
    for words in (entry, entry.get("en", entry)):
        for part in ("problem", "approach", "effect"):
            assert 60 <= len(words[part].split()) <= 140, part
    assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", entry["started"])
    assert bool(entry["campaign_url"]) == bool(entry["campaign_until"])
    if entry["campaign_until"]:
        assert date.fromisoformat(entry["campaign_until"]) > date(2027, 1, 1)
    assert set(entry["seeks"]) <= {"partners", "funding", "rooms", "volunteers", "mentoring", "imitators"}
    evaluated = entry["copy"]["evidence"] == "evaluated"
    assert evaluated == bool(entry["copy"].get("evidence_url"))
    if entry["state"] in ("live", "live_with_edit"):
        assert 2 <= len(entry["body"]) <= 6
        assert entry["picture"]["author"]


def _is_member(entry: dict[str, Any], author: dict[str, Any]) -> bool:
    return any(membership["actor"] == entry["actor"] for membership in author["memberships"])


@pytest.mark.parametrize(("file", "entry"), every_entry("projects", "news"))
def test_what_is_not_simply_public_names_a_fitting_author(file: str, entry: dict[str, Any]) -> None:
    assert entry["state"] in (STATES_OF_NEWS if file == "news" else STATES)
    if entry["state"] == "live":
        return
    author = next(user for user in entries("people") if user["key"] == entry["author"])
    own_region = any(role["region"] == entry["region"] for role in author["region_roles"])
    assert _is_member(entry, author) or (file == "news" and own_region)
    if entry["state"] in ("changes_requested", "rejected", "withdrawn", "live_with_edit", "forced"):
        assert entry["note"]
    assert ("edit" in entry) == (entry["state"] == "live_with_edit")
    if entry["state"] == "submitted_actor":
        leads = [user for user in entries("people") if {"actor": entry["actor"], "role": "LEAD"} in user["memberships"]]
        assert [lead for lead in leads if lead["key"] != author["key"]]


# News and events


@pytest.mark.parametrize(("file", "entry"), every_entry("news"))
def test_news_has_a_date_of_this_year(file: str, entry: dict[str, Any]) -> None:
    published = date.fromisoformat(entry["published"])
    assert date(2026, 3, 1) <= published
    if entry["state"] in ("live", "live_with_edit"):
        assert published <= date(2026, 11, 20)


def test_news_are_spread_over_months_and_states() -> None:
    public = [item for item in entries("news") if item["state"] == "live"]
    assert len(public) >= 20
    assert len({item["published"][:7] for item in public}) >= 9
    assert len({item["state"] for item in entries("news")}) >= 4


def test_the_press_release_has_all_its_parts() -> None:
    release = next(item for item in entries("news") if item["slug"] == "wirkung-beginnt-am-kuechentisch")
    kinds = Counter(block["type"] for block in release["body"])
    quotes = [block for block in release["body"] if block["type"] == "quote"]
    links = [link for block in release["body"] if block["type"] == "text" for link in tags(block["html"]).links]
    assert kinds["heading"] == 3
    assert len(quotes) == 3
    assert len({(quote["speaker"], quote["function"]) for quote in quotes}) == 1
    assert len(links) >= 3
    assert len(release["contacts"]) == 2
    assert release["picture"]["symbolic"]
    assert release["picture"]["author"]
    assert release["picture"]["agency"]


@pytest.mark.parametrize(("file", "entry"), every_entry("events"))
def test_an_event_says_when_where_and_how_to_get_in(file: str, entry: dict[str, Any]) -> None:
    assert entry["attendance"] in ("onsite", "online", "hybrid")
    assert entry["status"] in ("planned", "moved", "cancelled")
    assert bool(entry["reason"]) == (entry["status"] != "planned")
    assert bool(entry["online_note"]) == (entry["attendance"] != "onsite")
    assert bool(entry["venue"] and entry["city"]) == (entry["attendance"] != "online")
    assert entry["access_notes"]
    assert entry["contacts"]
    for session in entry["sessions"]:
        assert set(session) == {"start_offset_days", "start_time", "duration_minutes", "all_day"}
        assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", session["start_time"])
        assert session["duration_minutes"] > 0
        if session["all_day"]:
            assert session["start_time"] == "00:00"
            assert session["duration_minutes"] % 1440 == 0


def test_events_lie_before_and_behind_us_in_every_shape() -> None:
    first_days = [event["sessions"][0]["start_offset_days"] for event in entries("events")]
    assert sum(day < 0 for day in first_days) >= 5
    assert sum(day > 0 for day in first_days) >= 12
    assert {event["status"] for event in entries("events")} == {"planned", "moved", "cancelled"}
    assert {event["attendance"] for event in entries("events")} == {"onsite", "online", "hybrid"}
    assert any(len(event["sessions"]) > 1 for event in entries("events"))
    assert any(session["all_day"] for event in entries("events") for session in event["sessions"])


@pytest.mark.parametrize(("file", "entry"), every_entry("events"))
def test_an_event_names_no_weekday_or_date(file: str, entry: dict[str, Any]) -> None:
    day = re.compile(
        r"\b(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|monday|tuesday|wednesday|thursday"
        r"|friday|saturday|sunday)s?\b|\b\d{1,2}\. (januar|februar|märz|april|mai|juni|juli|august|september|oktober"
        r"|november|dezember)|\b202\d\b",
        re.IGNORECASE,
    )
    assert not [text for text in strings(entry) if day.search(text)]


# People


def test_the_team_has_thirteen_posts_over_all_regions_and_districts() -> None:
    offices = {actor["slug"] for actor in entries("actors") if actor["kind"] == "agency"} - PARTNERS
    team = [person for person in entries("contact_persons") if person["actor"] in offices]
    assert len(team) == 13
    assert {person["region"] for person in team} == slugs("regions") | {""}
    answered_for = [ags for person in team for ags in person["districts"]]
    assert set(answered_for) == {ags for region in entries("regions") for ags in region["districts"]}
    for person in team:
        if person["region"]:
            assert set(person["districts"]) <= region_districts(person["region"])


def test_nobody_fictional_works_for_a_partner() -> None:
    people_at_partners = [person["slug"] for person in entries("contact_persons") if person["actor"] in PARTNERS]
    users = [user for user in entries("people") if {item["actor"] for item in user["memberships"]} & PARTNERS]
    owners = [entry["slug"] for file in ("projects", "news", "events") for entry in entries(file)
              if {entry["actor"], *entry.get("partners", [])} & PARTNERS]  # fmt: skip
    assert people_at_partners == users == owners == []


def test_people_fill_every_role() -> None:
    users = entries("people")
    roles = Counter((role["region"], role["role"]) for user in users for role in user["region_roles"])
    assert sum(user["is_admin"] for user in users) == 1
    assert sum(user["is_lead"] for user in users) >= 2
    assert all(roles[region, role] >= 1 for region in slugs("regions") for role in ("EDITOR", "MODERATOR"))
    assert roles["chemnitz", "MODERATOR"] == 2
    members = {item["actor"]: set() for user in users for item in user["memberships"]}
    for user in users:
        for item in user["memberships"]:
            members[item["actor"]].add(item["role"])
    assert sum(found == {"LEAD", "CONTRIBUTOR"} for found in members.values()) >= 5
    assert set(members) <= slugs("actors")


def test_mail_addresses_belong_to_one_person_each() -> None:
    addresses = [user["email"] for user in entries("people")]
    assert len(addresses) == len(set(addresses))
    names = {user["email"]: f"{user['first_name']} {user['last_name']}" for user in entries("people")}
    for person in entries("contact_persons"):
        known = names.get(person["email"])
        assert known is None or person["name"].removeprefix("Dr. ") == known


@pytest.mark.parametrize(("file", "entry"), every_entry("mentors"))
def test_a_mentor_can_be_found_and_met(file: str, entry: dict[str, Any]) -> None:
    assert set(entry["languages"]) <= MENTOR_LANGUAGES
    assert set(entry["formats"]) <= {"onsite", "phone", "video", "walk"}
    assert set(entry["access"]) <= {"dgs", "simple_language", "phone", "step_free"}
    assert 1 <= entry["capacity"] <= 20
    assert entry["availability"]
    assert entry["picture"]["seed"]


def test_some_mentors_rest() -> None:
    assert 1 <= sum(mentor["paused"] for mentor in entries("mentors")) <= 3


# Pages


def test_the_home_page_shows_six_ways_in_every_language() -> None:
    home = document("pages")["home"]
    assert set(home) == {"de", "en", "hsb", "simple"}
    for words in home.values():
        assert len(words["hero_title"]) <= 120
        assert len(words["intro"]) <= 400
        assert len(words["router"]) == 6
        for entry in words["router"]:
            assert entry["target"].split("?")[0] in slugs("pages") | PATH_KEYS
            assert len(entry["label"]) <= 80
            assert len(entry["hint"]) <= 160


def test_every_standard_page_exists_and_speaks_english() -> None:
    expected = {
        "ueber-die-plattform", "mitmachen", "mentoring-programm", "beratung", "fuer-kommunen", "kontakt", "impressum",
        "datenschutz", "barrierefreiheit", "leichte-sprache", "foerderung",
    }  # fmt: skip
    assert slugs("pages") == expected
    for page in entries("pages"):
        assert page["parent"] == "home"
        assert page["en"]["title"]
        assert page["en"]["summary"]
        assert page["en"]["body"]


@pytest.mark.parametrize(("file", "entry"), every_entry("packages"))
def test_a_package_holds_what_is_not_public_yet(file: str, entry: dict[str, Any]) -> None:
    pages = {item["slug"]: item for file in ("projects", "news", "events") for item in entries(file)}
    chosen = [pages[slug] for slug in entry["pages"]]
    assert all(page.get("state", "live") in ("in_package", "submitted_region") for page in chosen)
    assert {page["region"] for page in chosen} <= set(entry["regions"])
    assert set(entry["regions"]) <= slugs("regions")
    assert 0 < entry["days"] < 30
    assert next(user for user in entries("people") if user["key"] == entry["by"])["is_lead"]


@pytest.mark.parametrize(("file", "entry"), every_entry("questions"))
def test_a_question_is_asked_by_the_desk_that_reviews(file: str, entry: dict[str, Any]) -> None:
    page = next(item for item in entries("projects") if item["slug"] == entry["page"])
    asks = next(user for user in entries("people") if user["key"] == entry["by"])
    assert page["state"] == "submitted_region"
    assert {"region": page["region"], "role": "MODERATOR"} in asks["region_roles"]
    assert entry["email"].endswith("@example.org")


@pytest.mark.parametrize(("file", "entry"), every_entry("advice"))
def test_a_concern_goes_to_an_adviser_in_a_known_way(file: str, entry: dict[str, Any]) -> None:
    advisers = {row["key"] for row in document("advice")["adviser"]}
    assert entry["adviser"] in advisers
    assert entry["way"] in {"place", "phone", "video", "home"}
    assert bool(entry.get("minutes")) == (entry["state"] == "done")
    assert entry.get("topic", "wohnen") in slugs("topics")


@pytest.mark.parametrize(("file", "entry"), every_entry("conversations"))
def test_a_conversation_goes_to_an_organisation_whose_lead_can_answer(file: str, entry: dict[str, Any]) -> None:
    leads = {item["actor"] for user in entries("people") for item in user["memberships"] if item["role"] == "LEAD"}
    assert entry["to"] in leads
    assert entry["purpose"] in {"question", "cooperation", "offer", "press", "other"}
    assert 0 < len(entry["messages"]) <= 5
    assert all(0 < len(text) <= 5000 for text in entry["messages"])
    assert not entry.get("silent") or len(entry["messages"]) == 1
    assert entry["days"] < 60
    assert bool(entry.get("reported")) == bool(entry.get("report_words"))


@pytest.mark.parametrize(("file", "entry"), every_entry("board"))
def test_an_entry_of_the_board_is_written_by_a_member(file: str, entry: dict[str, Any]) -> None:
    assert entry["actor"] in {item["actor"] for user in entries("people") for item in user["memberships"]}
    assert entry["kind"] in {"offer", "need"}
    assert set(entry["topics"]) <= slugs("topics")
    assert set(entry["target_groups"]) <= slugs("target_groups")
    assert 0 < len(entry["topics"]) <= 5
    assert -90 < entry["days"] <= 180
    assert entry["state"] in {"", "waits", "platform", "elsewhere", "open"}


@pytest.mark.parametrize(("file", "entry"), every_entry("tandems"))
def test_a_tandem_is_of_people_and_terms_that_exist(file: str, entry: dict[str, Any]) -> None:
    assert set(entry["topics"]) <= slugs("topics")
    assert set(entry.get("funding", [])) <= slugs("funding_sources")
    assert {entry["mentor"]} <= slugs("mentors") if "mentor" in entry else entry["state"] in ("seeking", "withdrawn")
    assert {entry.get("actor", "")} <= slugs("actors") | {""}
    assert entry["postcode"] in postcodes()
    assert len({one["topic"] for one in entry.get("sessions", [])}) == len(entry.get("sessions", []))


def test_tandems_stand_in_every_state() -> None:
    assert {entry["state"] for entry in entries("tandems")} == set(State.values) - {"unconfirmed"}
