"""Mail about reviews: who is asked, who is told, in which words, and nobody twice."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from accounts.models import User
from actors.models import Actor
from core import gate, review
from core.desk.agreements import ask_for_agreement
from core.models import Decision, OutboxMessage
from core.review_mails import tell_of_decision
from core.review_signals import stage_started
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_news,
    make_project,
    morning,
    submit,
)

pytestmark = pytest.mark.django_db


def decide(obj: Any, by: User, action: str, **words: str) -> Decision:
    task_state = review.active_state(obj).current_task_state
    return review.decide(
        task_state=task_state, user=by, action=action, shown=gate.shown_token(obj.get_latest_revision()), **words
    )


def fresh(obj: Any) -> Any:
    return type(obj).objects.get(pk=obj.pk)


def letters_to(*people: User) -> list[Any]:
    return [letter for letter in mail.outbox if letter.to[0] in {person.email for person in people}]


def readers() -> list[str]:
    return sorted(letter.to[0] for letter in mail.outbox)


@pytest.fixture
def actor() -> Actor:
    return make_actor("chemnitz", name="Kulturkiste Zwickau")


@pytest.fixture
def lead(actor: Actor) -> User:
    return make_actor_lead(actor, email="leitung@example.org", first_name="Ines", last_name="Marschner")


@pytest.fixture
def author(actor: Actor) -> User:
    return make_contributor(actor, email="autor@example.org", first_name="Jonas", last_name="Wolf")


@pytest.fixture
def moderator() -> User:
    return make_moderator("chemnitz", email="moderation@example.org", first_name="Ruth", last_name="Hensel")


@pytest.fixture
def project(actor: Actor, author: User, moderator: User) -> Any:
    page = make_project("chemnitz", user=author, actor=actor, title="Die offene Werkstatt")
    mail.outbox.clear()
    return page


@pytest.fixture
def in_a_hurry(project: Any) -> Iterator[None]:
    """A Monday on which the region answers on the same day, so that nothing can wait for the morning."""
    type(project.region).objects.filter(pk=project.region_id).update(review_days=0)
    with time_machine.travel(datetime(2026, 11, 9, 10, tzinfo=UTC), tick=True):
        yield


class TestAskingAtOnce:
    """What has to be decided within a day; the rest is in the morning's summary (tests/desk)."""

    def test_what_has_time_is_not_mailed_at_once(self, project: Any, author: User, moderator: User) -> None:
        submit(project, author)
        assert readers() == []

    def test_the_region_is_asked_where_it_answers_within_a_day(
        self, project: Any, author: User, moderator: User, in_a_hurry: None
    ) -> None:
        submit(fresh(project), author)
        assert readers() == [moderator.email]
        letter = mail.outbox[0]
        assert "Die offene Werkstatt" in letter.subject
        assert "/cms/review/" in letter.body
        assert "Jonas Wolf" in letter.body
        assert "Kulturkiste Zwickau" in letter.body
        assert "9. November 2026" in letter.body

    def test_a_moderator_of_another_region_hears_nothing(
        self, project: Any, author: User, moderator: User, in_a_hurry: None
    ) -> None:
        make_moderator("leipzig")
        submit(fresh(project), author)
        assert readers() == [moderator.email]

    def test_who_submits_is_not_asked(self, moderator: User, in_a_hurry: None) -> None:
        colleague = make_editor("chemnitz", email="redaktion@example.org")
        news = make_news("chemnitz", user=moderator)
        mail.outbox.clear()
        submit(news, moderator)
        assert readers() == [colleague.email]

    def test_an_answer_to_requested_changes_says_so(
        self, project: Any, author: User, moderator: User, in_a_hurry: None
    ) -> None:
        submit(fresh(project), author)
        decide(project, moderator, "request_changes", comment="Bitte den Ort nennen.")
        project.save_revision(user=author)
        review.answer(obj=project, user=author, comment="Der Ort steht jetzt im ersten Satz.")
        mail.outbox.clear()
        review.submit(obj=project, user=author)
        assert "answer" in mail.outbox[0].body or "Antwort" in mail.outbox[0].body
        assert "Der Ort steht jetzt im ersten Satz." in mail.outbox[0].body


