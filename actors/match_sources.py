"""Actors as something that fits, for `actors.matching`."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from actors.matching import Match, Profile, Source, of_source
from actors.models import Actor
from actors.models.actor import ActorTargetGroup, ActorTopic


def _own(profile: Profile) -> Q:
    return Q(pk=profile.actor or 0)


def _rows() -> QuerySet[Any]:
    """Whoever carries the platform is named elsewhere as somebody to ask."""
    return Actor.objects.live().exclude(kind__in=(Actor.Kind.AGENCY, Actor.Kind.ADMINISTRATION))


source = Source(
    label=_("Actor"),
    rows=_rows,
    topics=(ActorTopic, "actor"),
    target_groups=(ActorTargetGroup, "actor"),
    shown=lambda actor: (actor.name, actor.get_absolute_url()),
    own=_own,
)


def related_actors(actor: Actor, limit: int = 3) -> list[Match]:
    """Who works on the same, with the reasons; one query."""
    profile = Profile(
        topics=tuple(link.topic_id for link in actor.actor_topics.all()),
        target_groups=tuple(link.target_group_id for link in actor.actor_target_groups.all()),
        region=actor.region_id,
        district=actor.district_id,
        actor=actor.pk,
    )
    return of_source(profile, "actors", limit)
