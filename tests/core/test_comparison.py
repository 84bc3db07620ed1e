"""What a draft changes, as the person who decides reads it."""

import re
from typing import Any

import pytest
from wagtail.images import get_image_model
from wagtail.models import Page

from core import gate, review
from core.comparison import comparisons_of
from core.comparison.changes import Change, State
from core.comparison.values import rich_words
from core.comparison.words import ADDED, REMOVED, SAME, Piece, marked
from core.models import PageTopic
from core.review_status import answer_to_requests
from tests.factories import (
    make_actor,
    make_editor,
    make_image,
    make_moderator,
    make_news,
    make_project,
    make_topic,
    submit,
)

pytestmark = pytest.mark.django_db
QUOTE = {"text": "Wir fangen an.", "speaker": "Ines Marschner", "function": "", "organisation": ""}
BODY = [
    {"type": "heading", "id": "a", "value": {"text": "Wie es begann"}},
    {"type": "text", "id": "b", "value": "<p>Am Dienstag kamen fünf Frauen.</p>"},
    {"type": "quote", "id": "c", "value": QUOTE},
]


def fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def edited(page: Any, **values: Any) -> list[Change]:
    """What the reviewer is shown after an edit of a public page."""
    draft = fresh(page).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(user=make_editor("chemnitz"))
    (comparison,) = comparisons_of(fresh(page))
    assert comparison.kind == "public"
    return comparison.changes


class TestWords:
    def test_one_word_is_marked_within_its_sentence(self) -> None:
        assert marked("Am Dienstag kamen fünf Frauen.", "Am Dienstag kamen sechs Frauen.") == [
            Piece(SAME, "Am Dienstag kamen "),
            Piece(REMOVED, "fünf"),
            Piece(ADDED, "sechs"),
            Piece(SAME, " Frauen."),
        ]

    def test_neighbouring_words_are_marked_together(self) -> None:
        assert [piece.text for piece in marked("a b c", "x y z")] == ["a b c", "x y z"]

    def test_a_new_line_leaves_the_others_unmarked(self) -> None:
        assert marked("eins\nzwei\n", "eins\nneu\nzwei\n") == [
            Piece(SAME, "eins\n"),
            Piece(ADDED, "neu\n"),
            Piece(SAME, "zwei\n"),
        ]

    def test_long_unchanged_text_is_shortened_around_the_change(self) -> None:
        text = "Wort " * 200
        first, removed, added, last = marked(f"{text}alt {text}", f"{text}neu {text}")
        assert (removed.text, added.text) == ("alt", "neu")
        assert first.text.startswith("…")
        assert last.text.endswith("…")
        assert len(first.text) < 100

    @pytest.mark.parametrize(("before", "after"), [("", "neu"), ("alt", ""), ("", "")])
    def test_nothing_on_one_side(self, before: str, after: str) -> None:
        assert "".join(piece.text for piece in marked(before, after)) == before + after

    def test_a_huge_paragraph_is_shown_as_replaced(self) -> None:
        before, after = "a " * 5000, "b " * 5000
        assert [piece.kind for piece in marked(before, after)] == [REMOVED, ADDED]

    def test_the_target_of_a_link_is_part_of_the_words(self) -> None:
        assert rich_words('<p>Zur <a href="https://example.org">Seite</a></p>') == "Zur Seite (https://example.org)"
        page = Page.objects.get(depth=1)
        assert rich_words(f'<p><a linktype="page" id="{page.pk}">hier</a></p>') == f"hier ({page.title})"


class TestPages:
    def test_only_changed_fields_are_named(self) -> None:
        page = make_news("chemnitz", title="Alt", lead="Bleibt", live=True)
        (change,) = edited(page, title="Neu")
        assert change.label == Page._meta.get_field("title").verbose_name
        assert (change.before.words, change.after.words) == ("Alt", "Neu")

    def test_an_emptied_field_is_removed_and_a_filled_one_added(self) -> None:
        page = make_project("chemnitz", live=True, approach="Wir laden ein.", costs="")
        states = {change.label: change.state for change in edited(page, approach="", costs="12 Euro")}
        assert states == {"approach": State.REMOVED, "costs": State.ADDED}

    def test_choices_are_told_in_their_words(self) -> None:
        page = make_project("chemnitz", live=True, phase="pilot")
        (change,) = edited(page, phase="spread")
        assert (change.before.words, change.after.words) == ("Pilot", "Spread")

    def test_topics_are_compared_by_name(self) -> None:
        old, new, kept = make_topic(name="Pflege"), make_topic(name="Wohnen"), make_topic(name="Inklusion")
        page = make_news("chemnitz", live=True)
        page = self.with_topics(page, old, kept)
        (change,) = edited(page, page_topics=[PageTopic(topic=kept), PageTopic(topic=new)])
        (part,) = change.parts
        assert (part.before.words, part.after.words) == ("Pflege", "Wohnen")

    def with_topics(self, page: Any, *topics: Any) -> Any:
        draft = fresh(page).get_latest_revision_as_object()
        draft.page_topics = [PageTopic(topic=topic) for topic in topics]
        author, other = make_editor("chemnitz"), make_moderator("chemnitz")
        draft.save_revision(user=author)
        state = submit(fresh(page), author)
        shown = gate.shown_token(fresh(page).get_latest_revision())
        review.decide(task_state=state, user=other, action=review.APPROVE, shown=shown)
        return fresh(page)

    def test_pictures_stand_side_by_side(self) -> None:
        first, second = make_image(title="Alt"), make_image(title="Neu")
        page = make_news("chemnitz", image=first, live=True)
        (change,) = edited(page, image=second)
        assert change.has_pictures
        assert isinstance(change.before.picture, get_image_model())
        assert (change.before.picture, change.after.picture) == (first, second)


