"""What somebody without an account meets behind the link."""

import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import gate, review
from core.models import Decision, PortalImage
from core.outside import services
from core.outside.models import Question
from tests.core.test_media_serving import make_document
from tests.factories import make_image, make_news, make_project, publish, submit


def page_of(token: str, name: str = "answer", *args: Any) -> str:
    return reverse(f"outside:{name}", args=[token, *args])


class TestReading:
    def test_it_says_who_asks_what_and_shows_the_form_for_exactly_that(self, client: Client, ask: Any) -> None:
        question, token = ask()
        page = client.get(page_of(token))
        words = page.content.decode()
        assert page.status_code == 200
        for part in ("Suppe ohne Grenzen", "Kathrin Uhlig", "Stimmen die Zahlen?", question.shown):
            assert part in words

    def test_it_is_kept_by_nobody_and_sets_no_cookie_but_the_forms(self, client: Client, ask: Any) -> None:
        _question, token = ask()
        for name, referrer in (("answer", "same-origin"), ("preview", "no-referrer")):
            client.cookies.clear()
            page = client.get(page_of(token, name))
            assert "no-store" in page["Cache-Control"]
            assert page["X-Robots-Tag"] == "noindex, nofollow"
            assert page["Referrer-Policy"] == referrer
            assert set(page.cookies) <= {"csrftoken"}
        assert not page.cookies

    def test_reading_as_mail_scanners_do_changes_nothing(self, client: Client, ask: Any) -> None:
        question, token = ask()
        before = Question.objects.filter(pk=question.pk).values().get()
        for name in ("answer", "preview"):
            assert client.get(page_of(token, name)).status_code == 200
            assert client.head(page_of(token, name)).status_code == 200
        assert Question.objects.filter(pk=question.pk).values().get() == before
        assert not Decision.objects.filter(kind__startswith="outside_y").exists()

    def test_the_preview_shows_the_asked_version_even_after_a_change(
        self, client: Client, world: Any, ask: Any
    ) -> None:
        _question, token = ask()
        draft = world.fresh().get_latest_revision_as_object()
        draft.summary = "Inzwischen ganz anders."
        draft.save_revision(user=world.moderator, clean=False)
        preview = client.get(page_of(token, "preview")).content.decode()
        assert "Nachbarinnen kochen" in preview
        assert "Inzwischen ganz anders" not in preview
        assert client.get(page_of(token)).context["changed_since"]

    def test_the_differences_are_those_to_the_public_version(self, client: Client, world: Any, ask: Any) -> None:
        live = publish(world.project)
        draft = live.get_latest_revision_as_object()
        draft.costs = "12 Euro im Monat"
        draft.save_revision(user=world.member, clean=False)
        submit(live, world.lead)
        _question, token = ask()
        page = client.get(page_of(token))
        (change,) = page.context["comparison"].changes
        assert change.after.words == "12 Euro im Monat"
        assert "12 Euro im Monat" in page.content.decode()

    def test_news_and_actors_are_shown_too(self, client: Client, world: Any) -> None:
        values = {"name": "A", "function": "B", "language": "de", "words": "", "days": 3}
        news = make_news(user=world.moderator)
        submit(news, world.moderator)
        world.actor.save_revision(user=world.lead)
        submit(world.actor, world.lead)
        for obj, email in ((news, "a@example.org"), (world.actor, "b@example.org")):
            question = services.ask(obj=obj, user=world.moderator, email=email, **values)
            token = services.new_link(question)
            preview = client.get(page_of(token, "preview"))
            assert preview.status_code == 200
            assert str(obj) in preview.content.decode()
            assert client.get(page_of(token)).status_code == 200


