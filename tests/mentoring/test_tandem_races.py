"""Two at the same moment, with real transactions: one wins, the other is told, nobody is left without a mail."""

from typing import Any

import pytest
from django.db import connection  # noqa: F401 - for the mark
from django.utils import timezone

from mentoring.models import Mentor
from mentoring.tandems import asking, clock, deciding, steering
from mentoring.tandems.models import Match, State
from mentoring.tandems.states import NoPlace, TooLate
from tests.mentoring.tandem_world import World, after, keys, make_world, requested
from tests.races import in_the_middle, together

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("outbox"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="threads meet row locks on PostgreSQL"),
]


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world(others=2)


def accepting(match: Match, world: World) -> Any:
    return lambda: deciding.accept(match=match, user=world.mentor.user, unbiased=True)


def state_of(match: Match) -> str:
    return Match.objects.get(pk=match.pk).state


def test_two_acceptances_for_the_last_place_give_it_once(world: World) -> None:
    first, second = requested(world), requested(world, email="zwei@example.org")
    raised = together(accepting(first, world), accepting(second, world))
    assert [type(problem) for problem in raised] == [NoPlace]
    assert sorted([state_of(first), state_of(second)]) == ["accepted", "requested"]
    assert len([key for key in keys() if "accepted" in key]) == 2


def test_the_same_acceptance_twice_counts_once(world: World) -> None:
    match = requested(world)
    Mentor.objects.filter(pk=world.mentor.pk).update(capacity=3)
    assert [type(problem) for problem in together(*[accepting(match, world)] * 3)] == [TooLate, TooLate]
    assert Match.objects.get(pk=match.pk).seat == 1


@pytest.mark.parametrize("first", ["accept", "withdraw"])
def test_accepted_and_withdrawn_at_once_ends_withdrawn_and_both_know(world: World, first: str) -> None:
    match = requested(world)
    works = {"accept": accepting(match, world), "withdraw": lambda: asking.withdraw(match=match)}
    second = next(name for name in works if name != first)
    raised = in_the_middle(works[first], "mentoring.tandems.mails.send", works[second])
    assert [type(problem) for problem in raised] == ([TooLate] if first == "withdraw" else [])
    assert state_of(match) == State.WITHDRAWN
    assert Match.objects.get(pk=match.pk).seat is None
    assert len([key for key in keys() if "withdrawn" in key]) == 2


@pytest.mark.parametrize("first", ["accept", "expire"])
def test_accepted_and_expired_at_once_is_one_of_the_two(world: World, first: str) -> None:
    match = requested(world)
    now = after(match.due_on)
    works = {"accept": accepting(match, world), "expire": lambda: clock.do_due(now)}
    second = next(name for name in works if name != first)
    raised = in_the_middle(works[first], "mentoring.tandems.mails.send", works[second])
    if first == "accept":
        assert (raised, state_of(match)) == ([], State.ACCEPTED)
        assert not [key for key in keys() if "silent" in key]
    else:
        assert [type(problem) for problem in raised] == [TooLate]
        assert state_of(match) == State.EXPIRED
        assert len([key for key in keys() if "silent" in key]) == 3


@pytest.mark.parametrize("first", ["accept", "leave"])
def test_a_mentor_who_leaves_while_accepting_leaves_nobody_without_a_word(world: World, first: str) -> None:
    match = requested(world)
    works = {
        "accept": accepting(match, world),
        "leave": lambda: Mentor.objects.get(pk=world.mentor.pk).delete(),
    }
    second = next(name for name in works if name != first)
    raised = in_the_middle(works[first], "mentoring.tandems.mails.send", works[second])
    assert [type(problem) for problem in raised] == ([TooLate] if first == "leave" else [])
    assert state_of(match) == State.EXPIRED
    assert len([key for key in keys() if "left" in key and key.endswith("mentee")]) == 1


def test_a_lower_capacity_and_an_acceptance_keep_to_each_other(world: World) -> None:
    Mentor.objects.filter(pk=world.mentor.pk).update(capacity=2)
    first, second = requested(world), requested(world, email="zwei@example.org")
    deciding.accept(match=first, user=world.mentor.user, unbiased=True)
    lower = lambda: steering.set_places(mentor=world.mentor, user=world.mentor.user, capacity=1)  # noqa: E731
    raised = together(accepting(second, world), lower)
    taken = Match.objects.filter(mentor=world.mentor, seat__isnull=False).count()
    assert (taken, [type(problem) for problem in raised]) in [(2, []), (1, [NoPlace])]


def test_two_clocks_tell_once(world: World) -> None:
    match = requested(world)
    now = after(match.due_on)
    together(*[lambda: clock.do_due(now)] * 3)
    assert len(keys()) == len(set(keys())) == 5
    assert timezone.localdate(now) > match.due_on
