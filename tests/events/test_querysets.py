"""What is coming, what is over, what lies between: for dates and for events."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from core.models import Region
from events.models import EventIndexPage, EventPage, Occurrence
from tests.factories import make_event, make_event_date, region_index

pytestmark = pytest.mark.django_db


def locale():
    return region_index(EventIndexPage, None).locale


def test_a_date_is_upcoming_until_it_is_over():
    today = timezone.localdate()
    running = make_event(live=True, dates=[make_event_date(-1, all_day=True, end_date=today + timedelta(days=1))])
    over = make_event(live=True, dates=[make_event_date(-2)])
    assert [occurrence.event_id for occurrence in Occurrence.objects.upcoming()] == [running.pk]
    assert [occurrence.event_id for occurrence in Occurrence.objects.past()] == [over.pk]


def test_coming_dates_stand_soonest_first_and_past_ones_latest_first():
    page = make_event(live=True, dates=[make_event_date(days) for days in (20, 10, -10, -20)])
    today = timezone.localdate()
    coming = [timezone.localdate(occurrence.start) - today for occurrence in Occurrence.objects.upcoming()]
    past = [timezone.localdate(occurrence.start) - today for occurrence in Occurrence.objects.past()]
    assert [difference.days for difference in coming] == [10, 20]
    assert [difference.days for difference in past] == [-10, -20]
    assert page.occurrences.count() == 4


def test_between_finds_what_touches_the_stretch():
    december = datetime(2031, 12, 1, tzinfo=UTC), datetime(2032, 1, 1, tzinfo=UTC)
    touching = make_event(
        live=True,
        dates=[make_event_date(start_date=date(2031, 11, 29), all_day=True, end_date=december[0].date())],
    )
    make_event(live=True, dates=[make_event_date(start_date=date(2031, 11, 20))])
    make_event(live=True, dates=[make_event_date(start_date=date(2032, 1, 2))])
    assert [occurrence.event_id for occurrence in Occurrence.objects.between(*december)] == [touching.pk]
    assert list(EventPage.objects.between(*december)) == [touching]


def test_an_event_is_upcoming_as_long_as_one_date_is_to_come():
    series = make_event(live=True, dates=[make_event_date(-10), make_event_date(10)])
    over = make_event(live=True, dates=[make_event_date(-10), make_event_date(-5)])
    assert list(EventPage.objects.upcoming()) == [series]
    assert list(EventPage.objects.past()) == [over]


def test_the_next_dates_of_a_region_bring_their_pages(django_assert_num_queries):
    later = make_event("chemnitz", live=True, dates=[make_event_date(20)])
    sooner = make_event("chemnitz", live=True, dates=[make_event_date(5), make_event_date(30)])
    make_event("dresden", live=True)
    make_event("chemnitz")
    events = EventPage.objects.public_in(locale(), Region.objects.get(slug="chemnitz"))
    with django_assert_num_queries(2):
        dates = events.upcoming_occurrences(2)
        assert [occurrence.page.title for occurrence in dates] == [sooner.title, later.title]


def test_no_date_costs_no_further_query(django_assert_num_queries):
    events = EventPage.objects.public_in(locale())
    with django_assert_num_queries(1):
        assert events.upcoming_occurrences(3) == []