class TestTelling:
    def test_requested_changes_come_as_points_with_the_way_to_answer(
        self, project: Any, author: User, moderator: User
    ) -> None:
        submit(project, author)
        mail.outbox.clear()
        decide(project, moderator, "request_changes", comment="- Bitte den Ort nennen.\n- Wer ist auf dem Bild?")
        letter = letters_to(author)[0]
        assert "- Bitte den Ort nennen." in letter.body
        assert "- Wer ist auf dem Bild?" in letter.body
        assert f"/mein-bereich/projekte/{project.pk}/" in letter.body
        html = str(letter.alternatives[0][0])
        assert "<li" in html
        assert "Bitte den Ort nennen." in html

    def test_a_rejection_carries_reason_and_words(self, project: Any, author: User, moderator: User) -> None:
        submit(project, author)
        mail.outbox.clear()
        decide(project, moderator, "reject", reason="advertising", comment="Der Text wirbt für ein Produkt.")
        letter = letters_to(author)[0]
        assert "Der Text wirbt für ein Produkt." in letter.body
        assert str(Decision.Reason.ADVERTISING.label) in letter.body or "Werbung" in letter.body

    def test_an_approval_links_to_the_public_page(self, project: Any, author: User, moderator: User) -> None:
        submit(project, author)
        mail.outbox.clear()
        decide(project, moderator, "approve")
        project.refresh_from_db()
        assert project.live
        assert project.full_url in letters_to(author)[0].body

    def test_leads_are_told_too_and_the_decider_is_not(
        self, project: Any, lead: User, author: User, moderator: User
    ) -> None:
        submit(project, author)
        decide(project, lead, "approve")
        mail.outbox.clear()
        decide(project, moderator, "approve")
        assert readers() == [author.email, lead.email]

    def test_a_lead_who_submitted_gets_one_mail_only(self, actor: Actor, lead: User, moderator: User) -> None:
        page = make_project("chemnitz", user=lead, actor=actor)
        submit(page, lead)
        mail.outbox.clear()
        decide(page, moderator, "approve")
        assert readers() == [lead.email]

    def test_a_withdrawal_by_a_colleague_is_told(self, project: Any, actor: Actor, author: User) -> None:
        submit(project, author)
        colleague = make_contributor(actor)
        mail.outbox.clear()
        review.withdraw(obj=project, user=colleague)
        assert readers() == [author.email]

    def test_agreement_is_told_to_the_reviewer_who_corrected(self, project: Any, author: User, moderator: User) -> None:
        submit(project, author)
        project.save_revision(user=moderator)
        project.refresh_from_db()
        mail.outbox.clear()
        review.agree(obj=project, user=author, shown=gate.shown_token(project.get_latest_revision()))
        assert readers() == [moderator.email]

    def test_the_author_is_asked_to_agree_once_the_reviewer_has_stopped_typing(
        self, project: Any, author: User, moderator: User, settings: Any
    ) -> None:
        settings.EMAIL_BACKEND = "core.outbox.OutboxBackend"
        asked = OutboxMessage.objects.filter(subject__startswith="Do you agree?")
        with time_machine.travel(morning(1), tick=False) as clock:
            submit(project, author)
            clock.shift(timedelta(minutes=5))
            fresh(project).save_revision(user=moderator)
            ask_for_agreement(timezone.now() + timedelta(minutes=10))
            assert not asked.exists()
            later = timezone.now() + timedelta(minutes=40)
            assert [ask_for_agreement(later), ask_for_agreement(later)] == [1, 0]
            assert [row.recipients for row in asked] == [[author.email]]
            review.agree(obj=project, user=author, shown=gate.shown_token(fresh(project).get_latest_revision()))
            clock.shift(timedelta(days=40))
            OutboxMessage.objects.all().delete()
            assert ask_for_agreement(timezone.now()) == 0

    def test_everybody_reads_their_own_language(self, actor: Actor, moderator: User) -> None:
        reader = make_contributor(actor, language="en")
        page = make_project("chemnitz", user=reader, actor=actor, title="Die offene Werkstatt")
        submit(page, reader)
        mail.outbox.clear()
        decide(page, moderator, "approve")
        assert letters_to(reader)[0].subject == "Public: Die offene Werkstatt"
        assert "/en/mein-bereich/projekte/" in letters_to(reader)[0].body

    def test_people_whose_account_is_switched_off_get_nothing(
        self, project: Any, author: User, moderator: User
    ) -> None:
        submit(project, author)
        User.objects.filter(pk=author.pk).update(is_active=False)
        mail.outbox.clear()
        decide(project, moderator, "approve")
        assert not mail.outbox

    def test_a_forced_publication_is_told(self, project: Any, author: User, moderator: User) -> None:
        submit(project, author)
        mail.outbox.clear()
        gate.force_publish(obj=project, user=make_lead_editor(), reason="Termin der Ministerin")
        assert "Termin der Ministerin" in letters_to(author)[0].body


class TestOnceOnly:
    @pytest.fixture(autouse=True)
    def outbox(self, settings: Any) -> None:
        settings.EMAIL_BACKEND = "core.outbox.OutboxBackend"

    def test_an_event_told_twice_is_mailed_once(
        self, project: Any, author: User, moderator: User, in_a_hurry: None
    ) -> None:
        task_state = submit(fresh(project), author)
        decision = decide(project, moderator, "approve")
        written = OutboxMessage.objects.count()
        tell_of_decision(sender=None, decision=decision, obj=project)
        stage_started.send(sender=type(project), task_state=task_state, obj=project)
        assert OutboxMessage.objects.count() == written

    def test_a_refused_decision_leaves_no_mail(self, project: Any, author: User, moderator: User) -> None:
        submit(project, author)
        written = OutboxMessage.objects.count()
        with pytest.raises(review.ReviewError):
            decide(project, moderator, "request_changes", comment=" ")
        assert OutboxMessage.objects.count() == written


def test_no_mail_is_sent_by_wagtail_itself(project: Any, author: User, moderator: User) -> None:
    submit(project, author)
    assert all("review" in letter.message()["Message-ID"] for letter in mail.outbox)
