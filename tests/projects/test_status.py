"""From submission to publication as a member meets it: status, submit, answer, withdraw, agree, preview."""

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from core import gate, review
from core.models import ChangePoint, Decision
from core.review_links import get_review_url, get_status_url
from core.review_status import Standing, status_of
from projects.mine import own_projects
from projects.models import ProjectPage
from tests.factories import (
    make_actor_lead,
    make_contributor,
    make_editor,
    make_moderator,
    make_project,
    publish,
    submit,
)

from .conftest import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(db: None) -> Any:
    return make_moderator("chemnitz", first_name="Kathrin", last_name="Uhlig")


@pytest.fixture
def project(member: Any, actor: Any, moderator: Any) -> ProjectPage:
    return make_project(user=member, actor=actor, title="Nähcafé")


@pytest.fixture
def client(signed_in: Any, member: Any) -> Client:
    return signed_in(member)


def fresh(project: ProjectPage) -> ProjectPage:
    return ProjectPage.objects.get(pk=project.pk)


def decide(project: ProjectPage, user: Any, action: str, **options: Any) -> Decision:
    page = fresh(project)
    shown = gate.shown_token(page.get_latest_revision())
    return review.decide(task_state=page.current_workflow_task_state, user=user, action=action, shown=shown, **options)


def standing(project: ProjectPage, user: Any) -> Standing:
    return status_of(fresh(project), user).standing


class TestSubmitting:
    def test_a_complete_draft_is_sent_to_review(self, client: Client, project: ProjectPage, member: Any) -> None:
        answer = client.post(address("submit", project))
        assert answer.url == address("status", project)
        assert standing(project, member) == Standing.IN_REVIEW

    def test_an_incomplete_draft_lists_what_is_missing_with_links(
        self, client: Client, member: Any, actor: Any
    ) -> None:
        bare = make_project(user=member, actor=actor, summary="", phase="", problem="")
        answer = client.get(address("submit", bare))
        text = answer.content.decode()
        assert not answer.context["ready"]
        assert f'href="{address("step", bare, "kurz")}"' in text
        assert f'href="{address("step", bare, "geschichte")}"' in text

    def test_an_incomplete_draft_cannot_be_submitted(self, client: Client, member: Any, actor: Any) -> None:
        bare = make_project(user=member, actor=actor, summary="")
        assert client.post(address("submit", bare)).status_code == 422
        assert standing(bare, member) == Standing.DRAFT

    def test_submitting_twice_is_harmless(self, client: Client, project: ProjectPage) -> None:
        for _time in range(2):
            assert client.post(address("submit", project)).status_code == 302
        assert Decision.objects.about(project).filter(kind=Decision.Kind.SUBMITTED).count() == 1

    def test_a_public_page_without_changes_is_not_submitted(self, client: Client, project: ProjectPage) -> None:
        publish(project)
        assert client.post(address("submit", project)).url == address("status", project)
        assert fresh(project).current_workflow_state is None


