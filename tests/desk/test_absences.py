"""Absences: whoever stands in decides, on these days only."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import absences
from accounts.models import Absence
from core import gate, review
from core.permissions import forget_grants
from tests.factories import (
    make_actor_lead,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_news,
    morning,
    send_summaries,
    submit,
)

pytestmark = pytest.mark.django_db
PAGE = "/mein-bereich/abwesenheit/"


def away(person: Any, deputy: Any = None, first: int = 0, last: int = 30) -> Absence:
    today = timezone.localdate()
    return Absence.objects.create(
        person=person, deputy=deputy, starts_on=today + timedelta(first), ends_on=today + timedelta(last)
    )


def may_decide(task: Any, obj: Any, user: Any) -> bool:
    forget_grants(user)
    return task.task.specific.may_decide(type(obj).objects.get(pk=obj.pk), user)


class TestDeputies:
    def test_a_deputy_decides_and_is_asked_in_the_others_place(self, project: Any, author: Any, moderator: Any) -> None:
        deputy = make_moderator("leipzig")
        task = submit(project, author)
        assert not may_decide(task, project, deputy)
        away(moderator, deputy)
        assert may_decide(task, project, deputy)
        assert review.reviewers_to_ask(project) == [deputy]
        mail.outbox.clear()
        send_summaries()
        assert [letter.to for letter in mail.outbox] == [[deputy.email]]
        shown = gate.shown_token(project.get_latest_revision())
        review.decide(task_state=task, user=deputy, action=review.APPROVE, shown=shown)
        assert type(project).objects.get(pk=project.pk).live

    @pytest.mark.parametrize(("first", "last"), [(1, 5), (-5, -1)])
    def test_before_and_after_the_deputy_decides_nothing(
        self, project: Any, author: Any, moderator: Any, first: int, last: int
    ) -> None:
        deputy = make_moderator("leipzig")
        away(moderator, deputy, first, last)
        assert not may_decide(submit(project, author), project, deputy)

    def test_the_task_lies_in_the_deputys_queue(
        self, project: Any, author: Any, moderator: Any, staff_client: Any
    ) -> None:
        deputy = make_editor("leipzig")
        away(moderator, deputy)
        submit(project, author)
        assert "Die offene Werkstatt" in staff_client(deputy).get(reverse("core_review_queue")).content.decode()

    def test_a_deputy_edits_nothing(self, project: Any, moderator: Any) -> None:
        from core.permissions import may_edit, may_unpublish

        deputy = make_editor("leipzig")
        away(moderator, deputy)
        assert not may_edit(deputy, project)
        assert not may_unpublish(deputy, project)

    def test_a_deputy_of_the_submitting_organisation_still_cannot_approve(
        self, project: Any, actor: Any, author: Any, moderator: Any
    ) -> None:
        deputy = make_contributor(actor)
        away(moderator, deputy)
        state = submit(project, author).workflow_state
        assert review.why_not_approve(deputy, project, state)
        assert review.reviewers_to_ask(project) == []

    def test_a_deputy_who_is_away_too_does_not_count(self, project: Any, moderator: Any) -> None:
        deputy, colleague = make_moderator("leipzig"), make_moderator("chemnitz")
        away(moderator, deputy)
        away(deputy)
        assert review.reviewers_to_ask(project) == [colleague]

    def test_a_colleague_stands_in_for_the_lead_of_an_organisation(self, project: Any, actor: Any, author: Any) -> None:
        lead, colleague = make_actor_lead(actor), make_contributor(actor)
        away(lead, colleague)
        task = submit(project, author)
        assert may_decide(task, project, colleague)

    def test_a_deputy_without_second_factor_decides_nothing_in_the_admin(
        self, project: Any, author: Any, moderator: Any
    ) -> None:
        deputy = make_moderator("leipzig")
        away(moderator, deputy)
        deputy.shows_second_factor = lambda: False
        assert not may_decide(submit(project, author), project, deputy)


class TestWithoutDeputy:
    def test_the_others_of_the_desk_are_asked(self, project: Any, moderator: Any) -> None:
        colleague = make_moderator("chemnitz")
        away(moderator)
        assert review.reviewers_to_ask(project) == [colleague]

    def test_an_editor_who_stands_in_for_an_editor_reads_editorial_pages(self) -> None:
        writer, colleague, deputy = make_editor("chemnitz"), make_editor("chemnitz"), make_editor("leipzig")
        away(colleague, deputy)
        news = make_news("chemnitz", user=writer)
        assert review.reviewers_to_ask(news) == [deputy]

    def test_where_everybody_is_away_the_deputy_region_is_asked(self, project: Any, moderator: Any) -> None:
        neighbour = make_moderator("leipzig")
        region = project.region
        region.deputy = neighbour.region_roles.get().region
        region.save()
        away(moderator)
        assert review.reviewers_to_ask(type(project).objects.get(pk=project.pk)) == [neighbour]


class TestEntering:
    def enter(self, person: Any, by: Any = None, deputy: Any = None, first: int = 1, last: int = 3) -> Absence:
        today = timezone.localdate()
        return absences.register(
            person=person,
            deputy=deputy,
            starts_on=today + timedelta(first),
            ends_on=today + timedelta(last),
            by=by or person,
        )

    def test_the_deputy_is_told(self, moderator: Any) -> None:
        deputy = make_moderator("leipzig", language="en")
        self.enter(moderator, deputy=deputy)
        assert mail.outbox[-1].to == [deputy.email]
        assert mail.outbox[-1].subject == "You stand in for Ruth Hensel"

    def test_lead_editors_enter_it_for_others_and_nobody_else_does(self, moderator: Any) -> None:
        assert self.enter(moderator, by=make_lead_editor()).person == moderator
        with pytest.raises(PermissionDenied):
            self.enter(moderator, by=make_moderator("chemnitz"), first=10, last=12)

    @pytest.mark.parametrize(("first", "last", "field"), [(3, 1, "ends_on"), (-9, -8, "ends_on"), (1, 500, "ends_on")])
    def test_impossible_days_are_refused(self, moderator: Any, first: int, last: int, field: str) -> None:
        with pytest.raises(ValidationError) as refused:
            self.enter(moderator, first=first, last=last)
        assert field in refused.value.message_dict

    def test_days_are_entered_once(self, moderator: Any) -> None:
        self.enter(moderator, first=1, last=5)
        with pytest.raises(ValidationError):
            self.enter(moderator, first=5, last=9)

    def test_a_member_of_nothing_cannot_stand_in(self, moderator: Any, author: Any) -> None:
        with pytest.raises(ValidationError):
            self.enter(moderator, deputy=author)

    def test_the_database_knows_no_absence_that_ends_before_it_begins(self, moderator: Any) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            away(moderator, None, 3, 1)

    def test_nobody_stands_in_for_themselves(self, moderator: Any) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            away(moderator, moderator)


class TestPage:
    def test_a_moderator_enters_an_absence_and_takes_it_back(self, moderator: Any, staff_client: Any) -> None:
        client, day = staff_client(moderator), morning().date()
        assert client.post(PAGE, {"starts_on": day, "ends_on": day, "deputy": ""}).status_code == 302
        absence = moderator.absences.get()
        assert client.post(f"{PAGE}{absence.pk}/zuruecknehmen/").status_code == 302
        assert not moderator.absences.exists()

    def test_a_lead_of_an_organisation_may_too_and_a_member_has_nothing_to_enter(
        self, client: Any, actor: Any, author: Any
    ) -> None:
        client.force_login(make_actor_lead(actor))
        assert client.get(PAGE).status_code == 200
        client.force_login(author)
        assert client.get(PAGE).status_code == 403

    @pytest.mark.parametrize("day", ["", "gestern", "2026-02-31", "\x00", "9" * 50])
    def test_nonsense_is_told_and_keeps_what_was_typed(self, moderator: Any, staff_client: Any, day: str) -> None:
        answer = staff_client(moderator).post(PAGE, {"starts_on": "2026-12-01", "ends_on": day, "deputy": "x"})
        assert answer.status_code == 422
        assert "2026-12-01" in answer.content.decode()

    def test_foreign_absences_do_not_exist(self, moderator: Any, staff_client: Any) -> None:
        absence = away(make_moderator("leipzig"))
        assert staff_client(moderator).post(f"{PAGE}{absence.pk}/zuruecknehmen/").status_code == 404
        assert Absence.objects.filter(pk=absence.pk).exists()
