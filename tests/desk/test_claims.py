"""Who answers for a task: taken on, given back, handed over, returned when somebody leaves."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.models import Absence, RegionRole
from core import review
from core.desk import claims
from core.models import Claim
from core.permissions import forget_grants
from tests.factories import make_actor_lead, make_editor, make_lead_editor, make_moderator, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(project: Any, author: Any) -> Any:
    return submit(project, author)


def holder(task: Any) -> Any:
    claim = Claim.objects.filter(task_state_id=task.pk).first()
    return claim.user if claim else None


class TestTakingOn:
    def test_the_first_one_has_it_and_the_second_is_told(self, task: Any, moderator: Any) -> None:
        claims.claim(task_state=task, user=moderator)
        claims.claim(task_state=task, user=moderator)
        with pytest.raises(claims.TakenMeanwhile, match="Ruth Hensel"):
            claims.claim(task_state=task, user=make_moderator("chemnitz"))
        assert holder(task) == moderator

    @pytest.mark.parametrize("outsider", [lambda: make_moderator("leipzig"), lambda: make_editor("chemnitz")])
    def test_only_those_who_may_decide(self, task: Any, outsider: Any) -> None:
        with pytest.raises(PermissionDenied):
            claims.claim(task_state=task, user=outsider())

    def test_nothing_to_take_on_once_it_is_decided(self, task: Any, project: Any, author: Any, moderator: Any) -> None:
        review.withdraw(obj=project, user=author)
        with pytest.raises(review.AlreadyDecided):
            claims.claim(task_state=task, user=moderator)

    def test_leads_of_an_organisation_take_on_their_stage(self, project: Any, actor: Any, author: Any) -> None:
        lead = make_actor_lead(actor)
        task = submit(project, author)
        claims.claim(task_state=task, user=lead)
        assert holder(task) == lead


class TestHandingOver:
    def test_a_colleague_who_may_decide_gets_it(self, task: Any, moderator: Any) -> None:
        colleague = make_moderator("chemnitz")
        claims.hand_over(task_state=task, to=colleague, by=moderator)
        assert holder(task) == colleague

    def test_nobody_else_can_be_given_it(self, task: Any, moderator: Any) -> None:
        with pytest.raises(review.ReviewError):
            claims.hand_over(task_state=task, to=make_moderator("leipzig"), by=moderator)
        assert holder(task) is None

    def test_where_nobody_else_is_there_it_goes_to_lead_editors(self, task: Any, moderator: Any) -> None:
        lead = make_lead_editor()
        assert list(claims.possible_takers(task, moderator)) == [lead]


class TestReturning:
    def test_a_lost_role_returns_the_task_at_once(self, task: Any, moderator: Any) -> None:
        claims.claim(task_state=task, user=moderator)
        forget_grants(moderator)
        RegionRole.objects.filter(user=moderator).first().delete()
        assert holder(task) is None

    def test_so_does_an_account_that_is_switched_off(self, task: Any, moderator: Any) -> None:
        claims.claim(task_state=task, user=moderator)
        moderator.is_active = False
        moderator.save()
        assert holder(task) is None

    def test_an_absence_returns_it_when_it_begins(self, task: Any, moderator: Any) -> None:
        claims.claim(task_state=task, user=moderator)
        today = timezone.localdate()
        absence = Absence.objects.create(person=moderator, starts_on=today + timedelta(1), ends_on=today + timedelta(3))
        assert claims.return_stranded() == 0
        Absence.objects.filter(pk=absence.pk).update(starts_on=today)
        assert claims.return_stranded() == 1
        assert holder(task) is None


class TestButtons:
    def press(self, client: Any, task: Any, **fields: Any) -> Any:
        return client.post(reverse("core_review_claim", args=[task.pk]), fields)

    def test_staff_take_on_hand_over_and_give_back(self, task: Any, moderator: Any, staff_client: Any) -> None:
        client, colleague = staff_client(moderator), make_moderator("chemnitz")
        assert self.press(client, task, do="claim").url == reverse("core_review", args=[task.pk])
        assert holder(task) == moderator
        self.press(client, task, do="hand_over", to=colleague.pk)
        assert holder(task) == colleague
        self.press(client, task, do="give_back")
        assert holder(task) is None

    @pytest.mark.parametrize("to", ["", "x", "0", "9" * 40, "\x00"])
    def test_nonsense_is_told_and_changes_nothing(self, task: Any, moderator: Any, staff_client: Any, to: str) -> None:
        assert self.press(staff_client(moderator), task, do="hand_over", to=to).status_code == 302
        assert holder(task) is None

    def test_another_button_does_not_exist(self, task: Any, moderator: Any, staff_client: Any) -> None:
        assert self.press(staff_client(moderator), task, do="explode").status_code == 404

    def test_other_regions_are_refused(self, task: Any, staff_client: Any) -> None:
        answer = self.press(staff_client(make_moderator("leipzig")), task, do="claim")
        assert answer.status_code in (302, 403)
        assert holder(task) is None

    def test_the_review_page_says_who_has_it(self, task: Any, moderator: Any, staff_client: Any) -> None:
        claims.claim(task_state=task, user=make_moderator("chemnitz", first_name="Bodo", last_name="Zwirner"))
        html = staff_client(moderator).get(reverse("core_review", args=[task.pk])).content.decode()
        assert "Bodo Zwirner has taken this on" in html
