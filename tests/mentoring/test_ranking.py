"""Conflicts and reasons are true statements about mentor and request, and cost the same for two thousand mentors."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actors.board.presentation import profile_of
from actors.matching import matches
from actors.models import Actor, ActorTopic
from core.models import District, FundingSource, Region
from mentoring.models import Mentor, MentorAccess, MentorFormat, MentorLanguage, MentorText, MentorTopic
from mentoring.tandems import asking, deciding, steering
from mentoring.tandems.conflicts import conflicts_with
from mentoring.tandems.models import Match, State
from mentoring.tandems.ranking import alternatives, ranked
from mentoring.tandems.states import InConflict
from tests.factories import make_contributor, make_entry, make_funding_source, make_topic
from tests.factories.counting import forget_all
from tests.mentoring.tandem_world import World, a_wish, accepted, make_world, mentor_with, requested

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def actor(name: str, *, district: str = "chemnitz", topic: Any = None) -> Actor:
    region, place = Region.objects.get(slug="chemnitz"), District.objects.get(slug=district)
    found = Actor.objects.create(name=name, slug=name.lower(), region=region, district=place)
    if topic:
        ActorTopic.objects.create(actor=found, topic=topic)
    return found


def found(match: Match, mentor: Mentor) -> list[str]:
    return [one.kind for one in conflicts_with(match, Mentor.objects.select_related("user", "actor").get(pk=mentor.pk))]


def own_organisation(world: World, mine: Actor) -> None:
    Mentor.objects.filter(pk=world.mentor.pk).update(actor=mine)


def colleague(world: World, mine: Actor) -> None:
    Mentor.objects.filter(pk=world.mentor.pk).update(user=make_contributor(mine))


def decides(world: World, mine: Actor) -> None:
    source = FundingSource.objects.get(slug="esf-plus")
    steering.declare(mentor=world.mentor, user=world.mentor.user, sources=[source], whole=False, competitors=[])


def organisation_decides(world: World, mine: Actor) -> None:
    source, office = FundingSource.objects.get(slug="esf-plus"), actor("Amt")
    other = mentor_with(world.topic, actor=office)
    Mentor.objects.filter(pk=world.mentor.pk).update(actor=office)
    steering.declare(mentor=other, user=other.user, sources=[source], whole=True, competitors=[])


def competitor(world: World, mine: Actor) -> None:
    steering.declare(mentor=world.mentor, user=world.mentor.user, sources=[], whole=False, competitors=[mine])


def possible_competitor(world: World, mine: Actor) -> None:
    Mentor.objects.filter(pk=world.mentor.pk).update(actor=actor("Nachbar", topic=world.topic))


@pytest.mark.parametrize(
    "rule", [own_organisation, colleague, decides, organisation_decides, competitor, possible_competitor]
)
def test_a_conflict_is_found_and_enforced_on_every_road(rule: Any, world: World) -> None:
    mine, source = actor("Verein"), make_funding_source("ESF Plus", "esf-plus", "x")
    match = requested(world, actor=mine, organisation="Verein", funding=[source], nobody=True)
    assert found(match, world.mentor) == []
    rule(world, mine)
    kind = "own_organisation" if rule is colleague else rule.__name__
    assert found(match, world.mentor) == [kind]
    mentor = Mentor.objects.select_related("user").get(pk=world.mentor.pk)
    with pytest.raises(InConflict):
        steering.propose(match=match, mentor=mentor, by=world.team)
    assert mentor not in [row.mentor for row in alternatives(match)]
    Match.objects.filter(pk=match.pk).update(mentor=mentor, state=State.REQUESTED)
    if kind == "possible_competitor":
        deciding.accept(match=match, user=mentor.user, unbiased=True)
        return
    with pytest.raises(InConflict):
        deciding.accept(match=match, user=mentor.user, unbiased=True)
    with pytest.raises(InConflict):
        asking.ask(
            wish=a_wish(world, actor=mine, funding=[source]), mentor=mentor, email="zwei@example.org", language="de"
        )


def test_a_possible_competitor_is_proposed_with_a_reason_only(world: World) -> None:
    mine = actor("Verein")
    match = requested(world, actor=mine, nobody=True)
    possible_competitor(world, mine)
    steering.propose(match=match, mentor=world.mentor, by=world.team, judgement="Andere Zielgruppe")
    match.refresh_from_db()
    assert (match.state, match.judgement, match.judged_by) == (State.REQUESTED, "Andere Zielgruppe", world.team)


def test_nobody_is_their_own_mentor(world: World) -> None:
    match = requested(world, email=world.mentor.user.email, nobody=True)
    assert found(match, world.mentor) == ["self"]


def test_each_reason_is_true_and_the_best_stands_first(world: World) -> None:
    away, other_topic = mentor_with(world.topic, region="leipzig"), make_topic("Mobilität", "mobilitaet")
    stranger = mentor_with(other_topic, region="leipzig", capacity=3)
    MentorAccess.objects.create(mentor=world.mentor, access="dgs")
    MentorFormat.objects.create(mentor=world.mentor, format="onsite")
    Mentor.objects.filter(pk=world.mentor.pk).update(capacity=2)
    earlier = accepted(world, email="frueher@example.org")
    assert earlier.answered_at
    match = requested(world, nobody=True, access=["dgs"], formats=["onsite", "walk"])
    rows = {row.mentor: row.reasons for row in ranked(match)}
    assert list(rows) == [world.mentor, away, stranger]
    assert rows[world.mentor] == [
        "Knows about: Nachbarschaft und Teilhabe",
        "Speaks: Deutsch",
        "Meets as wished: On site",
        "Offers: German Sign Language",
        f"Is in the same region: {match.region.label}",
        "Has 1 place free",
        "Has answered a request within the last three months",
    ]  # fmt: skip
    assert rows[away] == [
        "Knows about: Nachbarschaft und Teilhabe",
        "Speaks: Deutsch",
        "Has 1 place free",
        "Accompanies nobody at the moment",
    ]
    assert rows[stranger] == ["Speaks: Deutsch", "Has 3 places free", "Accompanies nobody at the moment"]
    assert stranger not in [row.mentor for row in alternatives(match)]


def test_whoever_pauses_is_full_or_has_many_requests_is_not_named(world: World) -> None:
    match = requested(world, nobody=True)
    Mentor.objects.update(intake="paused")
    assert ranked(match) == []
    Mentor.objects.update(intake="open")
    full = mentor_with(world.topic)
    accepted(world, mentor=full, email="a@example.org")
    for number in range(3):
        requested(world, email=f"b{number}@example.org")
    assert ranked(match) == []


def test_two_thousand_mentors_cost_as_many_queries_as_two(world: World) -> None:
    match = requested(world, nobody=True, actor=actor("Verein", topic=world.topic))
    match.funding.add(make_funding_source("ESF Plus", "esf-plus", "x"))

    def queries() -> int:
        forget_all()
        with CaptureQueriesContext(connection) as captured:
            assert ranked(Match.objects.get(pk=match.pk))
        return len(captured)

    few = queries()
    _many(world, 2_000)
    begun = timezone.now()
    assert queries() == few <= 16
    assert (timezone.now() - begun).total_seconds() < 5


def _many(world: World, count: int) -> None:
    mentors = Mentor.objects.bulk_create(
        Mentor(name=f"N {number}", slug=f"n-{number}", region=world.mentor.region, user=world.mentor.user, actor=None)
        for number in range(count)
    )
    Mentor.objects.filter(pk__in=[mentor.pk for mentor in mentors]).update(live=True)
    MentorText.objects.bulk_create(MentorText(mentor=mentor, language="de", headline="H") for mentor in mentors)
    MentorTopic.objects.bulk_create(MentorTopic(mentor=mentor, topic=world.topic) for mentor in mentors)
    MentorLanguage.objects.bulk_create(MentorLanguage(mentor=mentor, language="de") for mentor in mentors)


def test_offers_and_needs_suggest_a_mentor_only_while_a_place_is_free(world: World) -> None:
    need = make_entry(kind="need", topics=[world.topic])
    assert [match.title for match in matches(profile_of(need), ["mentors"], 3)] == [world.mentor.name]
    accepted(world)
    assert matches(profile_of(need), ["mentors"], 3) == []
