"""What fits to what, and why: topics, target groups and places that two things share. Domains add what they have.

Each source costs one query, however many rows it has; a reason is read from the same row as the match.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import Region, TargetGroup, Topic
from core.names import name_of, names_by_id
from core.registries import Registry

TOPIC, GROUP, SAME_DISTRICT, SAME_REGION = 4, 3, 2, 1
# Beyond so many shared terms nothing becomes more fitting.
MOST_TERMS = 8


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared. Ids are primary keys; without a topic and a target group nothing fits."""

    topics: tuple[int, ...] = ()
    target_groups: tuple[int, ...] = ()
    region: int | None = None
    district: int | None = None
    # Whose profile it is; nobody is led to what is their own.
    actor: int | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Things that can be suggested. `rows` gives the public ones; the paths lead from a row to what is compared.

    `topics` and `target_groups` are (model of the linking rows, its key to the thing); `shown` gives title and address;
    `own` is a condition on rows that belong to the profile's actor or person.
    """

    label: str | Promise
    rows: Callable[[], QuerySet[Any]]
    topics: tuple[Any, str]
    target_groups: tuple[Any, str] | None
    shown: Callable[[Any], tuple[str, str]]
    own: Callable[[Profile], Q]
    has_district: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """A true statement about both: they share these terms, or this place."""

    kind: str
    keys: tuple[int, ...]
    place: str = ""

    @property
    def words(self) -> str:
        if self.kind == "topic":
            names = _listed(Topic, self.keys)
            return ngettext("same topic: %(names)s", "same topics: %(names)s", len(self.keys)) % {"names": names}
        if self.kind == "target_group":
            names = _listed(TargetGroup, self.keys)
            words = ngettext("same target group: %(names)s", "same target groups: %(names)s", len(self.keys))
            return words % {"names": names}
        if self.kind == "district":
            return _("same district: %(name)s") % {"name": self.place}
        return _("same region: %(name)s") % {"name": name_of(Region, self.keys[0])}


@dataclass(frozen=True, slots=True)
class Match:
    """One suggestion with its reasons, the strongest first."""

    source: str
    label: str
    row: Any
    title: str
    url: str
    score: int
    reasons: tuple[Reason, ...]


sources: Registry[Source] = Registry()


def matches(profile: Profile, names: Iterable[str], limit: int) -> list[Match]:
    """The best of the named sources, the best first; sources nobody has registered have nothing."""
    found = [match for name in names if name in sources for match in of_source(profile, name, limit)]
    return sorted(found, key=lambda match: (-match.score, match.title, match.row.pk))[:limit]


def of_source(profile: Profile, name: str, limit: int) -> list[Match]:
    """The best of one source; one query."""
    source = sources[name]
    terms = [("topic", key, source.topics, "topic_id") for key in profile.topics[:MOST_TERMS]]
    if source.target_groups is not None:
        groups = profile.target_groups[:MOST_TERMS]
        terms += [("target_group", key, source.target_groups, "target_group_id") for key in groups]
    if not terms:
        return []
    rows = source.rows().exclude(source.own(profile))
    shared, score = {}, Value(0, IntegerField())
    for kind, key, (link, owner), column in terms:
        alias = f"shares_{kind}_{key}"
        shared[alias] = Exists(link.objects.filter(**{owner: OuterRef("pk"), column: key}))
        score = score + _worth(Q(**{alias: True}), TOPIC if kind == "topic" else GROUP)
    if profile.region is not None:
        score = score + _worth(Q(region_id=profile.region), SAME_REGION)
    if profile.district is not None and source.has_district:
        score = score + _worth(Q(district_id=profile.district), SAME_DISTRICT)
    fits = Q(*[Q(**{alias: True}) for alias in shared], _connector=Q.OR)
    if source.has_district:
        rows = rows.select_related("district")
    best = rows.annotate(**shared).filter(fits).annotate(fitness=score).order_by("-fitness", "pk")[:limit]
    return [_match(name, source, row, profile, terms) for row in best]


def _worth(condition: Q, points: int) -> Any:
    return Case(When(condition, then=Value(points)), default=Value(0), output_field=IntegerField())


def _match(name: str, source: Source, row: Any, profile: Profile, terms: list[Any]) -> Match:
    reasons = []
    for kind in ("topic", "target_group"):
        keys = tuple(key for one, key, _link, _column in terms if one == kind and getattr(row, f"shares_{kind}_{key}"))
        if keys:
            reasons.append(Reason(kind, keys))
    district = row.district if source.has_district else None
    if district is not None and district.pk == profile.district:
        reasons.append(Reason("district", (district.pk,), str(district)))
    elif row.region_id is not None and row.region_id == profile.region:
        reasons.append(Reason("region", (row.region_id,)))
    title, url = source.shown(row)
    return Match(name, str(source.label), row, title, url, row.fitness, tuple(reasons))


def _listed(model: Any, keys: Iterable[int]) -> str:
    return ", ".join(name.label for name in names_by_id(model, keys))
