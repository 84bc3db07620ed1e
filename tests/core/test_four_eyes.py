"""Who may approve whose content: never the last editor, never the organisation itself."""

from typing import Any

import pytest

from actors.models import Membership
from core import gate, review
from core.models import Decision, Region
from tests.factories import make_actor, make_actor_lead, make_moderator, make_project, submit

pytestmark = pytest.mark.django_db


class TestFourEyesAcrossOrganisations:
    """Nobody approves what the own organisation submits, even as a moderator of the region."""

    @pytest.fixture
    def actor(self) -> Any:
        return make_actor("chemnitz")

    @pytest.fixture
    def colleague(self, actor: Any) -> Any:
        moderator = make_moderator("chemnitz")
        Membership.objects.create(user=moderator, actor=actor)
        return moderator

    @pytest.fixture
    def task_state(self, actor: Any) -> Any:
        author = make_actor_lead(actor)
        return submit(make_project("chemnitz", user=author, actor=actor), author)

    def decide(self, task_state: Any, user: Any, action: str) -> Any:
        shown = gate.shown_token(task_state.workflow_state.content_object.get_latest_revision())
        return review.decide(task_state=task_state, user=user, action=action, shown=shown, comment="Bitte kürzen.")

    def test_a_colleague_of_the_author_cannot_approve(self, task_state: Any, colleague: Any) -> None:
        with pytest.raises(review.ReviewError, match="Your own organisation has submitted this"):
            self.decide(task_state, colleague, review.APPROVE)

    def test_a_colleague_may_ask_for_changes(self, task_state: Any, colleague: Any) -> None:
        assert self.decide(task_state, colleague, review.REQUEST_CHANGES).kind == Decision.Kind.CHANGES_REQUESTED

    def test_a_moderator_of_another_organisation_approves(self, task_state: Any) -> None:
        other = make_moderator("chemnitz")
        Membership.objects.create(user=other, actor=make_actor("chemnitz"))
        assert self.decide(task_state, other, review.APPROVE).kind == Decision.Kind.APPROVED

    def test_where_only_colleagues_sit_at_the_desk_the_deputy_region_is_asked(
        self, task_state: Any, colleague: Any
    ) -> None:
        region = task_state.specific.region
        region.deputy = Region.objects.get(slug="dresden")
        region.save()
        deputy = make_moderator("dresden")
        obj = task_state.workflow_state.content_object.specific
        assert review.reviewers_to_ask(obj) == [deputy]
        assert self.decide(task_state, deputy, review.APPROVE).kind == Decision.Kind.APPROVED

    def test_the_review_page_says_why(self, task_state: Any, colleague: Any, staff_client: Any) -> None:
        answer = staff_client(colleague).get(f"/cms/review/{task_state.pk}/")
        assert "Your own organisation has submitted this" in answer.content.decode()
