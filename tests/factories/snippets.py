"""Actors, contact persons, mentors."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from actors.board.models import BoardEntry, EntryTargetGroup, EntryTerm, EntryTopic
from actors.models import Actor, ActorText, ActorTopic, ContactPerson, ContactPersonText
from core.models import Region
from mentoring.models import Mentor, MentorText, MentorTopic

from .pages import publish
from .terms import make_topic

_numbers = count(1)


def make_actor(region: Region | str | None = "chemnitz", *, live: bool = True, **fields: Any) -> Actor:
    number = next(_numbers)
    fields.setdefault("name", f"Verein {number}")
    fields.setdefault("slug", f"verein-{number}")
    actor = Actor(region=_region(region), **fields)
    actor.texts = [ActorText(language="de", summary="Wir bringen Nachbarinnen und Nachbarn zusammen.")]
    actor.actor_topics = [ActorTopic(topic=make_topic())]
    return _kept(actor, live)


def make_mentor(region: Region | str | None = "chemnitz", *, live: bool = True, **fields: Any) -> Mentor:
    number = next(_numbers)
    fields.setdefault("name", f"Mentorin {number}")
    fields.setdefault("slug", f"mentorin-{number}")
    mentor = Mentor(region=_region(region), **fields)
    mentor.texts = [MentorText(language="de", headline="Begleitet Gründungen im ländlichen Raum")]
    mentor.mentor_topics = [MentorTopic(topic=make_topic())]
    return _kept(mentor, live)


def make_entry(actor: Actor | None = None, *, live: bool = True, days: int = 60, **fields: Any) -> BoardEntry:
    """An offer unless said otherwise, on the board for `days` more; of an organisation unless a person is given."""
    number = next(_numbers)
    topics, groups = fields.pop("topics", None), fields.pop("target_groups", ())
    if fields.get("person") is None:
        actor = actor or make_actor()
    fields.setdefault("kind", BoardEntry.Kind.OFFER)
    fields.setdefault("title", f"Räume am Nachmittag {number}")
    fields.setdefault("text", "Zwei helle Räume mit Küche, montags bis donnerstags von 13 bis 18 Uhr, ohne Miete.")
    region = _region(fields.pop("region", None)) or (actor.region if actor else Region.objects.get(slug="chemnitz"))
    entry = BoardEntry(actor=actor, region=region, **fields)
    entry.entry_topics = [EntryTopic(topic=topic) for topic in topics or [make_topic()]]
    entry.entry_target_groups = [EntryTargetGroup(target_group=group) for group in groups]
    entry.save()
    term = EntryTerm.objects.create(entry=entry, until=timezone.localdate() + timedelta(days=max(days, 1)))
    kept = _kept(entry, live)
    # Nothing becomes public after its end; time goes by afterwards.
    term.until = timezone.localdate() + timedelta(days=days)
    term.save()
    return BoardEntry.objects.select_related("term", "region", "actor").get(pk=kept.pk)


def make_contact_person(actor: Actor | None = None, **fields: Any) -> ContactPerson:
    number = next(_numbers)
    fields.setdefault("name", f"Ansprechperson {number}")
    fields.setdefault("slug", f"ansprechperson-{number}")
    fields.setdefault("email", f"kontakt{number}@example.org")
    fields.setdefault("phone", "0371 23125 100")
    person = ContactPerson(actor=actor or make_actor(kind="agency"), **fields)
    person.texts = [ContactPersonText(language="de", function="Regionalberatung")]
    person.save()
    return person


def _region(region: Region | str | None) -> Region | None:
    return Region.objects.get(slug=region) if isinstance(region, str) else region


def _kept(obj: Any, live: bool) -> Any:
    obj.save()
    obj.save_revision(clean=False)
    if live:
        publish(obj)
        obj.refresh_from_db()
    return obj
