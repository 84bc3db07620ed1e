"""What the checks find, how strict they are, and that the gate keeps to it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from core import gate, review
from core.readiness import services
from core.readiness.checks import CHECKS
from core.readiness.models import CheckLevel, LinkState
from core.readiness.report import Report, blockers_of, report_on
from tests.factories import (
    make_actor,
    make_contact_person,
    make_contributor,
    make_editor,
    make_event,
    make_funding_source,
    make_image,
    make_lead_editor,
    make_mentor,
    make_moderator,
    make_news,
    make_project,
)

pytestmark = pytest.mark.django_db

LONG = " ".join(["Jede Woche kocht jemand anderes für alle in der Nachbarschaft."] * 12)


def draft_of(page: Any) -> Any:
    return page.get_latest_revision_as_object()


def report_of(obj: Any) -> Report:
    report = report_on(draft_of(obj))
    assert report is not None
    return report


def found(obj: Any, key: str) -> list[str]:
    return [finding["text"] for item in report_of(obj).items if item.key == key for finding in item.findings]


class TestHeadings:
    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ([("heading", {"text": "Eins"}), ("text", "<p>Text</p><h3>Zwei</h3><p>Text</p>")], 0),
            ([("text", "<h3>Zu tief</h3><p>Text</p>")], 1),
            ([("heading", {"text": "Eins"}), ("heading", {"text": "Zwei"}), ("text", "<p>Text</p>")], 1),
            ([("text", "<p>Text</p>"), ("heading", {"text": "Am Ende"})], 1),
            ([("text", "<p><b>Nur fett</b></p><p>Text</p>")], 1),
            ([("text", "<p>Ein <b>fettes</b> Wort im Satz.</p>")], 0),
        ],
    )
    def test_order_emptiness_and_bold_lines_are_found(self, body: list[Any], expected: int) -> None:
        assert len(found(make_news(body=body), "headings")) == expected


class TestKinds:
    def test_a_news_item_is_told_what_it_lacks_and_nothing_blocks(self) -> None:
        news = make_news()
        keys = {item.key for item in report_of(news).hints}
        assert keys == {"contact", "length"}
        assert gate.publication_blockers(draft_of(news)) == []

    def test_a_careful_project_has_nothing_to_mend(self) -> None:
        actor = make_actor("chemnitz")
        make_contact_person(actor)
        project = make_project(user=make_contributor(actor), actor=actor, approach=LONG)
        project.page_funding.create(funding_source=make_funding_source())
        project.save_revision()
        assert {item.key for item in report_of(project).items if item.findings} == set()

    @pytest.mark.parametrize(
        ("fields", "count"),
        [({"access_notes": ""}, 1), ({"access_notes": "Noch nicht geklärt."}, 1), ({"access_notes": "Stufenlos."}, 0)],
    )
    def test_an_event_says_something_about_access(self, fields: dict[str, str], count: int) -> None:
        assert len(found(make_event(**fields), "access")) == count

    def test_what_is_not_yet_clear_is_a_hint_even_where_access_must_be_said(self) -> None:
        CheckLevel.objects.create(kind="events.eventpage", check_key="access", level="blocker")
        assert blockers_of(draft_of(make_event(access_notes="Wird noch geklärt."))) == []
        assert len(blockers_of(draft_of(make_event(access_notes="")))) == 1

    def test_actors_and_mentors_have_the_checks_that_fit(self) -> None:
        every = {"alt", "credit", "consent", "length", "reading"}
        assert {item.key for item in report_of(make_mentor(live=False)).items} == every
        assert {item.key for item in report_of(make_actor(live=False)).items} == every | {"contact", "place", "links"}

    def test_pictures_without_words_author_or_consent_block_everywhere_and_are_said_once(self) -> None:
        bare = {"description": "", "author": "", "depicted_persons": "unknown"}
        for obj in (
            make_news(image=make_image(**bare)),
            make_event(image=make_image(**bare)),
            make_project(image=make_image(**bare)),
            make_actor(live=False, image=make_image(**bare)),
            make_mentor(live=False, image=make_image(**bare)),
        ):
            assert {item.key for item in report_of(obj).blockers} == {"alt", "credit", "consent"}, obj
            blockers = gate.publication_blockers(draft_of(obj))
            assert len(blockers) == len(set(blockers)) == 3, blockers

    @pytest.mark.parametrize("make", [make_news, make_event, make_project])
    def test_the_report_needs_the_same_queries_for_any_length(
        self, make: Any, django_assert_max_num_queries: Any
    ) -> None:
        image = make_image()
        body = [("image", {"image": image, "caption": ""}), ("text", '<p><a href="https://example.org/">x</a></p>')]
        short, long = draft_of(make(body=body)), draft_of(make(body=body * 12))
        for draft in (short, long):
            with django_assert_max_num_queries(REPORT_QUERIES):
                report_on(draft)


REPORT_QUERIES = 12


class TestLevels:
    def test_the_lead_agency_makes_a_hint_a_blocker_and_the_gate_keeps_to_it(self) -> None:
        lead, moderator = make_lead_editor(), make_moderator("chemnitz")
        assert services.set_levels(user=lead, levels={("news.newspage", "contact"): "blocker"}) == 1
        news = make_news(user=moderator)
        with pytest.raises(review.NotReady):
            review.submit(obj=news, user=moderator)
        services.set_levels(user=lead, levels={("news.newspage", "contact"): "off"})
        review.submit(obj=news, user=moderator)
        assert "contact" not in {item.key for item in report_of(news).items}

    def test_every_change_is_logged_and_repeating_it_changes_nothing(self) -> None:
        lead = make_lead_editor()
        values = {("news.newspage", "length"): "off"}
        assert [services.set_levels(user=lead, levels=values) for _time in range(2)] == [1, 0]
        entry = ModelLogEntry.objects.get(action="readiness.level")
        assert (entry.user, entry.data) == (lead, {"before": "hint", "after": "off"})

    @pytest.mark.parametrize("key", [key for key, check in CHECKS.items() if check.fixed])
    def test_what_the_law_asks_for_cannot_be_turned_off(self, key: str) -> None:
        services.set_levels(user=make_lead_editor(), levels={("news.newspage", key): "off"})
        CheckLevel.objects.create(kind="news.newspage", check_key=key, level="off")
        bare = make_image(description="", author="", depicted_persons="unknown")
        assert key in {item.key for item in report_of(make_news(image=bare)).blockers}

    @pytest.mark.parametrize("make", [lambda: make_moderator("chemnitz"), lambda: make_editor("chemnitz")])
    def test_nobody_else_sets_levels(self, make: Any) -> None:
        with pytest.raises(PermissionDenied):
            services.set_levels(user=make(), levels={("news.newspage", "length"): "off"})


def test_a_dead_link_is_named_where_it_stands() -> None:
    LinkState.objects.create(url="https://example.org/weg", code=404)
    LinkState.objects.create(url="https://example.org/hakt", code=0, failures=1)
    news = make_news(
        body=[("text", '<p><a href="https://example.org/weg">a</a> <a href="https://example.org/hakt">b</a></p>')]
    )
    (text,) = found(news, "links")
    assert "https://example.org/weg" in text
