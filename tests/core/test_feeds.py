"""Atom feeds: every list that offers one holds what its readers see, as programs expect it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import PageViewRestriction

from core.feeds import MAX_ENTRIES, clean_xml
from core.models import PageRegion, Region
from tests.core.feeds import ATOM, NEWS, PROJECTS
from tests.factories import publish
from tests.factories.counting import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[NEWS, PROJECTS], ids=["news", "projects"])
def kind(request):
    return request.param


def test_a_feed_has_all_that_atom_demands(client, kind):
    page = kind.make(live=True)
    feed = kind.read(client, "chemnitz")
    assert feed.tag == f"{ATOM}feed"
    assert "Chemnitz" in feed.findtext(f"{ATOM}title")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert parse_datetime(feed.findtext(f"{ATOM}updated"))
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": f"http://localhost{kind.index('chemnitz').url}",
        "self": f"http://localhost{kind.url('chemnitz')}",
    }
    [entry] = feed.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id").startswith("urn:uuid:")
    assert entry.find(f"{ATOM}link").get("href") == f"http://localhost{page.url}"
    assert entry.findtext(f"{ATOM}summary") == getattr(page, kind.summary)
    assert entry.find(f"{ATOM}category").get("term") == page.page_topics.get().topic.label
    assert parse_datetime(entry.findtext(f"{ATOM}updated"))


def test_a_region_s_feed_holds_its_own_pages_and_guests(client, kind):
    own = kind.make("chemnitz", live=True)
    guest = kind.make("dresden", live=True)
    PageRegion.objects.create(page=guest, region=Region.objects.get(slug="chemnitz"))
    kind.make("dresden", live=True)
    kind.make(None, live=True)
    assert set(kind.titles(client, "chemnitz")) == {own.title, guest.title}


def test_the_statewide_feed_holds_every_region(client, kind):
    kind.make("chemnitz", live=True)
    kind.make("dresden", live=True)
    kind.make(None, live=True)
    assert len(kind.titles(client)) == 3


def test_drafts_and_restricted_pages_stay_out(client, kind):
    kind.make()
    restricted = kind.make(live=True)
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    assert kind.titles(client) == []


def test_an_empty_feed_is_the_same_file_each_time(client, kind):
    assert client.get(kind.url("leipzig")).content == client.get(kind.url("leipzig")).content


def test_the_id_of_an_entry_survives_a_new_address(client, kind):
    page = kind.make(live=True)
    before = kind.read(client).find(f"{ATOM}entry/{ATOM}id").text
    draft = page.get_latest_revision().as_object()
    draft.slug, draft.title = "neue-adresse", "Neuer Titel"
    draft.save_revision()
    publish(kind.model.objects.get(pk=page.pk))
    assert kind.titles(client) == ["Neuer Titel"]
    assert kind.read(client).find(f"{ATOM}entry/{ATOM}id").text == before


def test_markup_and_control_characters_cannot_break_the_feed(client, kind):
    kind.make(live=True, title="Brot & <b>Salz</b>", **{kind.summary: "A < B & \x0bC🤖 ]]>"})
    [entry] = kind.read(client).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Brot & <b>Salz</b>"
    assert entry.find(f"{ATOM}summary").get("type") == "html"
    assert "A &lt; B &amp; C🤖 ]]&gt;" in entry.findtext(f"{ATOM}summary")


def test_characters_that_no_xml_may_hold_are_left_out():
    assert clean_xml("a\x00b\x1fc\ud800d\ufffee\tf") == "abcde\tf"


def test_an_unchanged_feed_is_not_sent_twice(client, kind):
    kind.make(live=True)
    first = client.get(kind.url())
    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert client.get(kind.url(), headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get(kind.url(), headers={"if-modified-since": first["Last-Modified"]}).status_code == 304


def test_a_new_page_is_sent_to_those_who_have_the_old_feed(client, kind):
    old = kind.make(live=True)
    kind.model.objects.filter(pk=old.pk).update(last_published_at=timezone.now() - timedelta(days=1))
    first = client.get(kind.url())
    kind.make(live=True)
    assert client.get(kind.url(), headers={"if-none-match": first["ETag"]}).status_code == 200
    assert client.get(kind.url(), headers={"if-modified-since": first["Last-Modified"]}).status_code == 200


def test_a_feed_is_public_and_sets_no_cookie(client, kind):
    response = client.get(kind.url())
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_feed_ends_after_the_newest_pages(client, kind):
    kind.make_many(MAX_ENTRIES + 5)
    assert len(kind.titles(client)) == MAX_ENTRIES


@pytest.mark.parametrize("number", [3, 30])
def test_a_feed_costs_the_same_however_many_entries(client, kind, number):
    page = kind.make(live=True)
    kind.make_many(number, topic=page.page_topics.get().topic)
    assert len(kind.titles(client)) == min(number + 1, MAX_ENTRIES)
    assert queries_of(client, kind.url()) <= 16


@pytest.mark.parametrize("query", ["?x=%22", "?page=-1"])
def test_odd_query_strings_change_nothing(client, kind, query):
    assert client.get(f"{kind.url()}{query}").status_code == 200


def test_only_lists_have_a_feed(client, kind):
    page = kind.make(live=True)
    assert client.get(f"{page.url}feed.atom").status_code == 404
    assert client.get("/gibt/es/nicht/feed.atom").status_code == 404
    assert client.get("/feed.atom").status_code == 404


def test_the_list_offers_its_feed_to_people_and_programs(client, kind):
    index = kind.index("chemnitz")
    text = client.get(index.url).content.decode()
    link = f'<link rel="alternate" type="application/atom+xml" title="{index.title}" href="{kind.url("chemnitz")}">'
    assert link in text
    assert f'<a href="{kind.url("chemnitz")}" type="application/atom+xml">' in text


def test_pages_below_a_list_name_its_feed_first(client, kind):
    page = kind.make(live=True)
    [first, *_others] = client.get(page.url).context["chrome"].feeds
    assert first["url"] == kind.url("chemnitz")


@pytest.mark.parametrize(("path", "region"), [("/", None), ("/chemnitz/", "chemnitz")])
def test_front_doors_name_the_feeds_of_their_lists(client, path, region):
    urls = [feed["url"] for feed in client.get(path).context["chrome"].feeds]
    assert {NEWS.url(region), PROJECTS.url(region)} <= set(urls)
    assert all(client.get(url).status_code == 200 for url in urls)
