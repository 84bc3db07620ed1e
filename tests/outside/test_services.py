"""Asking people outside and taking their answers: rights, limits, one answer, what ends a question."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from core import gate, review
from core.models import Decision
from core.outside import due, services
from core.outside.models import Link, Question
from core.review_status import status_of
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_admin,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_user,
)
from tests.outside.links import token_in

Kind = Decision.Kind


def say(token: str, question: Question, answer: str = "yes", words: str = "") -> Question:
    return services.answer(token=token, shown=question.shown, answer=answer, words=words)


def kinds(world: Any) -> list[str]:
    return list(Decision.objects.about(world.project).values_list("kind", flat=True))


def decide(world: Any, action: str = "approve", **words: str) -> Decision:
    return review.decide(
        task_state=world.fresh().current_workflow_task_state,
        user=world.moderator,
        action=action,
        shown=gate.shown_token(world.fresh().get_latest_revision()),
        **words,
    )


def refusal(token: str) -> str:
    with pytest.raises(services.LinkUnusable) as refused:
        services.usable(token)
    return refused.value.reason


class TestAsking:
    @pytest.mark.parametrize(
        ("make", "allowed"),
        [
            (lambda world: world.moderator, True),
            (lambda world: world.lead, True),
            (lambda world: make_lead_editor(), True),
            (lambda world: make_admin(), True),
            (lambda world: world.member, False),
            (lambda world: make_editor("chemnitz"), False),
            (lambda world: make_moderator("leipzig"), False),
            (lambda world: make_actor_lead(make_actor()), False),
            (lambda world: make_user(), False),
        ],
        ids=["moderator", "own lead", "lead editor", "admin", "member", "editor", "other region", "other lead", "user"],
    )
    def test_deciders_and_the_own_lead_ask_and_nobody_else(
        self, world: Any, ask: Any, make: Any, allowed: bool
    ) -> None:
        user = make(world)
        if allowed:
            question, _token = ask(user=user)
            assert question.asked_line.kind == Kind.OUTSIDE_ASKED
            assert question.asked_line.user == user
        else:
            with pytest.raises(PermissionDenied):
                ask(user=user)
            assert not Question.objects.exists()

    def test_the_mail_says_who_why_until_when_and_comes_in_the_persons_language(self, world: Any, ask: Any) -> None:
        question, token = ask(language="en")
        (message,) = [sent for sent in mail.outbox if question.email in sent.to]
        assert f"/en/freigabe/{token}/" in message.body
        for words in ("Kathrin Uhlig asks you", "Suppe ohne Grenzen", "Stimmen die Zahlen?", "If you do nothing"):
            assert words in message.body
        assert message.reply_to == [world.moderator.email]
        assert not Link.objects.filter(token_hash=token).exists()

    def test_a_person_is_asked_once_at_a_time_and_five_at_most(self, world: Any, ask: Any) -> None:
        ask()
        with pytest.raises(services.TooManyQuestions):
            ask(email="UTE.sander@example.org")
        for number in range(services.MAX_OPEN - 1):
            ask(email=f"person{number}@example.org")
        with pytest.raises(services.TooManyQuestions):
            ask(email="noch.jemand@example.org")

    def test_nothing_is_asked_about_a_draft_that_nobody_reviews(self, world: Any, ask: Any) -> None:
        review.withdraw(obj=world.fresh(), user=world.lead)
        with pytest.raises(services.NotInReview):
            ask()


class TestAnswering:
    @pytest.mark.parametrize(
        ("answer", "words", "kind"),
        [
            ("yes", "", Kind.OUTSIDE_YES),
            ("changes", "Bitte 39", Kind.OUTSIDE_CHANGES),
            ("not_mine", "", Kind.OUTSIDE_NOT),
        ],
    )
    def test_an_answer_is_a_line_of_the_ledger_about_the_asked_content_and_told_to_the_asker(
        self, world: Any, ask: Any, answer: str, words: str, kind: str
    ) -> None:
        question, token = ask()
        say(token, question, answer, words)
        line = Decision.objects.about(world.project).last()
        assert (line.kind, line.user, line.comment, line.refers_to) == (kind, None, words, question.asked_line)
        assert line.content_hash == question.content_hash == gate.content_hash(world.fresh().get_latest_revision())
        assert line.person_outside == "Dr. Ute Sander, Geschäftsführung"
        assert [sent.to for sent in mail.outbox][-1] == [world.moderator.email]
        assert not world.fresh().live

    def test_the_history_names_the_person_outside(self, world: Any, ask: Any) -> None:
        question, token = ask()
        say(token, question, "changes", "Bitte 39")
        asked, answered = [line for line in status_of(world.fresh(), world.lead).timeline if line.get("date")][-2:]
        assert "Dr. Ute Sander" in asked["text"]
        assert "Dr. Ute Sander" in answered["actor"]
        assert answered["text"] == "Bitte 39"

    def test_the_second_answer_finds_the_first(self, world: Any, ask: Any) -> None:
        question, token = ask()
        say(token, question)
        with pytest.raises(services.LinkUnusable, match="answered"):
            say(token, question, "not_mine")
        assert kinds(world).count(Kind.OUTSIDE_YES) == 1
        assert Kind.OUTSIDE_NOT not in kinds(world)

    def test_changes_need_words_and_the_form_stands_for_the_asked_content(self, world: Any, ask: Any) -> None:
        question, token = ask()
        with pytest.raises(services.OutsideError):
            say(token, question, "changes", "  ")
        with pytest.raises(services.OtherContent):
            services.answer(token=token, shown="1:x", answer="yes", words="")
        assert Question.objects.get().answer == ""

    def test_the_answer_is_about_what_was_asked_whatever_autosave_writes_since(self, world: Any, ask: Any) -> None:
        question, token = ask()
        revision = world.fresh().get_latest_revision()
        revision.content = {**revision.content, "summary": "Ganz anders"}
        revision.save()
        answered = say(token, question)
        assert answered.answer_line.content_hash == question.content_hash != gate.content_hash(revision)
        assert services.frozen(answered).as_object().summary != "Ganz anders"

    def test_the_database_keeps_answer_and_time_together(self, ask: Any) -> None:
        question, _token = ask()
        with pytest.raises(IntegrityError), transaction.atomic():
            Question.objects.filter(pk=question.pk).update(answer="yes")


class TestWaiting:
    def test_the_last_approval_waits_for_the_answer(self, world: Any, ask: Any) -> None:
        question, token = ask()
        with pytest.raises(review.ReviewError, match="Ute Sander"):
            decide(world)
        say(token, question)
        decide(world)
        assert world.fresh().live

    @pytest.mark.parametrize("end", ["expired", "revoked"])
    def test_it_waits_no_longer_than_the_question(self, world: Any, ask: Any, end: str) -> None:
        question, _token = ask()
        if end == "revoked":
            services.revoke(question=question, user=world.moderator)
        with time_machine.travel(timezone.now() + timedelta(days=8 if end == "expired" else 0)):
            decide(world)
        assert world.fresh().live

    def test_the_lead_s_stage_does_not_wait(self, world: Any, ask: Any) -> None:
        review.withdraw(obj=world.fresh(), user=world.lead)
        state = review.submit(obj=world.fresh(), user=world.member).current_task_state
        ask(user=world.lead)
        shown = gate.shown_token(world.fresh().get_latest_revision())
        review.decide(task_state=state, user=world.lead, action="approve", shown=shown)
        assert kinds(world)[-1] == Kind.STAGE_APPROVED
        assert Question.objects.get().is_open


class TestEnding:
    def test_a_decision_or_withdrawal_ends_the_question(self, world: Any, ask: Any) -> None:
        _question, token = ask()
        decide(world, "reject", comment="Doppelt", reason="duplicate")
        assert refusal(token) == "closed"
        assert Question.objects.get().closed_by.kind == Kind.REJECTED

    def test_changes_leave_it_open_until_other_content_is_submitted(self, world: Any, ask: Any) -> None:
        _question, token = ask()
        decide(world, "request_changes", comment="Bitte 39")
        assert services.usable(token)
        draft = world.fresh().get_latest_revision_as_object()
        draft.summary = "Neu"
        draft.save_revision(user=world.member, clean=False)
        assert services.usable(token)
        review.submit(obj=world.fresh(), user=world.lead)
        assert refusal(token) == "closed"

    def test_submitting_the_same_content_again_keeps_the_question(self, world: Any, ask: Any) -> None:
        _question, token = ask()
        decide(world, "request_changes", comment="Bitte 39")
        review.submit(obj=world.fresh(), user=world.lead)
        assert services.usable(token)

    @pytest.mark.parametrize(
        ("make", "allowed"),
        [
            (lambda world: world.moderator, True),
            (lambda world: world.lead, True),
            (lambda world: make_moderator("chemnitz"), True),
            (lambda world: make_lead_editor(), True),
            (lambda world: world.member, False),
            (lambda world: make_editor("chemnitz"), False),
            (lambda world: make_moderator("leipzig"), False),
        ],
        ids=["asker", "lead", "moderator", "lead editor", "member", "editor", "other region"],
    )
    def test_asker_moderators_and_leads_take_it_back(self, world: Any, ask: Any, make: Any, allowed: bool) -> None:
        question, token = ask()
        if not allowed:
            with pytest.raises(PermissionDenied):
                services.revoke(question=question, user=make(world))
            return
        services.revoke(question=question, user=make(world))
        assert refusal(token) == "revoked"
        line = Decision.objects.about(world.project).last()
        assert (line.kind, line.refers_to) == (Kind.OUTSIDE_REVOKED, question.asked_line)

    def test_sending_again_makes_a_new_link_and_kills_the_old(self, world: Any, ask: Any) -> None:
        question, old = ask()
        with time_machine.travel(timezone.now() + timedelta(days=9)):
            assert refusal(old) == "expired"
            services.send_again(question=question, user=world.moderator)
            assert refusal(old) == "replaced"
            assert services.usable(token_in(question.email)) == question

    def test_what_is_settled_is_not_sent_again(self, world: Any, ask: Any) -> None:
        question, token = ask()
        say(token, question)
        with pytest.raises(services.OutsideError):
            services.send_again(question=question, user=world.moderator)
        with pytest.raises(services.OutsideError):
            services.revoke(question=question, user=world.moderator)

    def test_an_unknown_link_is_logged_without_the_link(self, world: Any, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level("INFO"):
            assert refusal("g" * 43) == "unknown"
        assert "unknown" in caplog.text
        assert "g" * 43 not in caplog.text


class TestTime:
    def test_half_time_brings_one_reminder_with_a_link_that_works_beside_the_first(self, world: Any, ask: Any) -> None:
        question, first = ask(days=6)
        now = question.asked_at
        mail.outbox.clear()
        assert due.remind_and_tell(now + timedelta(days=2)) == 0
        assert due.remind_and_tell(now + timedelta(days=3, minutes=1)) == 1
        assert due.remind_and_tell(now + timedelta(days=4)) == 0
        assert [sent.to for sent in mail.outbox] == [[question.email]]
        assert services.usable(first) == services.usable(token_in(question.email)) == question

    def test_expiry_is_told_to_the_asker_once(self, world: Any, ask: Any) -> None:
        question, _token = ask(days=1)
        mail.outbox.clear()
        later = question.expires_at + timedelta(minutes=1)
        assert [due.remind_and_tell(later), due.remind_and_tell(later)] == [1, 0]
        assert [sent.to for sent in mail.outbox] == [[world.moderator.email]]

    def test_nobody_is_reminded_of_what_is_settled(self, world: Any, ask: Any) -> None:
        question, token = ask()
        say(token, question)
        assert due.remind_and_tell(question.asked_at + timedelta(days=30)) == 0


def test_members_see_no_questions(world: Any, ask: Any) -> None:
    ask()
    assert not services.may_look(world.member, world.fresh(), world.state)
    assert not services.may_look(make_contributor(make_actor()), world.fresh(), world.state)
