"""Sitemap and robots.txt: everything public, nothing else, with true dates and languages."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from core.models import SearchEntry
from tests.factories import make_actor, make_mentor, make_news, make_project, publish

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def entries(client: Client) -> dict[str, ET.Element]:
    """All addresses of all parts that the index names."""
    index = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 (our own answer)
    found = {}
    for place in index.findall("s:sitemap/s:loc", NAMES):
        part = ET.fromstring(client.get((place.text or "").removeprefix("http://localhost")).content)  # noqa: S314
        for url in part.findall("s:url", NAMES):
            found[(url.findtext("s:loc", "", NAMES)).removeprefix("http://localhost")] = url
    return found


def test_pages_actors_and_mentors_are_listed(client: Client) -> None:
    project, actor, mentor = make_project(live=True), make_actor(), make_mentor()
    found = entries(client)
    for url in (project.url, actor.get_absolute_url(), mentor.get_absolute_url(), "/", "/en/", "/akteure/"):
        assert url in found


def test_drafts_and_restricted_pages_are_not_listed(client: Client) -> None:
    draft, restricted = make_news(), make_news(live=True)
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    found = entries(client)
    assert not [url for url in found if draft.slug in url or restricted.slug in url]


def test_dates_are_those_of_the_last_publication(client: Client) -> None:
    page = make_news(live=True)
    lastmod = entries(client)[page.url].findtext("s:lastmod", "", NAMES)
    assert lastmod == page.last_published_at.strftime("%Y-%m-%d")


def test_translations_name_each_other(client: Client) -> None:
    page = make_news(live=True)
    copy = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    copy.title = "In English"
    copy.save_revision()
    english = publish(copy)
    found = entries(client)
    for url in (page.url, english.url):
        alternates = {
            link.get("hreflang"): link.get("href", "").removeprefix("http://localhost")
            for link in found[url].findall("x:link", NAMES)
        }
        assert alternates == {"de": page.url, "en": english.url, "x-default": page.url}


def test_every_listed_address_answers(client: Client) -> None:
    make_project(live=True)
    make_actor()
    for url in entries(client):
        assert client.get(url).status_code == 200, url


def test_content_is_divided_into_parts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.sitemaps.PER_SITEMAP", 5)
    assert set(entries(client)) >= set(SearchEntry.objects.values_list("url", flat=True))


@pytest.mark.parametrize("number", ["99", "9" * 25])
def test_a_part_that_does_not_exist_is_a_404(client: Client, number: str) -> None:
    assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_robots_keeps_out_of_search_and_sign_in_and_names_the_sitemap(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    for path in ("/cms/", "/suche/", "/en/suche/"):
        assert f"Disallow: {path}\n" in text
    assert re.search(r"^Sitemap: http://localhost/sitemap\.xml$", text, re.MULTILINE)
