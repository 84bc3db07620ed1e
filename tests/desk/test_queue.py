"""The queue: its parts, what narrows it, and what it costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from core import gate, review
from core.desk import claims
from core.review_points import Wish, open_request
from tests.factories import make_editor, make_news, make_project, submit

pytestmark = pytest.mark.django_db
QUEUE = "/cms/review/"


def titles(client: Any, **query: str) -> list[str]:
    return [item.title for item in client.get(QUEUE, query).context["page"].object_list]


@pytest.fixture
def desk(moderator: Any, author: Any, actor: Any, staff_client: Any) -> Any:
    """Three tasks: one taken on by the moderator, one late, one of the statewide kind; and one sent back."""
    mine = submit(make_project("chemnitz", user=author, actor=actor, title="Meins"), author)
    claims.claim(task_state=mine, user=moderator)
    late = submit(make_project("chemnitz", user=author, actor=actor, title="Zu spät"), author)
    type(late.specific).objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=2))
    writer = make_editor("chemnitz")
    news = make_news("chemnitz", title="Zurückgegeben", user=writer)
    task = submit(news, writer)
    shown = gate.shown_token(news.get_latest_revision())
    review.decide(
        task_state=task, user=moderator, action=review.REQUEST_CHANGES, shown=shown, wishes=[Wish("Wer?", "title")]
    )
    return staff_client(moderator), staff_client(writer), news


class TestParts:
    @pytest.mark.parametrize(
        ("part", "expected"),
        [
            ("", ["Zu spät", "Meins"]),
            ("mine", ["Meins"]),
            ("unclaimed", ["Zu spät"]),
            ("overdue", ["Zu spät"]),
            ("waiting", ["Zurückgegeben"]),
            ("unsigned", []),
        ],
    )
    def test_each_part_shows_what_belongs_to_it(self, desk: Any, part: str, expected: list[str]) -> None:
        assert titles(desk[0], part=part) == expected

    @pytest.mark.parametrize(
        "query",
        [{"part": "x" * 5000}, {"p": "-1"}, {"p": "viele"}, {"region": "'; --"}, {"kind": "%00"}],
    )
    def test_odd_questions_are_answered(self, desk: Any, query: dict[str, str]) -> None:
        assert desk[0].get(QUEUE, query).status_code == 200

    def test_a_kind_narrows_it(self, desk: Any) -> None:
        assert titles(desk[0], kind="Meldung") == []

    def test_lateness_is_said_in_words(self, desk: Any) -> None:
        assert "2 days late" in desk[0].get(QUEUE).content.decode()


class TestAnswering:
    def test_an_author_on_the_staff_finds_the_points_and_sends_the_draft_back(self, desk: Any) -> None:
        _moderator, writer, news = desk
        state = type(news).objects.get(pk=news.pk).current_workflow_state
        address = reverse("core_review_answer", args=[state.pk])
        assert address in writer.get(QUEUE, {"part": "waiting"}).content.decode()
        (point,) = open_request(news).change_points.all()
        answer = writer.post(address, {"done": [point.pk], "comment": "Steht jetzt da."})
        assert answer.status_code == 302
        point.refresh_from_db()
        assert point.done_at
        assert type(news).objects.get(pk=news.pk).current_workflow_task_state.status == "in_progress"

    def test_a_point_of_something_else_is_refused(self, desk: Any) -> None:
        _moderator, writer, news = desk
        state = type(news).objects.get(pk=news.pk).current_workflow_state
        answer = writer.post(reverse("core_review_answer", args=[state.pk]), {"done": ["999999"]})
        assert answer.status_code == 422

    def test_the_editor_leads_there_instead_of_resubmitting_in_silence(self, desk: Any) -> None:
        _moderator, writer, news = desk
        html = writer.get(f"/cms/pages/{news.pk}/edit/").content.decode()
        assert "/cms/review/answer/" in html
        assert "action-submit" not in html

    def test_other_desks_are_refused(self, desk: Any, staff_client: Any) -> None:
        state = type(desk[2]).objects.get(pk=desk[2].pk).current_workflow_state
        answer = staff_client(make_editor("leipzig")).get(reverse("core_review_answer", args=[state.pk]))
        assert answer.status_code in (302, 403)
