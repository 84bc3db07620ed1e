"""The Atom feeds: valid, cacheable, and never more than the list shows."""

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import PageViewRestriction

from core.feeds import clean_xml
from core.models import PageRegion, Region
from news.feeds import MAX_ENTRIES
from news.models import NewsIndexPage, NewsPage
from tests.factories import make_news, publish, region_index
from tests.factories.bulk import make_many
from tests.factories.counting import queries_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def feed_url(region=None):
    return f"{region_index(NewsIndexPage, region).url}feed.atom"


def read(client, region=None):
    response = client.get(feed_url(region))
    assert response.status_code == 200
    return ET.fromstring(response.content)  # noqa: S314 - our own answer


def titles(feed):
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_a_feed_has_all_that_atom_demands(client):
    page = make_news(live=True, byline="Jana Wirth")
    feed = read(client, "chemnitz")
    assert feed.tag == f"{ATOM}feed"
    assert "Chemnitz" in feed.findtext(f"{ATOM}title")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert parse_datetime(feed.findtext(f"{ATOM}updated"))
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": f"http://localhost{region_index(NewsIndexPage, 'chemnitz').url}",
        "self": f"http://localhost{feed_url('chemnitz')}",
    }
    [entry] = feed.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id").startswith("urn:uuid:")
    assert entry.find(f"{ATOM}link").get("href") == f"http://localhost{page.url}"
    assert entry.findtext(f"{ATOM}summary") == page.lead
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Jana Wirth"
    assert entry.find(f"{ATOM}category").get("term") == page.page_topics.get().topic.label
    assert parse_datetime(entry.findtext(f"{ATOM}published")).date() == page.publish_date


def test_a_region_s_feed_holds_its_own_stories_and_guests(client):
    own = make_news("chemnitz", live=True)
    guest = make_news("dresden", live=True, publish_date=date(2020, 1, 1))
    PageRegion.objects.create(page=guest, region=Region.objects.get(slug="chemnitz"))
    make_news("dresden", live=True)
    assert titles(read(client, "chemnitz")) == [own.title, guest.title]


def test_the_statewide_feed_holds_every_region(client):
    make_news("chemnitz", live=True)
    make_news("dresden", live=True)
    make_news(None, live=True)
    assert len(titles(read(client))) == 3


def test_drafts_and_restricted_stories_stay_out(client):
    make_news()
    restricted = make_news(live=True)
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    assert titles(read(client)) == []


def test_an_empty_feed_is_the_same_file_each_time(client):
    assert client.get(feed_url("leipzig")).content == client.get(feed_url("leipzig")).content


def test_the_id_of_an_entry_survives_a_new_address(client):
    page = make_news(live=True)
    before = read(client).find(f"{ATOM}entry/{ATOM}id").text
    draft = page.get_latest_revision().as_object()
    draft.slug, draft.title = "neue-adresse", "Neuer Titel"
    draft.save_revision()
    publish(NewsPage.objects.get(pk=page.pk))
    feed = read(client)
    assert titles(feed) == ["Neuer Titel"]
    assert feed.find(f"{ATOM}entry/{ATOM}id").text == before


def test_markup_and_control_characters_cannot_break_the_feed(client):
    make_news(live=True, title="Brot & <b>Salz</b>", lead="A < B & \x0bC🤖 ]]>")
    [entry] = read(client).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Brot & <b>Salz</b>"
    assert entry.find(f"{ATOM}summary").get("type") == "html"
    assert "A &lt; B &amp; C🤖 ]]&gt;" in entry.findtext(f"{ATOM}summary")


def test_characters_that_no_xml_may_hold_are_left_out():
    assert clean_xml("a\x00b\x1fc\ud800d\ufffee\tf") == "abcde\tf"


def test_an_unchanged_feed_is_not_sent_twice(client):
    make_news(live=True)
    first = client.get(feed_url())
    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert client.get(feed_url(), headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get(feed_url(), headers={"if-modified-since": first["Last-Modified"]}).status_code == 304


def test_a_new_story_is_sent_to_those_who_have_the_old_feed(client):
    NewsPage.objects.filter(pk=make_news(live=True).pk).update(last_published_at=timezone.now() - timedelta(days=1))
    first = client.get(feed_url())
    make_news(live=True)
    assert client.get(feed_url(), headers={"if-none-match": first["ETag"]}).status_code == 200
    assert client.get(feed_url(), headers={"if-modified-since": first["Last-Modified"]}).status_code == 200


def test_a_feed_is_public_and_sets_no_cookie(client):
    response = client.get(feed_url())
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_feed_ends_after_the_newest_stories(client):
    make_many(NewsPage, region_index(NewsIndexPage, None), MAX_ENTRIES + 5, lead="Kurz.")
    assert len(titles(read(client))) == MAX_ENTRIES


@pytest.mark.parametrize("number", [3, 30])
def test_a_feed_costs_the_same_however_many_entries(client, number):
    page = make_news(live=True)
    make_many(NewsPage, region_index(NewsIndexPage, None), number, lead="Kurz.", topic=page.page_topics.get().topic)
    assert len(titles(read(client))) == min(number + 1, MAX_ENTRIES)
    assert queries_of(client, feed_url()) <= 16


@pytest.mark.parametrize("path", ["feed.atom?x=%22", "feed.atom?page=-1"])
def test_odd_query_strings_change_nothing(client, path):
    assert client.get(f"{region_index(NewsIndexPage, None).url}{path}").status_code == 200


def test_only_indexes_have_a_feed(client):
    page = make_news(live=True)
    assert client.get(f"{page.url}feed.atom").status_code == 404
    assert client.get("/gibt/es/nicht/feed.atom").status_code == 404
    assert client.get("/feed.atom").status_code == 404


def test_list_and_story_point_to_the_feed(client):
    page = make_news(live=True)
    link = f'<link rel="alternate" type="application/atom+xml" title="Meldungen" href="{feed_url("chemnitz")}">'
    assert link in client.get(page.url).content.decode()
    assert link in client.get(region_index(NewsIndexPage, "chemnitz").url).content.decode()