class TestFiles:
    @pytest.fixture
    def illustrated(self, world: Any) -> tuple[Any, PortalImage]:
        image = make_image(collection=world.actor.collection, uploaded_by_user=world.member)
        project = make_project(user=world.member, actor=world.actor, image=image)
        submit(project, world.lead)
        return project, image

    def ask_about(self, project: Any, world: Any) -> str:
        question = services.ask(
            obj=project, user=world.moderator, name="A", function="B", email="c@example.org", language="de",
            words="", days=3,
        )  # fmt: skip
        return services.new_link(question)

    def test_pictures_of_the_draft_are_seen_under_the_link_alone(
        self, client: Client, world: Any, illustrated: Any
    ) -> None:
        project, _image = illustrated
        token = self.ask_about(project, world)
        preview = client.get(page_of(token, "preview")).content.decode()
        prefix = page_of(token, "picture", "-").removesuffix("-")
        path = preview.partition(f'src="{prefix}')[2].partition('"')[0]
        assert path
        picture = client.get(prefix + path)
        assert picture.status_code == 200
        assert picture["Content-Type"].startswith("image/")
        assert "no-store" in picture["Cache-Control"]
        assert client.get(f"/media/{path}").status_code == 404
        assert '"/media/images' not in preview

    def test_other_files_are_not(self, client: Client, world: Any, illustrated: Any) -> None:
        project, _image = illustrated
        token = self.ask_about(project, world)
        foreign = make_image(collection=world.actor.collection)
        paper = make_document(collection=world.actor.collection)
        assert client.get(page_of(token, "picture", foreign.file.name)).status_code == 404
        assert client.get(page_of(token, "picture", "../settings.py")).status_code == 404
        assert client.get(page_of(token, "document", paper.pk, paper.filename)).status_code == 404

    def test_nothing_is_seen_any_more_once_it_is_answered(self, client: Client, world: Any, illustrated: Any) -> None:
        project, image = illustrated
        token = self.ask_about(project, world)
        question = Question.objects.latest("pk")
        services.answer(token=token, shown=question.shown, answer="yes", words="")
        assert client.get(page_of(token, "preview")).status_code == 410
        assert client.get(page_of(token, "picture", image.file.name)).status_code == 410


class TestAnswering:
    def test_the_button_answers_and_the_link_then_says_what_was_said(self, client: Client, ask: Any) -> None:
        question, token = ask()
        fields = {"answer": "changes", "words": "Bitte 39 Menschen", "shown": question.shown}
        assert client.post(page_of(token), fields).status_code == 302
        page = client.get(page_of(token))
        assert page.status_code == 410
        assert "Bitte 39 Menschen" in page.content.decode()
        assert client.post(page_of(token), {**fields, "answer": "yes"}).status_code == 410
        assert Question.objects.get().answer == "changes"

    def test_changes_without_words_are_asked_back_and_a_foreign_form_is_told(self, client: Client, ask: Any) -> None:
        question, token = ask()
        assert client.post(page_of(token), {"answer": "changes", "shown": question.shown}).status_code == 422
        answer = client.post(page_of(token), {"answer": "yes", "words": "Gern", "shown": "1:x"})
        assert answer.status_code == 409
        assert "Gern" in answer.content.decode()

    @pytest.mark.parametrize("value", ["", "\x00", "x" * 10_000, "yes\x00", "ä" * 300])
    def test_no_value_breaks_the_form(self, client: Client, ask: Any, value: str) -> None:
        _question, token = ask()
        answer = client.post(page_of(token), dict.fromkeys(("answer", "words", "shown"), value))
        assert answer.status_code == 422

    @pytest.mark.django_db
    @pytest.mark.parametrize("token", ["a", "x" * 43, "ä" * 20, "%00", "x" * 3000])
    def test_a_guessed_link_leads_to_a_clear_page(self, client: Client, token: str) -> None:
        assert client.get(f"/freigabe/{token}/").status_code in (400, 404)
        assert client.post(f"/freigabe/{token}/", {"answer": "yes"}).status_code in (400, 404)

    def test_old_links_say_what_became_of_them(self, client: Client, world: Any, ask: Any) -> None:
        _question, token = ask()
        with time_machine.travel(timezone.now() + timedelta(days=8)):
            assert client.get(page_of(token)).status_code == 410
        review.decide(
            task_state=world.fresh().current_workflow_task_state,
            user=world.moderator,
            action="reject",
            shown=gate.shown_token(world.fresh().get_latest_revision()),
            comment="Doppelt",
            reason="duplicate",
        )
        page = client.get(page_of(token))
        assert page.status_code == 410
        assert "Abgelehnt" in page.content.decode()

    def test_a_page_that_has_been_deleted_is_gone(self, client: Client, world: Any, ask: Any) -> None:
        _question, token = ask()
        world.fresh().delete()
        assert client.get(page_of(token)).status_code in (404, 410)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer anyway")
def test_two_answers_at_the_same_time_become_one(world: Any, ask: Any) -> None:
    question, token = ask()
    barrier, outcomes = threading.Barrier(2), []

    def press(answer: str) -> None:
        try:
            barrier.wait()
            services.answer(token=token, shown=question.shown, answer=answer, words="")
            outcomes.append("taken")
        except services.LinkUnusable as refused:
            outcomes.append(refused.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[answer]) for answer in ("yes", "not_mine")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["answered", "taken"]
    assert Decision.objects.filter(kind__in=["outside_yes", "outside_not"]).count() == 1
