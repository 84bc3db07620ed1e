"""Three ways to take down, and the way back: who may, what readers see, on every road a list has."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from core.aftercare import take_downs
from core.aftercare.care import CareError, care_of
from core.aftercare.models import TakeDown
from core.models import Decision, SearchEntry
from core.review_status import Standing, status_of
from core.search import index
from news.models import NewsIndexPage
from projects.models import ProjectIndexPage, ProjectPage
from tests.aftercare.conftest import Case, approve, edit_and_submit
from tests.factories import (
    make_contributor,
    make_editor,
    make_event,
    make_lead_editor,
    make_moderator,
    make_news,
    make_project,
    publish,
    region_index,
)
from tests.factories.people import make_admin

WORDS = "Das Projekt ist im März zu Ende gegangen."
KINDS = list(TakeDown.Kind)


def down(case: Case, kind: str, **options: Any) -> Decision:
    return take_downs.take_down(page=case.now, user=case.moderator, kind=kind, explanation=WORDS, **options)


def roads(page: Any) -> dict[str, str]:
    home, region = page.get_ancestors().get(depth=2).url, page.get_parent().get_parent().url
    catalogue = page.get_parent().url
    return {
        "home": home,
        "region": region,
        "catalogue": catalogue,
        "map": f"{catalogue}?view=map",
        "all projects": region_index(ProjectIndexPage, None).url,
        "feed": f"{catalogue}feed.atom",
        "search": f"{reverse('search')}?q=Suppenk%C3%BCche",
        "sitemap": reverse("sitemap_part", args=[1]),
        "actor": page.actor.get_absolute_url(),
    }


class TestRoads:
    @pytest.mark.parametrize("kind", KINDS)
    def test_it_leaves_every_list_and_comes_back(self, case, client, kind):
        other = make_project("chemnitz", live=True, title="Nachbar")
        other.page_topics.set([type(row)(topic=row.topic) for row in case.now.page_topics.all()])
        other.page_topics.commit()
        addresses = {**roads(case.now), "similar": other.url}
        slug = case.page.slug

        def naming() -> set[str]:
            return {name for name, url in addresses.items() if f"/{slug}/" in client.get(url).content.decode()}

        seen = naming()
        assert {"catalogue", "all projects", "feed", "search", "sitemap", "actor", "region"} <= seen
        down(case, kind)
        assert naming() == set()
        index.rebuild()
        assert not SearchEntry.objects.filter(title=case.page.title).exists()
        take_downs.restore(page=case.now, user=case.moderator, reason="Es geht weiter.")
        assert naming() == seen

    @pytest.mark.parametrize(("make", "lists"), [(make_news, NewsIndexPage), (make_event, None)])
    def test_stories_and_dates_leave_their_lists_too(self, case, client, make, lists):
        page = make("chemnitz", live=True)
        listing = page.get_parent().url
        assert f"/{page.slug}/" in client.get(listing).content.decode()
        take_downs.take_down(page=page, user=case.moderator, kind="withdrawn", explanation=WORDS)
        for url in (listing, f"{listing}{'feed.atom' if lists else 'calendar.ics'}", "/", "/chemnitz/"):
            assert f"/{page.slug}/" not in client.get(url).content.decode(), url

    def test_related_pages_of_a_story_leave_it_out(self, case, client):
        from news.models import NewsRelatedPage

        story = make_news(live=True, related_links=[NewsRelatedPage(related=case.page.page_ptr)])
        assert case.page.title in client.get(story.url).content.decode()
        down(case, "archived")
        assert case.page.title not in client.get(story.url).content.decode()

    def test_an_alias_and_a_translation_follow(self, case, client):
        english = case.now.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
        english.save_revision(clean=False)
        english = publish(english)
        alias = make_project("leipzig", live=True)
        ProjectPage.objects.filter(pk=alias.pk).update(alias_of=case.page.pk)
        listed = ProjectPage.objects.listed()
        assert {case.page.pk, english.pk} <= set(listed.values_list("pk", flat=True))
        down(case, "withdrawn")
        assert not listed.filter(pk__in=[case.page.pk, english.pk, alias.pk]).exists()
        assert WORDS in client.get(english.url).content.decode()


class TestReaders:
    def test_withdrawn_stays_readable_under_a_notice_and_out_of_search_engines(self, case, client):
        down(case, "withdrawn")
        words = client.get(case.page.url).content.decode()
        assert WORDS in words
        assert 'content="noindex"' in words
        assert case.page.problem in words

    def test_archived_stays_readable_and_is_found_in_the_archive(self, case, client):
        down(case, "archived")
        assert WORDS in client.get(case.page.url).content.decode()
        archive = reverse("aftercare:archive")
        assert case.page.title in client.get(f"{archive}?kind=projects&region=chemnitz").content.decode()
        assert case.page.title not in client.get(f"{archive}?kind=news").content.decode()

    @pytest.mark.parametrize("query", ["?kind=x", "?region=%00", "?page=99", "?page=x&kind=projects&kind=news"])
    def test_no_query_breaks_the_archive(self, db, client, query):
        assert client.get(reverse("aftercare:archive") + query).status_code in (200, 400, 404)

    def test_offline_answers_with_the_reason(self, case, client):
        down(case, "offline")
        answer = client.get(case.page.url)
        assert answer.status_code == 410
        assert WORDS in answer.content.decode()

    def test_offline_with_a_replacement_leads_there_until_it_is_gone_too(self, case, client):
        target = make_project("leipzig", live=True)
        down(case, "offline", replaced_by=Page.objects.get(pk=target.pk))
        answer = client.get(case.page.url)
        assert (answer.status_code, answer["Location"]) == (302, target.url)
        target.delete()
        assert client.get(case.page.url).status_code == 410

    def test_an_address_nobody_knows_is_still_not_found(self, case, client):
        assert client.get(f"{case.page.get_parent().url}gibt-es-nicht/").status_code == 404
        assert client.get(make_project(title="Nie öffentlich").url).status_code == 404

    def test_going_back_removes_the_redirect_and_serves_what_was_approved(self, case, client):
        down(case, "offline", replaced_by=Page.objects.get(pk=make_project("leipzig", live=True).pk))
        draft = case.now.get_latest_revision_as_object()
        draft.problem = "Ungeprüft"
        draft.save_revision(user=case.author, clean=False)
        take_downs.restore(page=case.now, user=case.moderator, reason="Irrtum")
        words = client.get(case.page.url).content.decode()
        assert case.page.problem in words
        assert "Ungeprüft" not in words
        assert not Redirect.objects.exists()
        assert case.now.has_unpublished_changes


class TestRules:
    def test_each_step_is_in_the_ledger_and_tells_author_and_leads_once(self, case, mails):
        down(case, "withdrawn")
        take_downs.restore(page=case.now, user=case.moderator, reason="Es geht weiter.")
        kinds = Decision.objects.about(case.page).values_list("kind", "comment")
        assert list(kinds)[-2:] == [("retracted", WORDS), ("restored", "Es geht weiter.")]
        assert mails("Zurückgezogen") + mails("Withdrawn") == ["autorin@example.org", "lead@example.org"]
        assert mails("Wieder gültig") + mails("Valid again") == ["autorin@example.org", "lead@example.org"]

    @pytest.mark.parametrize("problem", ["twice", "draft", "silent", "kind"])
    def test_what_makes_no_sense_is_refused_in_words(self, case, problem):
        options = {"page": case.now, "user": case.moderator, "kind": "withdrawn", "explanation": WORDS}
        if problem == "twice":
            take_downs.take_down(**options)
        elif problem == "draft":
            options["page"] = make_project("chemnitz")
        elif problem == "silent":
            options["explanation"] = " \x00 "
        elif problem == "kind":
            options["kind"] = "away"
        with pytest.raises(CareError):
            take_downs.take_down(**options)

    def test_what_is_valid_cannot_be_restored(self, case):
        with pytest.raises(CareError):
            take_downs.restore(page=case.now, user=case.moderator, reason="x")

    def test_readers_are_led_to_nothing_dead(self, case):
        for target in (case.page, make_project("leipzig")):
            with pytest.raises(CareError):
                down(case, "offline", replaced_by=Page.objects.get(pk=target.pk))
        assert case.now.live

    def test_an_approved_edit_brings_back_what_was_offline(self, case, client):
        down(case, "offline")
        status = status_of(case.now, case.lead)
        assert (status.standing, status.can_submit) == (Standing.OFFLINE, True)
        edit_and_submit(case.page, case.lead, problem="Neu geschrieben")
        approve(case.page, case.moderator)
        assert "Neu geschrieben" in client.get(case.page.url).content.decode()
        assert not TakeDown.objects.exists()
        assert Decision.objects.about(case.page).filter(kind="restored").count() == 1

    def test_an_approved_edit_leaves_withdrawn_what_is_withdrawn(self, case, client):
        down(case, "withdrawn")
        edit_and_submit(case.page, case.lead, problem="Neu geschrieben")
        approve(case.page, case.moderator)
        assert WORDS in client.get(case.page.url).content.decode()

    def test_whatever_takes_a_page_offline_the_ledger_knows(self, case):
        case.now.unpublish()
        assert Decision.objects.about(case.page).last().kind == "unpublished"


ROLES = {
    "moderator": (lambda case: case.moderator, True),
    "lead editor": (lambda case: make_lead_editor(), True),
    "admin": (lambda case: make_admin(), True),
    "editor": (lambda case: make_editor("chemnitz"), False),
    "moderator elsewhere": (lambda case: make_moderator("leipzig"), False),
    "actor lead": (lambda case: case.lead, False),
    "author": (lambda case: case.author, False),
    "stranger": (lambda case: make_contributor(publish(case.actor)), False),
}


@pytest.mark.parametrize("role", ROLES)
def test_rights_to_take_down_and_restore(case, staff_client, role):
    make, allowed = ROLES[role]
    user = make(case)
    client, care = staff_client(user), care_of(case.now)
    client.post(reverse("aftercare_take_down", args=[care.pk]), {"kind": "withdrawn", "explanation": WORDS})
    assert TakeDown.objects.exists() == allowed
    if not allowed:
        with pytest.raises(PermissionDenied):
            take_downs.take_down(page=case.now, user=user, kind="withdrawn", explanation=WORDS)
        down(case, "withdrawn")
    client.post(reverse("aftercare_restore", args=[care.pk]), {"words": "Doch gültig"})
    assert TakeDown.objects.exists() != allowed


class TestAdmin:
    def test_wagtails_own_button_leads_to_the_form(self, case, staff_client):
        client = staff_client(case.moderator)
        answer = client.get(reverse("wagtailadmin_pages:unpublish", args=[case.page.pk]), follow=True)
        assert answer.redirect_chain[-1][0] == reverse("aftercare_take_down", args=[care_of(case.now).pk])
        assert answer.status_code == 200

    def test_the_form_keeps_what_was_typed_when_it_refuses(self, case, staff_client):
        url = reverse("aftercare_take_down", args=[care_of(case.now).pk])
        answer = staff_client(case.moderator).post(url, {"kind": "", "explanation": WORDS, "replaced_by": "abc"})
        assert answer.status_code == 422
        assert WORDS in answer.content.decode()

    def test_taking_offline_over_the_form_leads_readers_on(self, case, staff_client, client):
        target = make_project("leipzig", live=True)
        url = reverse("aftercare_take_down", args=[care_of(case.now).pk])
        form = {"kind": "offline", "explanation": WORDS, "replaced_by": target.pk}
        answer = staff_client(case.moderator).post(url, form)
        assert answer.status_code == 302
        assert client.get(case.page.url)["Location"] == target.url