class TestStatusPage:
    @time_machine.travel("2026-11-23 10:00", tick=False)
    def test_the_promise_names_the_day(self, client: Client, project: ProjectPage, member: Any) -> None:
        submit(project, member)
        answer = client.get(address("status", project))
        assert answer.context["status"].promised_day == datetime.date(2026, 11, 30)
        assert "30. November 2026" in answer.content.decode()

    def test_the_organisations_stage_comes_first(
        self, client: Client, project: ProjectPage, actor: Any, member: Any
    ) -> None:
        make_actor_lead(actor)
        submit(project, member)
        status = client.get(address("status", project)).context["status"]
        assert status.standing == Standing.IN_REVIEW
        assert status.promised_day == review.organisations_day()
        assert "A lead of your organisation decides first." in status.promise

    def test_reviewers_are_named_by_office_and_not_by_name(
        self, client: Client, project: ProjectPage, member: Any, moderator: Any
    ) -> None:
        submit(project, member)
        decide(project, moderator, review.REQUEST_CHANGES, comment="Bitte Kosten nennen.")
        text = client.get(address("status", project)).content.decode()
        assert "Kathrin Uhlig" not in text
        assert "Chemnitz" in text

    def test_colleagues_are_named(self, client: Client, project: ProjectPage, member: Any) -> None:
        submit(project, member)
        assert "Mara Lindner" in client.get(address("status", project)).content.decode()

    def test_a_rejection_shows_its_reason_and_words(
        self, client: Client, project: ProjectPage, member: Any, moderator: Any
    ) -> None:
        submit(project, member)
        decide(project, moderator, review.REJECT, comment="Das gibt es schon.", reason="duplicate")
        answer = client.get(address("status", project))
        assert answer.context["status"].standing == Standing.REJECTED
        text = answer.content.decode()
        assert "Das gibt es schon." in text
        assert str(Decision.Reason.DUPLICATE.label) in text

    def test_a_rejected_draft_may_be_submitted_again(
        self, client: Client, project: ProjectPage, member: Any, moderator: Any
    ) -> None:
        submit(project, member)
        decide(project, moderator, review.REJECT, comment="Nein.", reason="other")
        client.post(address("submit", project))
        assert standing(project, member) == Standing.IN_REVIEW

    def test_a_published_project_links_to_its_page(
        self, client: Client, project: ProjectPage, member: Any, moderator: Any
    ) -> None:
        submit(project, member)
        decide(project, moderator, review.APPROVE)
        answer = client.get(address("status", project))
        assert answer.context["status"].standing == Standing.LIVE
        assert answer.context["public_url"] == fresh(project).url

    def test_a_public_project_with_an_edit_says_both(self, client: Client, project: ProjectPage, member: Any) -> None:
        publish(project)
        draft = fresh(project).get_latest_revision_as_object()
        draft.summary = "Geändert"
        draft.save_revision(user=member, clean=False)
        assert standing(project, member) == Standing.DRAFT
        assert status_of(fresh(project), member).live

    def test_the_page_is_never_kept_or_indexed(self, client: Client, project: ProjectPage) -> None:
        answer = client.get(address("status", project))
        assert "no-store" in answer.headers["Cache-Control"]
        assert "noindex" in answer.content.decode()

    def test_other_domains_find_the_addresses_by_the_registry(self, project: ProjectPage, member: Any) -> None:
        state = submit(project, member)
        assert get_status_url(project) == address("status", project)
        assert get_review_url(state) == f"/mein-bereich/pruefung/{state.pk}/"


def points_asked(project: ProjectPage) -> list[ChangePoint]:
    return list(ChangePoint.objects.filter(decision__object_id=str(project.pk)).select_related("done_by", "decision"))


