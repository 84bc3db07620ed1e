"""The search index follows whatever happens to content, and never shows what is not public."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, PageViewRestriction

from core.models import SearchEntry, SearchWord
from news.models import NewsPage
from projects.models import ProjectIndexPage
from tests.factories import make_actor, make_mentor, make_news, make_project, publish, region_index
from tests.home.test_pages import make_standard

pytestmark = pytest.mark.django_db


def titles() -> set[str]:
    return set(SearchEntry.objects.values_list("title", flat=True))


def test_drafts_are_not_found() -> None:
    make_project(title="Noch geheim")
    make_actor(name="Auch geheim", live=False)
    assert not {"Noch geheim", "Auch geheim"} & titles()


def test_a_draft_over_a_public_page_changes_nothing() -> None:
    page = make_news(title="Öffentlich", live=True)
    page.title = "Entwurf"
    page.save_revision()
    assert "Öffentlich" in titles()
    assert "Entwurf" not in titles()


def test_publishing_a_change_changes_the_entry() -> None:
    page = make_news(title="Vorher", live=True)
    page.title = "Nachher"
    page.save_revision()
    publish(page)
    assert "Nachher" in titles()
    assert "Vorher" not in titles()


def test_what_is_taken_down_is_not_found() -> None:
    page = make_news(title="Zurückgezogen", live=True)
    mentor = make_mentor(name="Pausiert")
    page.unpublish()
    mentor.unpublish()
    assert not {"Zurückgezogen", "Pausiert"} & titles()


def test_what_is_deleted_is_not_found() -> None:
    page = make_news(title="Gelöscht", live=True)
    actor = make_actor(name="Aufgelöst")
    Page.objects.get(pk=page.pk).delete()
    actor.delete()
    assert not {"Gelöscht", "Aufgelöst"} & titles()


def test_deleting_a_list_forgets_what_was_below_it() -> None:
    page = make_project(title="Darunter", live=True)
    page.get_parent().delete()
    assert "Darunter" not in titles()


def test_a_restricted_branch_is_not_found() -> None:
    page = make_project(title="Nur intern", live=True)
    restriction = PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert "Nur intern" not in titles()
    restriction.delete()
    assert "Nur intern" in titles()


def test_a_moved_page_is_found_at_its_new_address_and_region() -> None:
    page = make_project("chemnitz", title="Umgezogen", live=True)
    page.move(region_index(ProjectIndexPage, "leipzig"), pos="last-child")
    entry = SearchEntry.objects.get(title="Umgezogen")
    assert entry.url.startswith("/leipzig/")
    assert entry.region.slug == "leipzig"


def test_a_renamed_list_moves_what_is_below_it(django_capture_on_commit_callbacks: Any) -> None:
    make_project("chemnitz", title="Darunter", live=True)
    index = region_index(ProjectIndexPage, "chemnitz")
    with django_capture_on_commit_callbacks(execute=True):
        index.slug = "schaufenster"
        index.save_revision().publish()
    assert SearchEntry.objects.get(title="Darunter").url.startswith("/chemnitz/schaufenster/")


def test_a_page_in_two_languages_has_two_entries_of_one_group() -> None:
    page = make_news(title="Zweisprachig", live=True)
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.title = "Bilingual"
    english.save_revision()
    publish(english)
    entries = SearchEntry.objects.filter(title__in=["Zweisprachig", "Bilingual"])
    assert {entry.language for entry in entries} == {"de", "en"}
    assert len({entry.group for entry in entries}) == 1


def test_an_alias_is_not_a_second_hit() -> None:
    page = make_standard(title="Nur einmal", slug="nur-einmal")
    page.create_alias(parent=page.get_parent(), update_slug="noch-einmal")
    assert SearchEntry.objects.filter(title="Nur einmal").count() == 1


def test_rebuilding_gives_the_same_index() -> None:
    make_project(title="Eins", live=True)
    make_actor(name="Zwei")
    before = set(SearchEntry.objects.values_list("title", "language", "url", "folded", "updated_at"))
    call_command("rebuild_search", verbosity=0)
    assert set(SearchEntry.objects.values_list("title", "language", "url", "folded", "updated_at")) == before


def test_rebuilding_forgets_words_that_nobody_uses_any_more() -> None:
    page = make_news(title="Vergänglichkeit", live=True)
    page.unpublish()
    assert SearchWord.objects.filter(word="Vergänglichkeit").exists()
    call_command("rebuild_search", verbosity=0)
    assert not SearchWord.objects.filter(word="Vergänglichkeit").exists()


def test_bookkeeping_on_a_public_page_costs_the_index_nothing() -> None:
    page = NewsPage.objects.get(pk=make_news(live=True).pk)
    with CaptureQueriesContext(connection) as queries:
        page.save(update_fields=["locked"], clean=False)
    assert not [query for query in queries if "core_search" in query["sql"]]


def test_a_new_installation_has_its_pages_in_the_index() -> None:
    assert SearchEntry.objects.filter(kind="pages", language="en", url="/en/projects/").exists()
