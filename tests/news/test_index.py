"""Lists of news: whose stories, in which order, narrowed by what, and unbreakable."""

from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from core.models import PageRegion, PageTopic, Region
from news.models import NewsIndexPage, NewsPage
from news.views import PER_PAGE
from tests.factories import make_news, make_topic, region_index
from tests.factories.bulk import make_many

pytestmark = pytest.mark.django_db

HOSTILE = [
    "page=-1",
    "page=0",
    "page=99999999999999999999999",
    "page=%00",
    "page=1.5",
    "page=٣",
    "topic=%00",
    "topic=' OR 1=1 --",
    "region=%F0%9F%92%A9",
    "region=atlantis&region=chemnitz",
    "topic=" + "a" * 10_000,
    "&".join(f"topic=t{number}" for number in range(500)),
    "sort=%22",
    "view[]=map",
    "%00=%00",
    quote("topic=\ud83d".encode("utf-8", "surrogatepass")),
]


def index_url(region=None):
    return region_index(NewsIndexPage, region).url


def cards(response):
    context = response.context_data
    lead = [context["lead_card"]] if context["lead_card"] else []
    return [card["title"] for card in [*lead, *context["cards"], *context["lines"]]]


def test_stories_stand_newest_first_and_the_newest_leads(client):
    old = make_news(live=True, publish_date=date(2026, 1, 5))
    new = make_news(live=True, publish_date=date(2026, 3, 5))
    response = client.get(index_url())
    assert cards(response) == [new.title, old.title]
    assert response.context_data["lead_card"]["title"] == new.title


def test_a_region_lists_its_own_stories_and_guests(client):
    own = make_news("chemnitz", live=True)
    guest = make_news("leipzig", live=True, publish_date=date(2020, 1, 1))
    PageRegion.objects.create(page=guest, region=Region.objects.get(slug="chemnitz"))
    make_news("dresden", live=True)
    assert cards(client.get(index_url("chemnitz"))) == [own.title, guest.title]


def test_a_region_marks_statewide_stories_as_a_group(client):
    make_news("chemnitz", live=True)
    statewide = make_news(None, live=True)
    response = client.get(index_url("chemnitz"))
    assert [card["title"] for card in response.context_data["statewide"]] == [statewide.title]
    assert response.context_data["statewide_url"] == index_url()
    assert statewide.title not in cards(response)
    assert 'aria-labelledby="statewide"' in response.content.decode()


def test_the_statewide_list_needs_no_such_group(client):
    make_news(None, live=True)
    assert client.get(index_url()).context_data["statewide"] == []


def test_drafts_are_not_listed(client):
    make_news()
    response = client.get(index_url())
    assert cards(response) == []
    assert response.status_code == 200


def test_a_topic_narrows_list_and_statewide_group(client):
    topic = make_topic(slug="pflege", name="Pflege")
    own, statewide = make_news("chemnitz", live=True), make_news(None, live=True)
    PageTopic.objects.bulk_create(PageTopic(page=page, topic=topic) for page in (own, statewide))
    make_news("chemnitz", live=True)
    make_news(None, live=True)
    response = client.get(f"{index_url('chemnitz')}?topic=pflege")
    assert cards(response) == [own.title]
    assert [card["title"] for card in response.context_data["statewide"]] == [statewide.title]
    assert response.context_data["listing"].active[0].label == "Pflege"


def test_regions_narrow_the_statewide_list_only(client):
    own = make_news("chemnitz", live=True)
    make_news("dresden", live=True)
    assert cards(client.get(f"{index_url()}?region=chemnitz")) == [own.title]
    assert len(cards(client.get(f"{index_url('chemnitz')}?region=dresden"))) == 1


def test_a_filter_that_nobody_knows_is_named_and_left_out(client):
    make_news(live=True)
    response = client.get(f"{index_url()}?topic=gibt-es-nicht")
    assert len(cards(response)) == 1
    assert "gibt-es-nicht" in response.content.decode()


def test_long_lists_have_pages(client):
    make_many(NewsPage, region_index(NewsIndexPage, None), PER_PAGE + 2, lead="Kurz.")
    first, second = client.get(index_url()), client.get(f"{index_url()}?page=2")
    assert len(cards(first)) == PER_PAGE
    assert len(cards(second)) == 2
    assert second.context_data["lead_card"] is None
    assert not set(cards(first)) & set(cards(second))


def test_a_page_that_does_not_exist_is_said_so_in_our_layout(client):
    make_news(live=True)
    response = client.get(f"{index_url()}?page=7")
    assert response.status_code == 404
    assert index_url() in response.content.decode()


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("region", [None, "chemnitz"])
def test_no_query_string_breaks_a_list(client, query, region):
    make_news(live=True)
    assert client.get(f"{index_url(region)}?{query}").status_code in {200, 400, 404}


def test_a_list_sets_no_cookie(client):
    response = client.get(index_url())
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_the_newest_of_a_region_can_be_asked_for(settings):
    locale = region_index(NewsIndexPage, None).locale
    region = Region.objects.get(slug="chemnitz")
    yesterday = timezone.localdate() - timedelta(days=1)
    older = make_news("chemnitz", live=True, publish_date=yesterday)
    newer = make_news("chemnitz", live=True)
    make_news("dresden", live=True)
    assert list(NewsPage.objects.public_in(locale, region).newest(2)) == [newer, older]
    assert NewsPage.objects.public_in(locale).newest().count() == 3
