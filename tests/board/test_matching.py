"""What fits to what: every reason given is a true statement about both, and nothing hidden is suggested."""

from typing import Any

import pytest

from actors.board.models import BoardEntry
from actors.board.presentation import suggestions
from actors.match_sources import related_actors
from actors.matching import Match
from actors.models import ActorTargetGroup, ActorTopic
from tests.factories import make_actor, make_entry, make_mentor, make_target_group, make_topic

pytestmark = pytest.mark.django_db


def actor_with(*topics: Any, groups: Any = (), **fields: Any) -> Any:
    actor = make_actor(**fields)
    ActorTopic.objects.filter(actor=actor).delete()
    ActorTopic.objects.bulk_create(ActorTopic(actor=actor, topic=topic) for topic in topics)
    ActorTargetGroup.objects.bulk_create(ActorTargetGroup(actor=actor, target_group=group) for group in groups)
    return actor


def need(*topics: Any, **fields: Any) -> BoardEntry:
    return make_entry(kind="need", title="Wir suchen Räume", topics=topics, **fields)


def reasons(match: Match) -> dict[str, tuple[int, ...]]:
    return {reason.kind: reason.keys for reason in match.reasons}


def words_of(found: list[Match]) -> list[str]:
    return [reason.words for match in found for reason in match.reasons]


def test_an_offer_on_the_same_topic_is_suggested_with_that_reason() -> None:
    care, youth = make_topic(name="Pflege"), make_topic(name="Jugend")
    wanted = need(care, youth)
    offer = make_entry(topics=[care], title="Raum in der Südstadt")
    make_entry(topics=[make_topic(name="Wohnen")])
    found = suggestions(wanted)
    assert [match.row for match in found if match.source == "offers"] == [offer]
    assert reasons(found[0])["topic"] == (care.pk,)
    assert "Pflege" in found[0].reasons[0].words
    assert "Jugend" not in found[0].reasons[0].words


def test_more_in_common_stands_first() -> None:
    topic, group = make_topic(), make_target_group()
    far = make_entry(topics=[topic], region="leipzig", actor=make_actor("leipzig"))
    near = make_entry(topics=[topic], target_groups=[group])
    wanted = need(topic, target_groups=[group])
    assert [match.row for match in suggestions(wanted) if match.source == "offers"] == [near, far]


def test_a_place_alone_is_no_reason() -> None:
    wanted = need(make_topic())
    make_entry(topics=[make_topic()])
    assert suggestions(wanted) == []


def test_the_own_is_never_suggested() -> None:
    topic = make_topic()
    actor = actor_with(topic)
    make_entry(actor, topics=[topic])
    assert [match.title for match in suggestions(need(topic, actor=actor))] == []


@pytest.mark.parametrize("hide", ["expired", "closed", "draft"])
def test_what_readers_do_not_see_is_not_suggested(hide: str) -> None:
    topic = make_topic()
    offer = make_entry(topics=[topic], live=hide != "draft")
    if hide == "expired":
        offer.term.until = "2020-01-01"
    if hide == "closed":
        offer.term.closed_at, offer.term.outcome = "2026-01-01T00:00Z", "open"
    offer.term.save()
    assert suggestions(need(topic)) == []


def test_a_mentor_fits_while_taking_somebody() -> None:
    mentor = make_mentor()
    topic = mentor.mentor_topics.get().topic
    wanted = need(topic)
    assert [match.title for match in suggestions(wanted)] == [mentor.name]
    type(mentor).objects.filter(pk=mentor.pk).update(intake="paused")
    assert suggestions(wanted) == []


def test_related_actors_say_what_they_share() -> None:
    topic, group = make_topic(), make_target_group(name="Alleinerziehende")
    actor = actor_with(topic, groups=[group])
    other = actor_with(make_topic(), groups=[group])
    actor_with(make_topic())
    [match] = related_actors(actor)
    assert match.row == other
    assert reasons(match) == {"target_group": (group.pk,), "region": (actor.region_id,)}
    assert "Alleinerziehende" in match.reasons[0].words


def test_suggestions_cost_a_query_each_source(django_assert_num_queries: Any) -> None:
    topics, group = [make_topic() for _number in range(3)], make_target_group()
    for _number in range(5):
        make_entry(topics=topics, target_groups=[group], actor=actor_with(*topics, groups=[group]))
    wanted = BoardEntry.objects.prefetch_related("entry_topics", "entry_target_groups").get(
        pk=need(*topics, target_groups=[group]).pk
    )
    assert words_of(suggestions(wanted))
    with django_assert_num_queries(4):
        assert words_of(suggestions(wanted))
