"""What the portal suggests for the needs of the demo: three each, and every reason holds when asked of the rows."""

from typing import Any

import pytest

from actors.board.models import BoardEntry
from actors.board.presentation import suggestions
from actors.matching import Match, Reason
from portal.demo import board, network, people

pytestmark = pytest.mark.django_db

# How a row leads to its topics and target groups, said here once more.
TOPICS = {"offers": "entry_topics", "actors": "actor_topics", "mentors": "mentor_topics"}
GROUPS = {"offers": "entry_target_groups", "actors": "actor_target_groups"}


def keys(row: Any, relation: str, column: str) -> set[int]:
    return set(getattr(row, relation).values_list(column, flat=True))


def holds(reason: Reason, need: BoardEntry, match: Match) -> bool:
    """Whether both sides say so, read from the database apart from the search."""
    row = type(match.row).objects.get(pk=match.row.pk)
    if reason.kind == "topic":
        both = keys(need, "entry_topics", "topic_id") & keys(row, TOPICS[match.source], "topic_id")
        return set(reason.keys) == both
    if reason.kind == "target_group":
        of_need = keys(need, "entry_target_groups", "target_group_id")
        return set(reason.keys) == of_need & keys(row, GROUPS[match.source], "target_group_id")
    if reason.kind == "district":
        return reason.keys == (need.district_id,) == (row.district_id,) and str(need.district) in reason.words
    return reason.keys == (need.region_id,) == (row.region_id,)


def test_ten_needs_get_three_suggestions_each_with_true_reasons() -> None:
    network.load_terms()
    network.load_actors()
    people.load_people()
    network.publish_actors()
    network.load_mentors()
    board.load_board()
    needs = list(BoardEntry.objects.current().filter(kind="need"))
    assert len(needs) >= 10
    for need in needs:
        found = suggestions(need)
        assert len(found) == 3, need
        assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
        for match in found:
            assert match.reasons
            assert all(holds(reason, need, match) for reason in match.reasons), (need, match.title)
            assert all(reason.words for reason in match.reasons)
            assert match.row != need.actor
    assert {match.source for need in needs for match in suggestions(need)} >= {"offers", "actors"}