class TestBlocks:
    def changed(self, body: list[dict[str, Any]]) -> list[tuple[str, str]]:
        page = make_news("chemnitz", body=BODY, live=True)
        changes = edited(page, body=body)
        return [(part.label, part.state.value) for change in changes for part in change.parts]

    def test_a_changed_block_is_matched_by_its_id(self) -> None:
        quote = {**BODY[2], "value": {**QUOTE, "speaker": "Ines Marschner-Wolf"}}
        page = make_news("chemnitz", body=BODY, live=True)
        (change,) = edited(page, body=[BODY[0], BODY[1], quote])
        (block,) = change.parts
        (part,) = block.parts
        assert (block.label, part.label) == ("Quote, block 3", "Speaker")
        assert [piece.text for piece in part.pieces] == ["Ines ", "Marschner", "Marschner-Wolf"]

    def test_a_removed_block_does_not_change_those_behind_it(self) -> None:
        assert self.changed([BODY[0], BODY[2]]) == [("Text", "removed")]

    def test_a_new_block_is_added(self) -> None:
        new = {"type": "heading", "id": "n", "value": {"text": "Was fehlt"}}
        assert self.changed([BODY[0], new, *BODY[1:]]) == [("Heading, block 2", "added")]

    def test_a_moved_block_is_neither_removed_nor_added(self) -> None:
        assert self.changed([BODY[2], BODY[0], BODY[1]]) == [("Quote, block 1", "moved")]


class TestWhatItIsComparedWith:
    def test_a_first_submission_has_nothing_to_compare_with(self) -> None:
        assert comparisons_of(make_news("chemnitz", user=make_editor("chemnitz"))) == []

    def test_after_requested_changes_it_is_what_the_reviewer_saw(self) -> None:
        author, moderator = make_editor("chemnitz"), make_moderator("chemnitz")
        page = make_news("chemnitz", title="Erster Wurf", user=author)
        state = submit(page, author)
        shown = gate.shown_token(fresh(page).get_latest_revision())
        review.decide(task_state=state, user=moderator, action=review.REQUEST_CHANGES, shown=shown, comment="Titel!")
        draft = fresh(page).get_latest_revision_as_object()
        draft.title = "Zweiter Wurf"
        draft.save_revision(user=author)
        (comparison,) = comparisons_of(fresh(page))
        assert comparison.kind == "requested"
        assert [change.after.words for change in comparison.changes] == ["Zweiter Wurf"]

    def test_a_snippet_is_compared_in_the_same_way(self) -> None:
        actor = make_actor("chemnitz", name="Zwirnhaus")
        draft = type(actor).objects.get(pk=actor.pk).get_latest_revision_as_object()
        draft.name = "Zwirnhaus e. V."
        draft.save_revision(user=make_editor("chemnitz"))
        (comparison,) = comparisons_of(type(actor).objects.get(pk=actor.pk))
        assert [change.after.words for change in comparison.changes] == ["Zwirnhaus e. V."]


def test_the_page_says_in_words_what_is_only_coloured(staff_client: Any) -> None:
    author = make_editor("chemnitz")
    page = make_news("chemnitz", title="Am Dienstag", live=True)
    draft = fresh(page).get_latest_revision_as_object()
    draft.title = "Am Mittwoch"
    draft.save_revision(user=author)
    state = submit(fresh(page), author)
    html = staff_client(make_moderator("chemnitz")).get(f"/cms/review/{state.pk}/").content.decode()
    assert "<del>" in html
    assert "[added: </span>Mittwoch" in html
    assert re.search(r"<h1[^>]*>[^<]*(<svg.*?</svg>)?\s*Am Mittwoch", html, re.DOTALL)


def test_the_next_review_opens_on_the_answer_to_what_was_asked_for(staff_client: Any) -> None:
    author, moderator = make_editor("chemnitz"), make_moderator("chemnitz")
    page = make_news("chemnitz", user=author)
    state = submit(page, author)
    shown = gate.shown_token(fresh(page).get_latest_revision())
    review.decide(task_state=state, user=moderator, action=review.REQUEST_CHANGES, shown=shown, comment="Wer sagt das?")
    review.answer(obj=fresh(page), user=author, comment="Den Namen haben wir ergänzt.")
    again = submit(fresh(page), author)
    html = staff_client(moderator).get(f"/cms/review/{again.pk}/").content.decode()
    assert html.index("Den Namen haben wir ergänzt.") < html.index('id="review-decision"')
    review.withdraw(obj=fresh(page), user=author)
    assert answer_to_requests(fresh(page)) is None
