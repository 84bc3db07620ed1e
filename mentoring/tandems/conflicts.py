"""Who must not accompany whom, each with its reason in words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from actors.models import ActorTopic, Membership
from core.models import FundingSource
from core.names import Topic, names_by_id
from mentoring.models import Mentor
from mentoring.tandems.models import DecidesOn, DeclaredCompetitor, Match


@dataclass(frozen=True, slots=True)
class Conflict:
    """`forbids` leaves no choice; else somebody has to judge it."""

    kind: str
    words: str
    forbids: bool = True


def conflicts_with(match: Match, mentor: Mentor) -> list[Conflict]:
    return conflicts_of(match, [mentor])[mentor.pk]


def forbidding(found: Iterable[Conflict]) -> list[Conflict]:
    return [conflict for conflict in found if conflict.forbids]


def conflicts_of(match: Match, mentors: Iterable[Mentor]) -> dict[int, list[Conflict]]:
    """For all these mentors at once, in a fixed number of queries. Mentors come with `user` and `actor`."""
    mentors = list(mentors)
    facts = _Facts(match, mentors)
    return {mentor.pk: list(facts.about(mentor)) for mentor in mentors}


class _Facts:
    """What the rules need to know, read once."""

    def __init__(self, match: Match, mentors: list[Mentor]) -> None:
        self.match = match
        self.email = match.contact.email.lower() if match.contact else ""
        self.topics = {topic.pk for topic in match.topics.all()}
        self.colleagues = self._colleagues()
        self.decides: dict[int, list[str]] = defaultdict(list)
        self.organisation_decides: dict[int, list[str]] = defaultdict(list)
        self._funding(mentors)
        self.competitors = self._competitors()
        self.fields: dict[int, set[int]] = defaultdict(set)
        if match.actor_id and match.district_id:
            organisations = {mentor.actor_id for mentor in mentors if mentor.actor_id}
            for actor_id, topic_id in ActorTopic.objects.filter(
                actor_id__in=organisations, topic_id__in=self.topics
            ).values_list("actor_id", "topic_id"):
                self.fields[actor_id].add(topic_id)

    def _colleagues(self) -> set[int]:
        if self.match.actor_id is None:
            return set()
        return set(Membership.objects.filter(actor_id=self.match.actor_id).values_list("user_id", flat=True))

    def _funding(self, mentors: list[Mentor]) -> None:
        sources = {source.pk: source.label for source in _funding_of(self.match)}
        if not sources:
            return
        actors = {mentor.actor_id for mentor in mentors if mentor.actor_id}
        concerned = Q(mentor__in=[mentor.pk for mentor in mentors]) | Q(
            mentor__actor_id__in=actors, whole_organisation=True
        )
        rows = DecidesOn.objects.filter(concerned, funding_source_id__in=sources).order_by("pk")
        for mentor_id, actor_id, source_id, whole in rows.values_list(
            "mentor_id", "mentor__actor_id", "funding_source_id", "whole_organisation"
        ):
            self.decides[mentor_id].append(sources[source_id])
            if whole and actor_id:
                self.organisation_decides[actor_id].append(sources[source_id])

    def _competitors(self) -> set[int]:
        if self.match.actor_id is None:
            return set()
        return set(DeclaredCompetitor.objects.filter(actor_id=self.match.actor_id).values_list("mentor_id", flat=True))

    def about(self, mentor: Mentor) -> Iterable[Conflict]:
        values = {"mentor": mentor.name, "organisation": mentor.actor.name if mentor.actor else ""}
        user: Any = mentor.user
        if self.email and user is not None and user.email.lower() == self.email:
            yield Conflict("self", _("Mentor and mentee are the same person."))
        if self.match.actor_id and (mentor.actor_id == self.match.actor_id or mentor.user_id in self.colleagues):
            words = _("%(mentor)s works for the mentee’s own organisation.")
            yield Conflict("own_organisation", words % values)
        if own := self.decides.get(mentor.pk):
            words = _("%(mentor)s decides on funding that the mentee applies for: %(sources)s.")
            yield Conflict("decides", words % (values | {"sources": ", ".join(own)}))
        elif mentor.actor_id and (theirs := self.organisation_decides.get(mentor.actor_id)):
            words = _("%(organisation)s decides on funding that the mentee applies for: %(sources)s.")
            yield Conflict("organisation_decides", words % (values | {"sources": ", ".join(theirs)}))
        if mentor.pk in self.competitors:
            yield Conflict("competitor", _("%(mentor)s has declared the mentee’s organisation a competitor.") % values)
        yield from self._possible_competitor(mentor, values)

    def _possible_competitor(self, mentor: Mentor, values: dict[str, str]) -> Iterable[Conflict]:
        """Same field and same district: no rule can know, so somebody judges."""
        if mentor.actor is None or mentor.actor_id == self.match.actor_id or self.match.actor_id is None:
            return
        shared = self.fields.get(mentor.actor_id or 0, set())
        if not shared or self.match.district_id is None or mentor.actor.district_id != self.match.district_id:
            return
        topics = ", ".join(name.label for name in names_by_id(Topic, sorted(shared)))
        words = _("%(organisation)s works in the same district on the same topic: %(topics)s. Is it a competitor?")
        yield Conflict("possible_competitor", words % (values | {"topics": topics}), forbids=False)


def _funding_of(match: Match) -> Iterable[FundingSource]:
    return match.funding.prefetch_related("texts")