class TestChangeRequest:
    @pytest.fixture
    def asked(self, project: ProjectPage, member: Any, moderator: Any) -> ProjectPage:
        submit(project, member)
        decide(project, moderator, review.REQUEST_CHANGES, comment="- Kosten nennen\n- Bild beschreiben")
        return project

    def test_the_points_are_shown_in_the_reviewers_words(self, client: Client, asked: ProjectPage) -> None:
        points = client.get(address("status", asked)).context["status"].points
        assert [point.words for point in points] == ["Kosten nennen", "Bild beschreiben"]

    def test_the_draft_can_be_edited_again(self, client: Client, asked: ProjectPage) -> None:
        assert client.get(address("step", asked, "nachmachen")).status_code == 200

    def test_the_answer_says_what_was_done_and_goes_back_to_the_same_desk(
        self, client: Client, asked: ProjectPage, member: Any
    ) -> None:
        costs, picture = points_asked(asked)
        client.post(address("submit", asked), {"done": [costs.pk], "note": "Ein Bild haben wir nicht."})
        answer = Decision.objects.about(asked).get(kind=Decision.Kind.ANSWERED)
        assert answer.comment == "Ein Bild haben wir nicht."
        assert answer.refers_to == costs.decision
        costs, picture = points_asked(asked)
        assert (costs.done_by, picture.done_at) == (member, None)
        assert standing(asked, member) == Standing.IN_REVIEW

    def test_answering_twice_is_harmless(self, client: Client, asked: ProjectPage) -> None:
        for _time in range(2):
            client.post(address("submit", asked), {"note": "Erledigt"})
        assert Decision.objects.about(asked).filter(kind=Decision.Kind.ANSWERED).count() == 1

    def test_points_nobody_made_cannot_be_ticked(self, client: Client, asked: ProjectPage) -> None:
        client.post(address("submit", asked), {"done": ["Erfunden", "\x00", "9" * 30, "0"], "note": "x" * 10_000})
        assert [point.done_at for point in points_asked(asked)] == [None, None]
        assert len(Decision.objects.about(asked).get(kind=Decision.Kind.ANSWERED).comment) == 5000

    def test_a_colleague_may_answer(self, signed_in: Any, asked: ProjectPage, actor: Any, member: Any) -> None:
        signed_in(make_contributor(actor)).post(address("submit", asked), {"note": "Erledigt"})
        assert standing(asked, member) == Standing.IN_REVIEW


class TestWithdrawing:
    def test_it_asks_once_and_keeps_the_draft(self, client: Client, project: ProjectPage, member: Any) -> None:
        submit(project, member)
        assert client.get(address("withdraw", project)).status_code == 200
        client.post(address("withdraw", project))
        assert standing(project, member) == Standing.DRAFT
        assert client.get(address("step", project, "kurz")).status_code == 200

    def test_withdrawing_twice_is_harmless(self, client: Client, project: ProjectPage, member: Any) -> None:
        submit(project, member)
        for _time in range(2):
            assert client.post(address("withdraw", project)).status_code == 302
        assert Decision.objects.about(project).filter(kind=Decision.Kind.WITHDRAWN).count() == 1

    def test_a_colleague_may_withdraw(self, signed_in: Any, project: ProjectPage, member: Any, actor: Any) -> None:
        submit(project, member)
        signed_in(make_contributor(actor)).post(address("withdraw", project))
        assert standing(project, member) == Standing.DRAFT

    @pytest.mark.parametrize("make", [make_editor, make_moderator])
    def test_the_desk_decides_but_does_not_withdraw(
        self, staff_client: Any, project: ProjectPage, member: Any, make: Any
    ) -> None:
        submit(project, member)
        client = staff_client(make("chemnitz"))
        assert address("withdraw", project) not in client.get(address("status", project)).content.decode()
        assert client.get(address("withdraw", project)).status_code == 403
        assert client.post(address("withdraw", project)).status_code == 403
        assert standing(project, member) == Standing.IN_REVIEW

    def test_an_editor_withdraws_what_the_editor_has_submitted(self, staff_client: Any, project: ProjectPage) -> None:
        editor = make_editor("chemnitz")
        submit(project, editor)
        staff_client(editor).post(address("withdraw", project))
        assert standing(project, editor) == Standing.DRAFT

    def test_a_draft_has_nothing_to_withdraw(self, client: Client, project: ProjectPage) -> None:
        assert client.get(address("withdraw", project)).url == address("status", project)


