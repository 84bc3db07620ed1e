"""One summary a day and person, with news only; late tasks and stranded ones go to the lead editors."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import TaskState

from core import gate, review
from core.desk import alarms, claims
from core.desk.digests import send_digests
from core.models import OutboxMessage, SentDigest, TaskNotice
from tests.factories import (
    make_actor_lead,
    make_admin,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_project,
    morning,
    send_summaries,
    submit,
)

pytestmark = pytest.mark.django_db


def letters_to(person: Any) -> list[Any]:
    return [letter for letter in mail.outbox if letter.to == [person.email]]


def set_due(task: Any, day: Any) -> None:
    type(task.specific).objects.filter(pk=task.pk).update(due_on=day)


def started(task: Any, ago: timedelta) -> None:
    TaskState.objects.filter(pk=task.pk).update(started_at=timezone.now() - ago)


class TestSummaries:
    def test_what_is_new_is_told_next_morning_with_the_way_to_it(
        self, project: Any, author: Any, moderator: Any
    ) -> None:
        task = submit(project, author)
        assert send_summaries() == 1
        (letter,) = letters_to(moderator)
        assert "Die offene Werkstatt" in letter.body
        assert f"/cms/review/{task.pk}/" in letter.body
        assert "Die offene Werkstatt" in letter.alternatives[0][0]

    def test_there_is_one_a_day_however_often_the_work_runs(self, project: Any, author: Any, moderator: Any) -> None:
        submit(project, author)
        assert [send_summaries(), send_summaries()] == [1, 0]
        assert len(letters_to(moderator)) == 1

    def test_without_news_there_is_none(self, project: Any, author: Any, moderator: Any) -> None:
        task = submit(project, author)
        set_due(task, timezone.localdate() + timedelta(days=60))
        assert [send_summaries(1), send_summaries(2)] == [1, 0]

    def test_half_time_is_told_once(self, project: Any, author: Any, moderator: Any) -> None:
        submit(project, author)
        sent = [send_summaries(number) for number in (1, 2, 3)]
        assert sent == [1, 0, 1]
        assert "Half of the time is over" in letters_to(moderator)[-1].body

    def test_a_morning_that_was_missed_is_made_up_for(self, project: Any, author: Any, moderator: Any) -> None:
        submit(project, author)
        send_summaries(1)
        assert send_summaries(4) == 1
        body = letters_to(moderator)[-1].body
        assert "Half of the time is over" in body or "Due today or tomorrow" in body

    def test_whoever_has_taken_it_on_is_told_alone(self, project: Any, author: Any, moderator: Any) -> None:
        colleague = make_moderator("chemnitz")
        claims.claim(task_state=submit(project, author), user=colleague)
        send_summaries()
        assert letters_to(colleague)
        assert not letters_to(moderator)

    def test_leads_of_organisations_are_told_of_their_stage_on_the_public_site(
        self, project: Any, actor: Any, author: Any, moderator: Any
    ) -> None:
        lead = make_actor_lead(actor)
        task = submit(project, author)
        send_summaries()
        assert f"/mein-bereich/pruefung/{task.pk}/" in letters_to(lead)[0].body
        assert not letters_to(moderator)

    def test_publication_without_a_review_waits_for_a_second_look(
        self, project: Any, author: Any, moderator: Any
    ) -> None:
        gate.force_publish(obj=project, user=make_lead_editor(), reason="Pressetermin")
        mail.outbox.clear()
        send_summaries()
        assert "countersign" in letters_to(moderator)[0].body

    def test_everybody_reads_their_own_language(self, project: Any, author: Any) -> None:
        reader = make_moderator("chemnitz", language="en")
        submit(project, author)
        send_summaries()
        assert letters_to(reader)[0].subject == "Your desk today"

    @pytest.mark.parametrize("moment", ["2026-11-21T10:00", "2026-11-18T10:00", "2026-11-20T06:59"])
    def test_nobody_is_written_to_at_night_or_on_free_days(
        self, project: Any, author: Any, moderator: Any, moment: str
    ) -> None:
        submit(project, author)
        assert send_digests(timezone.make_aware(datetime.fromisoformat(moment))) == 0

    def test_a_crash_in_the_middle_costs_nobody_their_summary_and_gives_nobody_two(
        self, project: Any, author: Any, moderator: Any, monkeypatch: pytest.MonkeyPatch, settings: Any
    ) -> None:
        settings.EMAIL_BACKEND = "core.outbox.OutboxBackend"
        colleagues = [moderator, make_moderator("chemnitz"), make_moderator("chemnitz")]
        submit(project, author)
        from core.desk import digests

        whole = digests.send_to_user
        calls = []

        def breaks_at_the_second(**fields: Any) -> None:
            calls.append(fields)
            if len(calls) == 2:
                raise OSError("power cut")
            whole(**fields)

        monkeypatch.setattr(digests, "send_to_user", breaks_at_the_second)
        with pytest.raises(OSError, match="power cut"):
            send_summaries()
        monkeypatch.setattr(digests, "send_to_user", whole)
        assert send_summaries() == 2
        written = OutboxMessage.objects.filter(message_id__startswith="<digest-")
        assert sorted(address for row in written for address in row.recipients) == sorted(
            person.email for person in colleagues
        )
        assert SentDigest.objects.count() == 3


class TestAlarms:
    def test_a_late_task_is_told_to_the_lead_editors_once(self, project: Any, author: Any, moderator: Any) -> None:
        lead = make_lead_editor()
        set_due(submit(project, author), timezone.localdate() - timedelta(days=1))
        assert [alarms.sound(morning()), alarms.sound(morning())] == [1, 0]
        (letter,) = letters_to(lead)
        assert "Die offene Werkstatt" in letter.body

    def test_what_is_in_time_is_not(self, project: Any, author: Any, moderator: Any) -> None:
        set_due(submit(project, author), morning().date())
        assert alarms.sound(morning()) == 0

    def test_a_task_nobody_can_take_is_an_alarm_at_once(self, author: Any, actor: Any) -> None:
        lead = make_lead_editor()
        page = make_project("leipzig", user=author, actor=actor, title="Kanu im Advent")
        mail.outbox.clear()
        submit(page, author)
        (letter,) = letters_to(lead)
        assert "Kanu im Advent" in letter.body
        assert TaskNotice.objects.get().kind == TaskNotice.Kind.NOBODY

    def test_so_is_one_whose_last_reviewer_has_left(self, project: Any, author: Any, moderator: Any) -> None:
        lead = make_lead_editor()
        submit(project, author)
        assert alarms.sound(morning()) == 0
        moderator.is_active = False
        moderator.save()
        assert [alarms.sound(morning()), alarms.sound(morning())] == [1, 0]
        assert len(letters_to(lead)) == 1

    def test_and_one_of_an_organisation_without_leads(self, project: Any, actor: Any, author: Any) -> None:
        lead = make_actor_lead(actor)
        make_lead_editor()
        submit(project, author)
        lead.is_active = False
        lead.save()
        assert alarms.sound(morning()) == 1

    def test_without_lead_editors_the_administrators_hear_of_it_and_without_them_it_is_not_ticked_off(
        self, project: Any, author: Any, moderator: Any, caplog: Any
    ) -> None:
        set_due(submit(project, author), timezone.localdate() - timedelta(days=1))
        assert alarms.sound(morning()) == 0
        assert "no lead editor or administrator" in caplog.text
        admin = make_admin()
        assert alarms.sound(morning()) == 1
        assert len(letters_to(admin)) == 1

    def test_statewide_content_belongs_to_the_lead_editors_anyway(self) -> None:
        make_lead_editor()
        author = make_editor("chemnitz")
        submit(make_project(None, user=author), make_lead_editor())
        assert alarms.sound(morning()) == 0


def test_a_deputy_region_is_asked_before_there_is_an_alarm(author: Any, actor: Any, moderator: Any) -> None:
    make_lead_editor()
    page = make_project("leipzig", user=author, actor=actor)
    type(page.region).objects.filter(slug="leipzig").update(deputy=actor.region)
    submit(type(page).objects.get(pk=page.pk), author)
    assert not TaskNotice.objects.exists()
    assert review.reviewers_to_ask(type(page).objects.get(pk=page.pk)) == [moderator]
