"""The dashboard: what waits, what one can write, what is unfinished, all of the own regions only."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from core.admin_desk import SHOWN, desks_of
from news.models import NewsIndexPage
from tests.factories import (
    make_editor,
    make_lead_editor,
    make_moderator,
    make_news,
    region_index,
    submit,
)

pytestmark = pytest.mark.django_db
HOME = "/cms/"


def panel(html: str, name: str) -> str:
    """The part of the dashboard that belongs to one panel."""
    begin = html.index(f'id="{name}-section"')
    return html[begin : html.index("</section>", begin)]


def test_queue_shows_what_the_own_region_is_asked_for(staff_client: Any) -> None:
    author = make_editor("chemnitz")
    submit(make_news("chemnitz", title="Webstuhl im Rathaus", user=author), author)
    make_moderator("leipzig")
    other = make_editor("leipzig")
    submit(make_news("leipzig", title="Kanu im Advent", user=other), other)
    queue = panel(staff_client(make_moderator("chemnitz")).get(HOME).content.decode(), "review-queue")
    assert "Webstuhl im Rathaus" in queue
    assert "Kanu im Advent" not in queue


def test_a_long_queue_says_how_many_more_there_are(staff_client: Any) -> None:
    author = make_editor("chemnitz")
    for _ in range(SHOWN + 2):
        submit(make_news("chemnitz", user=author), author)
    queue = panel(staff_client(make_moderator("chemnitz")).get(HOME).content.decode(), "review-queue")
    assert "2 more reviews" in queue
    assert reverse("core_review_queue") in queue


def test_an_editor_is_offered_the_forms_of_the_own_region(staff_client: Any) -> None:
    write = panel(staff_client(make_editor("chemnitz")).get(HOME).content.decode(), "write")
    own, foreign = region_index(NewsIndexPage, "chemnitz"), region_index(NewsIndexPage, "leipzig")
    assert reverse("wagtailadmin_pages:add", args=["news", "newspage", own.pk]) in write
    assert reverse("wagtailadmin_pages:add", args=["news", "newspage", foreign.pk]) not in write


def test_every_offered_form_opens(staff_client: Any) -> None:
    lead = make_lead_editor()
    addresses = [url for desk in desks_of(lead) for _, url in desk.kinds]
    client = staff_client(lead)
    assert len(addresses) == 12
    assert {client.get(url).status_code for url in addresses} == {200}


def test_drafts_tell_who_changed_them_and_hide_other_regions(staff_client: Any) -> None:
    writer = make_editor("chemnitz", first_name="Mara", last_name="Zwirn")
    make_news("chemnitz", title="Entwurf der Region", user=writer)
    make_news("leipzig", title="Entwurf von nebenan")
    drafts = panel(staff_client(make_moderator("chemnitz")).get(HOME).content.decode(), "region-drafts")
    assert "Entwurf der Region" in drafts
    assert "Mara Zwirn" in drafts
    assert "Entwurf von nebenan" not in drafts


def test_pages_due_for_a_check_are_listed_two_weeks_ahead(staff_client: Any) -> None:
    today = timezone.localdate()
    make_news("chemnitz", title="Bald fällig", review_date=today + timedelta(days=13), live=True)
    make_news("chemnitz", title="Noch lange gut", review_date=today + timedelta(days=40), live=True)
    due = panel(staff_client(make_editor("chemnitz")).get(HOME).content.decode(), "pages-to-check")
    assert "Bald fällig" in due
    assert "Noch lange gut" not in due


def test_empty_panels_say_so(staff_client: Any) -> None:
    html = staff_client(make_editor("chemnitz")).get(HOME).content.decode()
    assert "Nothing is waiting for you." in panel(html, "review-queue")
    assert "No unfinished drafts." in panel(html, "region-drafts")
    assert "No page is due for a check." in panel(html, "pages-to-check")
