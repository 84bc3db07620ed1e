"""A mentor, somebody who asks, and the programme team of Chemnitz."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.confirming import contact_for
from accounts.models import User
from core.models import District, OutboxMessage, Region, Topic
from mentoring.models import Mentor, MentorLanguage, MentorText, MentorTopic
from mentoring.tandems import asking, deciding, walking
from mentoring.tandems.asking import Wish
from mentoring.tandems.models import Match, Side
from tests.factories import make_programme_lead, make_topic

_numbers = count(1)
MENTEE = "karla@example.org"


@dataclass
class World:
    topic: Topic
    mentor: Mentor
    team: Any
    others: list[Mentor] = field(default_factory=list)


def make_world(*, capacity: int = 1, others: int = 0, region: str = "chemnitz") -> World:
    topic = make_topic("Nachbarschaft und Teilhabe", "nachbarschaft")
    team = make_programme_lead(region, email="programm@example.org")
    mentor = mentor_with(topic, region=region, name="Hannelore Großkopf", capacity=capacity)
    return World(topic, mentor, team, [mentor_with(topic, region=region) for _number in range(others)])


def mentor_with(topic: Topic, *, region: str = "chemnitz", **fields: Any) -> Mentor:
    """Public, with an account, and at home in the topic; written past the gate, which is tried elsewhere."""
    number = next(_numbers)
    user = fields.pop("user", None) or User.objects.create(email=f"mentor{number}@example.org", first_name="M")
    mentor = Mentor(
        region=Region.objects.get(slug=region),
        user=user,
        **{"name": f"Mentorin {number}", "slug": f"tandem-mentorin-{number}", **fields},
    )
    mentor.texts = [MentorText(language="de", headline="Hilft")]
    mentor.mentor_topics = [MentorTopic(topic=topic)]
    mentor.mentor_languages = [MentorLanguage(language="de")]
    mentor.save()
    Mentor.objects.filter(pk=mentor.pk).update(live=True)
    return Mentor.objects.select_related("user").get(pk=mentor.pk)


def a_wish(world: World, **fields: Any) -> Wish:
    district = District.objects.select_related("region").get(slug="chemnitz")
    given = {
        "name": "Karla Neumann",
        "project": "Werkstatt im Hof",
        "goal": "Wir wollen ein Jahr lang öffnen.",
        "topics": [world.topic],
        "district": district,
        "region": district.region,
        "languages": ["de"],
    }
    return Wish(**{**given, **fields})


def requested(world: World, *, mentor: Any = None, email: str = MENTEE, nobody: bool = False, **fields: Any) -> Match:
    """A confirmed request to the world's mentor, or to nobody."""
    chosen = None if nobody else mentor or world.mentor
    made = asking.ask(wish=a_wish(world, **fields), mentor=chosen, email=email, language="de")
    asking.begin(match=made, contact=contact_for(email=email, language="de"))
    return Match.objects.get(pk=made.pk)


def accepted(world: World, **fields: Any) -> Match:
    match = requested(world, **fields)
    assert match.mentor
    deciding.accept(match=match, user=match.mentor.user, unbiased=True)
    return Match.objects.get(pk=match.pk)


def running(world: World, **fields: Any) -> Match:
    match = accepted(world, **fields)
    walking.meet(match=match, by=Side.MENTOR, on=timezone.localdate())
    sheet = walking.write_agreement(
        match=match, by=Side.MENTOR, goal="Offen sein", rhythm="monatlich", months=6, confidentiality="unter uns"
    )
    walking.agree(match=match, by=Side.MENTEE, version=sheet.version)
    return Match.objects.get(pk=match.pk)


def kinds(match: Match) -> list[str]:
    return list(match.steps.values_list("kind", flat=True))


def at(day: date | None, hour: int = 9) -> datetime:
    assert day is not None
    return timezone.make_aware(datetime.combine(day, time(hour)))


def after(day: date | None) -> datetime:
    """The first morning on which the day is over and the desk is open."""
    from core.workdays import add_working_days

    assert day is not None
    return at(add_working_days(day, 1))


def keys(*, to: str = "") -> list[str]:
    """The occasions of the mails about tandems that were written."""
    rows: Iterable[Any] = OutboxMessage.objects.filter(message_id__startswith="<tandem-").order_by("pk")
    return [row.message_id.partition("@")[0].lstrip("<") for row in rows if not to or to in row.recipients]


def later(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)
