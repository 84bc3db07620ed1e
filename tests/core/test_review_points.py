"""Points to change: tied to places, ticked off, and what the next review opens on."""

from typing import Any

import pytest
from django.urls import reverse

from core import gate, review
from core.comparison.places import places_of
from core.models import ChangePoint, Decision
from core.review_points import Wish, open_request
from tests.factories import make_editor, make_moderator, make_news, submit

pytestmark = pytest.mark.django_db
BODY = [
    {"type": "heading", "id": "a1", "value": {"text": "Anfang"}},
    {"type": "text", "id": "b2", "value": "<p>Am Dienstag kamen sieben Leute in den Saal.</p>"},
]


@pytest.fixture
def author() -> Any:
    return make_editor("chemnitz")


@pytest.fixture
def moderator() -> Any:
    return make_moderator("chemnitz")


@pytest.fixture
def news(author: Any) -> Any:
    return make_news("chemnitz", user=author, body=BODY, title="Sieben im Saal")


def fresh(news: Any) -> Any:
    return type(news).objects.get(pk=news.pk)


def ask(news: Any, state: Any, by: Any, *wishes: Wish, comment: str = "") -> Decision:
    shown = gate.shown_token(fresh(news).get_latest_revision())
    return review.decide(
        task_state=state, user=by, action=review.REQUEST_CHANGES, shown=shown, comment=comment, wishes=wishes
    )


def sent(state: Any, news: Any, rows: list[tuple[str, str]], **fields: str) -> dict[str, str]:
    """What a browser sends from the review page."""
    data = {"action": "request_changes", "shown": gate.shown_token(fresh(news).get_latest_revision()), "comment": ""}
    data |= {"points-TOTAL_FORMS": str(len(rows)), "points-INITIAL_FORMS": "0"}
    for number, (place, words) in enumerate(rows):
        data |= {f"points-{number}-place": place, f"points-{number}-words": words}
    return {**data, **fields}


class TestPlaces:
    def test_fields_rows_and_blocks_can_be_named(self, news: Any) -> None:
        places = places_of(fresh(news).get_latest_revision_as_object())
        assert places["title"] == "Titel"
        assert places["body:b2"] == "Text, block 2: “Am Dienstag kamen sieben Leute in…”"
        assert "page_topics" in places

    def test_what_an_author_does_not_write_is_no_place(self, news: Any) -> None:
        places = places_of(fresh(news).get_latest_revision_as_object())
        assert {"slug", "live", "owner", "region", "actor", "review_date", "wagtail_admin_comments"}.isdisjoint(places)


class TestAsking:
    def test_points_are_kept_in_order_with_the_name_of_their_place(
        self, news: Any, author: Any, moderator: Any
    ) -> None:
        decision = ask(news, submit(news, author), moderator, Wish("Wer?", "body:b2"), Wish("Kürzer, bitte"))
        assert [str(point) for point in decision.change_points.all()] == [
            "Text, block 2: “Am Dienstag kamen sieben Leute in…”: Wer?",
            "Kürzer, bitte",
        ]

    def test_a_place_the_draft_does_not_have_is_refused_and_nothing_is_decided(
        self, news: Any, author: Any, moderator: Any
    ) -> None:
        state = submit(news, author)
        with pytest.raises(review.ReviewError):
            ask(news, state, moderator, Wish("Wer?", "body:fremd"))
        assert not Decision.objects.about(news).filter(kind=Decision.Kind.CHANGES_REQUESTED).exists()

    def test_points_go_with_the_mail_and_into_the_ledger(
        self, news: Any, author: Any, moderator: Any, mailoutbox: list[Any]
    ) -> None:
        decision = ask(news, submit(news, author), moderator, Wish("Wer?", "title"), comment="Schön geschrieben.")
        assert "Schön geschrieben." in mailoutbox[-1].body
        assert "Wer?" in mailoutbox[-1].body
        assert decision.full_words == "Schön geschrieben.\n– Titel: Wer?"


class TestReviewPage:
    def test_a_reviewer_ties_points_to_places(self, news: Any, author: Any, moderator: Any, staff_client: Any) -> None:
        state = submit(news, author)
        data = sent(state, news, [("title", "Zu lang"), ("", ""), ("", "Wann war das?")])
        assert staff_client(moderator).post(reverse("core_review", args=[state.pk]), data).status_code == 302
        points = open_request(fresh(news)).change_points.all()
        assert [(point.place, point.words) for point in points] == [("title", "Zu lang"), ("", "Wann war das?")]

    def test_more_rows_keep_what_was_typed_and_decide_nothing(
        self, news: Any, author: Any, moderator: Any, staff_client: Any
    ) -> None:
        state = submit(news, author)
        data = sent(state, news, [("title", "Zu lang"), ("", "Wann?")], more_points="1", comment="Gern gelesen")
        answer = staff_client(moderator).post(reverse("core_review", args=[state.pk]), data)
        assert answer.status_code == 200
        assert [form["words"].value() or "" for form in answer.context["points"]] == ["Zu lang", "Wann?", "", ""]
        assert "Gern gelesen" in answer.content.decode()
        assert open_request(fresh(news)) is None

    @pytest.mark.parametrize(
        "broken",
        [
            {"points-0-place": "body:fremd"},
            {"points-0-place": "title", "points-0-words": " "},
            {"points-TOTAL_FORMS": "viele"},
            {"points-TOTAL_FORMS": "999999999"},
            {"points-0-words": "x" * 1001},
            {"points-0-words": ""},
        ],
    )
    def test_wrong_points_are_told_and_nothing_is_lost(
        self, news: Any, author: Any, moderator: Any, staff_client: Any, broken: dict[str, str]
    ) -> None:
        state = submit(news, author)
        data = {**sent(state, news, [("", "Wann?")]), **broken}
        answer = staff_client(moderator).post(reverse("core_review", args=[state.pk]), data)
        assert answer.status_code in (409, 422)
        assert open_request(fresh(news)) is None

    def test_the_next_review_opens_on_the_points_and_offers_the_open_ones_again(
        self, news: Any, author: Any, moderator: Any, staff_client: Any
    ) -> None:
        request = ask(news, submit(news, author), moderator, Wish("Zu lang", "title"), Wish("Wann war das?"))
        first, _second = request.change_points.all()
        review.answer(obj=fresh(news), user=author, comment="Das Datum fehlt uns noch.", done=[first.pk])
        state = submit(fresh(news), author)
        answer = staff_client(moderator).get(reverse("core_review", args=[state.pk]))
        html = answer.content.decode()
        assert html.index("Zu lang") < html.index('id="review-decision"')
        assert [form["words"].value() or "" for form in answer.context["points"]] == ["Wann war das?", "", ""]


class TestTicking:
    def test_only_points_of_the_open_request_are_ticked(self, news: Any, author: Any, moderator: Any) -> None:
        other = make_news("chemnitz", user=author)
        foreign = ask(other, submit(other, author), moderator, Wish("Fremd")).change_points.get()
        own = ask(news, submit(news, author), moderator, Wish("Eigen")).change_points.get()
        review.answer(obj=fresh(news), user=author, comment="", done=[foreign.pk, own.pk])
        assert ChangePoint.objects.get(pk=own.pk).done_by == author
        assert ChangePoint.objects.get(pk=foreign.pk).done_at is None

    def test_a_decision_ends_the_round(self, news: Any, author: Any, moderator: Any) -> None:
        ask(news, submit(news, author), moderator, Wish("Wann?"))
        assert open_request(fresh(news)) is not None
        review.withdraw(obj=fresh(news), user=author)
        assert open_request(fresh(news)) is None
