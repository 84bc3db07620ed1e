"""One test for each road on which something might become public past the gate."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from wagtail.actions.edit_page import EditPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from core import gate, review
from core.gate import PublishRefused
from news.models import NewsIndexPage, NewsPage
from tests.factories import (
    make_admin,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_news,
    publish,
    region_index,
    submit,
)
from tests.permissions.test_page_matrix import filled_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Any:
    return make_editor("chemnitz")


def news_now(page: Any) -> NewsPage:
    return NewsPage.objects.get(pk=page.pk)


def approve(page: Any, user: Any) -> None:
    review.decide(
        task_state=news_now(page).current_workflow_task_state,
        user=user,
        action=review.APPROVE,
        shown=gate.shown_token(news_now(page).get_latest_revision()),
    )


def test_the_admin_form_does_not_publish_even_for_an_administrator(staff_client, editor):
    page = make_news(user=editor)
    client = staff_client(make_admin())
    client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        {**filled_form(client, page), "action-publish": "action-publish"},
    )
    assert not news_now(page).live


def test_creating_with_publish_makes_a_draft_at_most(staff_client):
    client = staff_client(make_admin())
    index = region_index(NewsIndexPage, "chemnitz")
    page = make_news("chemnitz")
    form = {**filled_form(client, page), "title": "Frisch", "slug": "frisch", "action-publish": "action-publish"}
    client.post(reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk]), form)
    assert not NewsPage.objects.filter(slug="frisch", live=True).exists()


def test_approval_on_the_review_page_publishes(staff_client, editor):
    page = make_news(user=editor)
    state = submit(page, editor)
    shown = gate.shown_token(news_now(page).get_latest_revision())
    staff_client(make_moderator("chemnitz")).post(
        reverse("core_review", args=[state.pk]), {"action": "approve", "shown": shown}
    )
    assert news_now(page).live


def test_copying_with_publish_copies_publishes_nothing(staff_client, editor):
    page = publish(make_news(user=editor))
    staff_client(make_admin()).post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Kopie",
            "new_slug": "kopie",
            "new_parent_page": page.get_parent().pk,
            "publish_copies": "on",
        },
    )
    assert not NewsPage.objects.filter(slug="kopie", live=True).exists()


def test_copying_a_region_with_its_public_pages_is_refused():
    page = publish(make_news())
    region_page = page.get_parent().get_parent().specific
    with pytest.raises(PublishRefused):
        region_page.copy(recursive=True, keep_live=True, update_attrs={"slug": "kopie"})


@pytest.fixture
def scheduled(editor) -> Any:
    """A page approved for in one hour."""
    page = make_news(user=editor)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision(user=editor)
    submit(page, editor)
    approve(page, make_moderator("chemnitz"))
    return page


def test_an_approved_page_goes_live_at_its_time(scheduled):
    assert not news_now(scheduled).live
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")
    assert news_now(scheduled).live


def test_an_approved_page_that_was_changed_before_its_time_does_not_go_live(scheduled):
    revision = scheduled.revisions.get(approved_go_live_at__isnull=False)
    revision.content["title"] = "Nachträglich"
    revision.save()
    with time_machine.travel(timezone.now() + timedelta(hours=2)), pytest.raises(PublishRefused):
        call_command("publish_scheduled")
    assert not news_now(scheduled).live


def test_bulk_publishing_publishes_nothing(staff_client, editor):
    page = make_news(user=editor)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    staff_client(make_admin()).post(f"{url}?id={page.pk}")
    assert not news_now(page).live


def test_the_admin_api_publishes_nothing(staff_client, editor):
    page = make_news(user=editor)
    staff_client(make_admin()).post(reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"]))
    assert not news_now(page).live


def test_no_other_api_is_mounted():
    for address in ("/api/", "/api/v2/pages/", "/api/v3/pages/", "/cms/api/v3/pages/"):
        try:
            match = resolve(address)
        except Resolver404:
            continue
        assert match.url_name not in ("listing", "detail", "action"), address


def test_wagtails_actions_in_code_are_refused(editor):
    page = make_news(user=editor)
    with pytest.raises(PermissionDenied):
        PublishPageRevisionAction(page.get_latest_revision(), user=make_admin()).execute()
    with pytest.raises(PublishRefused):
        PublishPageRevisionAction(page.get_latest_revision()).execute(skip_permission_checks=True)
    with pytest.raises(PermissionDenied):
        EditPageAction(page, user=make_admin(), publish=True).execute()
    assert not news_now(page).live


def test_an_alias_of_a_draft_is_not_public(editor):
    page = make_news(user=editor)
    alias = page.create_alias(parent=region_index(NewsIndexPage, "leipzig"), update_slug="zweit")
    assert not Page.objects.get(pk=alias.pk).live


def test_a_public_alias_cannot_be_made(editor):
    page = publish(make_news(user=editor))
    with pytest.raises(PublishRefused):
        page.create_alias(parent=region_index(NewsIndexPage, "leipzig"), update_slug="zweit")


def test_a_translation_of_a_draft_is_not_published(editor):
    from wagtail.models import Locale

    page = make_news(user=editor)
    translated = page.copy_for_translation(Locale.objects.get(language_code="en"))
    with pytest.raises(PublishRefused):
        translated.save_revision(user=make_lead_editor()).publish()
