"""Lists of events: by month, narrowed by what, with archive and calendar, and unbreakable."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone
from wagtail.models import Locale

from core.models import PageRegion, PageTopic, Region
from events.models import EventIndexPage
from events.views import PER_PAGE, month_in_words
from tests.factories import make_event, make_event_date, make_topic, publish, region_index
from tests.factories.bulk import make_many_events
from tests.factories.counting import queries_of

pytestmark = pytest.mark.django_db

HOSTILE = [
    "month=0000-99",
    "month=2026-13",
    "month=99999-01",
    "month=%00",
    "month=2026-12&month=0000-00&month=" + "9" * 10_000,
    "month[]=2026-12",
    "attendance=vr",
    "attendance=" + "a" * 10_000,
    "topic=' OR 1=1 --",
    "region=atlantis",
    "page=-1",
    "page=0",
    "page=1e9",
    "page=99999999999999999999",
    "page=%00",
    "page=٣",
    "&".join(f"month=20{number:02d}-01" for number in range(100)),
    quote("topic=\ud83d".encode("utf-8", "surrogatepass")),
]


def index_url(region=None):
    return region_index(EventIndexPage, region).url


def rows(response):
    return [row["title"] for month in response.context_data["months"] for row in month["rows"]]


def test_dates_stand_under_their_month_soonest_first(client):
    later = make_event(live=True, dates=[make_event_date(90)])
    sooner = make_event(live=True, dates=[make_event_date(10)])
    response = client.get(index_url())
    assert rows(response) == [sooner.title, later.title]
    months = response.context_data["months"]
    assert [month["title"] for month in months] == [
        month_in_words(f"{timezone.localdate() + timedelta(days=days):%Y-%m}") for days in (10, 90)
    ]


def test_months_are_named_in_the_language_of_the_page():
    assert month_in_words("2026-03") == "März 2026"


def test_what_is_running_stands_first_under_its_own_heading(client):
    running = make_event(
        live=True, dates=[make_event_date(-40, all_day=True, end_date=timezone.localdate() + timedelta(days=3))]
    )
    coming = make_event(live=True)
    response = client.get(index_url())
    assert rows(response) == [running.title, coming.title]
    assert response.context_data["months"][0]["id"] == "month-now"


def test_each_date_of_a_series_is_listed(client):
    series = make_event(live=True, dates=[make_event_date(5), make_event_date(50)])
    assert rows(client.get(index_url())) == [series.title, series.title]


def test_past_dates_are_in_the_archive_latest_first(client):
    old = make_event(live=True, dates=[make_event_date(-90)])
    recent = make_event(live=True, dates=[make_event_date(-5)])
    coming = make_event(live=True)
    response = client.get(f"{index_url()}archiv/")
    assert rows(response) == [recent.title, old.title]
    assert coming.title not in response.content.decode()
    assert recent.title not in client.get(index_url()).content.decode()


def test_list_and_archive_lead_to_each_other(client):
    assert f'href="{index_url()}archiv/"' in client.get(index_url()).content.decode()
    assert f'href="{index_url()}"' in client.get(f"{index_url()}archiv/").content.decode()


def test_a_region_lists_its_own_events_and_guests(client):
    own = make_event("chemnitz", live=True, dates=[make_event_date(5)])
    guest = make_event("leipzig", live=True)
    PageRegion.objects.create(page=guest, region=Region.objects.get(slug="chemnitz"))
    make_event("dresden", live=True)
    assert rows(client.get(index_url("chemnitz"))) == [own.title, guest.title]


def test_a_region_marks_statewide_events_as_a_group(client):
    own = make_event("chemnitz", live=True)
    statewide = make_event(None, live=True)
    response = client.get(index_url("chemnitz"))
    assert rows(response) == [own.title]
    assert [row["title"] for row in response.context_data["statewide"]] == [statewide.title]
    assert response.context_data["statewide_url"] == index_url()


def test_filters_narrow_the_list(client):
    topic = make_topic(slug="pflege", name="Pflege")
    online = make_event("chemnitz", live=True, attendance="online", online_note="Link folgt.")
    PageTopic.objects.create(page=online, topic=topic)
    onsite = make_event("dresden", live=True, dates=[make_event_date(100)])
    month = f"{timezone.localdate() + timedelta(days=100):%Y-%m}"
    url = index_url()
    assert rows(client.get(f"{url}?topic=pflege")) == [online.title]
    assert rows(client.get(f"{url}?attendance=online")) == [online.title]
    assert rows(client.get(f"{url}?region=dresden")) == [onsite.title]
    assert rows(client.get(f"{url}?month={month}")) == [onsite.title]
    assert rows(client.get(f"{url}?month={month}&topic=pflege")) == []


def test_the_filters_of_a_list_go_on_to_its_calendar_but_not_the_month(client):
    make_event(live=True, attendance="online", online_note="Link folgt.")
    month = f"{timezone.localdate() + timedelta(days=30):%Y-%m}"
    context = client.get(f"{index_url()}?attendance=online&month={month}").context_data
    assert context["calendar_url"] == f"{index_url()}calendar.ics?attendance=online"
    assert context["webcal_url"] == f"webcal://localhost{index_url()}calendar.ics?attendance=online"


def test_an_empty_list_says_what_to_do(client):
    response = client.get(index_url())
    assert response.status_code == 200
    assert f'href="{index_url()}archiv/"' in response.content.decode()
    assert client.get(f"{index_url()}archiv/").status_code == 200


def test_cancelled_and_moved_dates_are_marked_with_their_reason(client):
    make_event(live=True, status="cancelled", status_reason="Die Referentin ist erkrankt.")
    make_event(live=True, status="moved", status_reason="Der Saal hatte einen Wasserschaden.")
    html = client.get(index_url()).content.decode()
    assert "event-row--cancelled" in html
    assert "Die Referentin ist erkrankt." in html
    assert "event-row--moved" in html
    assert "Der Saal hatte einen Wasserschaden." in html


def test_long_lists_have_pages(client):
    make_many_events(region_index(EventIndexPage, None), PER_PAGE + 2)
    first, second = client.get(index_url()), client.get(f"{index_url()}?page=2")
    assert (len(rows(first)), len(rows(second))) == (PER_PAGE, 2)
    assert not set(rows(first)) & set(rows(second))


def test_a_page_that_does_not_exist_is_said_so_in_our_layout(client):
    make_event(live=True)
    response = client.get(f"{index_url()}?page=7")
    assert response.status_code == 404
    assert 'class="header' in response.content.decode()


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("place", ["", "archiv/", "calendar.ics"])
def test_no_query_string_breaks_list_archive_or_calendar(client, query, place):
    make_event(live=True)
    assert client.get(f"{index_url()}{place}?{query}").status_code in {200, 400, 404}


@pytest.mark.parametrize("path", ["archiv/archiv/", "archiv/x/", "2026/", "archiv"])
def test_other_addresses_below_the_list_are_not_found(client, path):
    assert client.get(f"{index_url()}{path}").status_code in {301, 404}


def test_a_calendar_costs_the_same_with_10_and_with_300_events(client):
    index = region_index(EventIndexPage, None)
    topic = make_topic()
    make_many_events(index, 10, topic=topic)
    url = f"{index.url}calendar.ics"
    few = queries_of(client, url)
    make_many_events(index, 290, topic=topic)
    assert client.get(url).content.count(b"BEGIN:VEVENT") == 300
    assert few == queries_of(client, url) <= 20


def test_a_list_sets_no_cookie(client):
    response = client.get(index_url())
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_translated_list_shows_translated_events_with_the_dates_of_the_original(client):
    page = make_event(live=True)
    make_event(live=True)
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.title, english.slug = "An evening", "an-evening"
    english.save_revision(clean=False)
    english = publish(english)
    response = client.get(english.get_parent().url)
    assert response.status_code == 200
    assert rows(response) == ["An evening"]
