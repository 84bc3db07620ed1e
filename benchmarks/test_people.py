"""What it costs to find people: the same queries with a hundred times as many rows, and how much longer they take."""

import time
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from statistics import median
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actors.board.models import BoardEntry, EntryTargetGroup, EntryTerm, EntryTopic
from actors.board.presentation import suggestions
from actors.models import Actor, ActorTargetGroup, ActorTopic
from core.models import Region, TargetGroup, Topic
from mentoring.models import Mentor, MentorTopic
from tests.factories import make_target_group, make_topic
from tests.factories.bulk import make_many_actors, make_many_mentors

pytestmark = pytest.mark.django_db

TIMES = 7
FEW, MANY = {"actors": 100, "mentors": 20, "entries": 100}, {"actors": 9_900, "mentors": 1_980, "entries": 4_900}
_numbers = count(1)


def fill(number: dict[str, int], topics: list[Topic], groups: list[TargetGroup]) -> None:
    """More of everything, each with two of the topics and one target group."""
    actors = make_many_actors(number["actors"], topic=topics[0])
    ActorTopic.objects.bulk_create(
        ActorTopic(actor=actor, topic=topics[1 + at % (len(topics) - 1)]) for at, actor in enumerate(actors)
    )
    ActorTargetGroup.objects.bulk_create(
        ActorTargetGroup(actor=actor, target_group=groups[at % len(groups)]) for at, actor in enumerate(actors)
    )
    make_many_mentors(number["mentors"], topic=topics[0])
    mentors = Mentor.objects.order_by("-pk")[: number["mentors"]]
    MentorTopic.objects.bulk_create(
        MentorTopic(mentor=mentor, topic=topics[1 + at % (len(topics) - 1)]) for at, mentor in enumerate(mentors)
    )
    _fill_board(number["entries"], actors, topics, groups)
    with connection.cursor() as cursor:
        # As the server does by itself a minute later.
        cursor.execute("ANALYZE")
    cache.clear()


def _fill_board(number: int, actors: list[Actor], topics: list[Topic], groups: list[TargetGroup]) -> None:
    regions = list(Region.objects.all())
    entries = BoardEntry.objects.bulk_create(
        BoardEntry(
            kind=("offer", "need")[at % 2],
            title=f"Eintrag {at}",
            slug=f"viele-eintraege-{next(_numbers)}",
            text="Wir haben etwas oder suchen es.",
            actor=actors[at % len(actors)],
            region=regions[at % len(regions)],
        )
        for at in range(number)
    )
    # Written past the gate in one statement: only the number of rows matters here.
    BoardEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(
        live=True, first_published_at=timezone.now()
    )
    until = timezone.localdate() + timedelta(days=60)
    EntryTerm.objects.bulk_create(EntryTerm(entry=entry, until=until) for entry in entries)
    EntryTopic.objects.bulk_create(
        EntryTopic(entry=entry, topic=topics[at % len(topics)]) for at, entry in enumerate(entries)
    )
    EntryTargetGroup.objects.bulk_create(
        EntryTargetGroup(entry=entry, target_group=groups[at % len(groups)]) for at, entry in enumerate(entries)
    )


def measured(work: Callable[[], Any]) -> tuple[int, float]:
    """Queries of the second call, and the median of milliseconds."""
    work()
    with CaptureQueriesContext(connection) as queries:
        work()
    number, times = len(queries), []
    for _time in range(TIMES):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return number, median(times)


def cases(topics: list[Topic]) -> dict[str, Callable[[], Any]]:
    client = Client()
    actor, need = (
        Actor.objects.filter(slug__startswith="viele-vereine").earliest("pk"),
        BoardEntry.objects.filter(kind="need").earliest("pk"),
    )

    def page(path: str) -> Callable[[], Any]:
        def work() -> None:
            cache.clear()
            assert client.get(path).status_code == 200

        return work

    return {
        "directory of organisations": page("/akteure/"),
        "the same, filtered by topic": page(f"/akteure/?topic={topics[0].slug}"),
        "the same as a map": page("/akteure/?view=map"),
        "page of an organisation": page(actor.get_absolute_url()),
        "directory of mentors": page("/mentorinnen/"),
        "board": page("/biete-und-suche/"),
        "page of a need": page(need.get_absolute_url()),
        "suggestions for a need": lambda: [match.reasons for match in suggestions(BoardEntry.objects.get(pk=need.pk))],
    }


def test_a_hundred_times_as_many_people(capsys: pytest.CaptureFixture[str]) -> None:
    topics = [make_topic() for _topic in range(11)]
    groups = [make_target_group() for _group in range(10)]
    fill(FEW, topics, groups)
    few = {name: measured(work) for name, work in cases(topics).items()}
    fill(MANY, topics, groups)
    many = {name: measured(work) for name, work in cases(topics).items()}
    with capsys.disabled():
        print(f"\n{'':32}{'queries':>10}{'few, ms':>10}{'many, ms':>10}{'ratio':>8}")
        for name in few:
            (queries, before), (later, after) = few[name], many[name]
            told = str(queries) if queries == later else f"{queries} → {later}"
            print(f"{name:32}{told:>10}{before:>10.1f}{after:>10.1f}{after / before:>8.1f}")
    assert {name: few[name][0] for name in few} == {name: many[name][0] for name in many}