class TestAgreement:
    @pytest.fixture
    def corrected(self, project: ProjectPage, member: Any, moderator: Any) -> ProjectPage:
        """The moderator has mended a word during the review."""
        submit(project, member)
        draft = fresh(project).get_latest_revision_as_object()
        draft.summary = "Korrigiert"
        draft.save_revision(user=moderator, clean=False)
        return project

    def test_the_author_is_asked(self, client: Client, corrected: ProjectPage) -> None:
        answer = client.get(address("status", corrected))
        assert answer.context["status"].agreement
        assert f'action="{address("agree", corrected)}"' in answer.content.decode()

    def test_agreeing_is_the_second_pair_of_eyes(self, client: Client, corrected: ProjectPage, moderator: Any) -> None:
        token = client.get(address("status", corrected)).context["status"].agreement
        client.post(address("agree", corrected), {"shown": token})
        decide(corrected, moderator, review.APPROVE)
        assert fresh(corrected).summary == "Korrigiert"
        assert fresh(corrected).live

    def test_once_agreed_nobody_is_asked_again(self, client: Client, corrected: ProjectPage) -> None:
        token = client.get(address("status", corrected)).context["status"].agreement
        client.post(address("agree", corrected), {"shown": token})
        assert client.get(address("status", corrected)).context["status"].agreement == ""

    @pytest.mark.parametrize("token", ["", "1:x", "\x00", "x" * 10_000])
    def test_agreeing_to_something_else_counts_nothing(
        self, client: Client, corrected: ProjectPage, token: str
    ) -> None:
        assert client.post(address("agree", corrected), {"shown": token}).status_code in {302, 400}
        assert not Decision.objects.about(corrected).filter(kind=Decision.Kind.AGREED).exists()

    def test_an_own_edit_asks_for_no_agreement(self, client: Client, project: ProjectPage, member: Any) -> None:
        submit(project, member)
        assert client.get(address("status", project)).context["status"].agreement == ""


class TestPreview:
    def test_the_draft_is_shown_as_readers_would_see_it(
        self, client: Client, project: ProjectPage, member: Any
    ) -> None:
        publish(project)
        draft = fresh(project).get_latest_revision_as_object()
        draft.problem = "Noch nicht geprüft"
        draft.save_revision(user=member, clean=False)
        answer = client.get(address("preview", project))
        assert "Noch nicht geprüft" in answer.content.decode()
        assert "no-store" in answer.headers["Cache-Control"]
        assert "noindex" in answer.headers["X-Robots-Tag"]

    def test_the_preview_says_what_it_is_and_leads_back(self, client: Client, project: ProjectPage) -> None:
        html = client.get(address("preview", project)).content.decode()
        assert "This is a preview" in html
        assert f'href="{address("status", project)}"' in html

    def test_a_draft_with_next_to_nothing_can_be_looked_at(self, client: Client, member: Any, actor: Any) -> None:
        bare = make_project(user=member, actor=actor, summary="", phase="", problem="", approach="", postcode="")
        assert client.get(address("preview", bare)).status_code == 200

    def test_reviewers_see_it_too(self, staff_client: Any, project: ProjectPage, member: Any, moderator: Any) -> None:
        submit(project, member)
        assert staff_client(moderator).get(address("preview", project)).status_code == 200

    def test_others_see_nothing(self, staff_client: Any, project: ProjectPage) -> None:
        assert staff_client(make_moderator("leipzig")).get(address("preview", project)).status_code == 404
        assert Client().get(address("preview", project)).status_code == 302


class TestOwnProjects:
    def test_all_projects_of_the_own_organisations_are_listed(
        self, client: Client, project: ProjectPage, member: Any
    ) -> None:
        make_project(live=True)
        assert [item["title"] for item in own_projects(member)] == [project.title]
        assert client.get("/mein-bereich/projekte/").status_code == 200

    def test_what_waits_for_the_member_is_marked(self, project: ProjectPage, member: Any, moderator: Any) -> None:
        submit(project, member)
        decide(project, moderator, review.REQUEST_CHANGES, comment="Bitte ergänzen.")
        assert own_projects(member)[0]["needs_you"]

    def test_the_list_costs_a_fixed_number_of_queries(
        self, member: Any, actor: Any, project: ProjectPage, django_assert_num_queries: Any
    ) -> None:
        for _number in range(3):
            submit(make_project(user=member, actor=actor), member)
        own_projects(member)
        with django_assert_num_queries(3):
            own_projects(member)
