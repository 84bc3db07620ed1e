"""What stories say of themselves in a feed."""

from datetime import date

import pytest
from django.utils.dateparse import parse_datetime

from tests.core.feeds import ATOM, NEWS
from tests.factories import make_news

pytestmark = pytest.mark.django_db


def test_a_story_is_dated_by_its_editors_and_signed(client):
    page = make_news(live=True, byline="Jana Wirth", publish_date=date(2026, 2, 3))
    [entry] = NEWS.read(client).iter(f"{ATOM}entry")
    assert parse_datetime(entry.findtext(f"{ATOM}published")).date() == page.publish_date
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Jana Wirth"


def test_stories_follow_their_dates(client):
    older = make_news(live=True, publish_date=date(2020, 1, 1))
    newer = make_news(live=True, publish_date=date(2021, 1, 1))
    oldest = make_news(live=True, publish_date=date(2019, 1, 1))
    assert NEWS.titles(client) == [newer.title, older.title, oldest.title]
