"""Who fits a request, and why: each reason is a true sentence about the mentor and the request."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import Region, Topic
from core.names import name_of, names_by_id
from mentoring.models import Access, Format, Intake, Language
from mentoring.tandems.conflicts import Conflict, conflicts_of, forbidding
from mentoring.tandems.models import Match, State
from mentoring.tandems.people import acting

RECENTLY = timedelta(days=90)
MOST_ALTERNATIVES = 3
# So many requests without an answer are enough for one person.
MOST_WAITING = 3
WAITING = (State.REQUESTED, State.QUESTION)
POINTS = {"topic": 30, "language": 15, "format": 8, "access": 20, "region": 12, "district": 6, "free": 6, "answers": 5}


@dataclass(slots=True)
class Ranked:
    """One mentor with the reasons for the place in the list, and what stands against it."""

    mentor: Any
    points: int = 0
    reasons: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def is_forbidden(self) -> bool:
        return bool(forbidding(self.conflicts))

    def add(self, points: int, reason: str) -> None:
        self.points += points
        self.reasons.append(reason)


def ranked(match: Match) -> list[Ranked]:
    """All mentors who can take the request now, the best first; forbidden ones last. The number of queries is fixed."""
    mentors = list(_candidates(match))
    topics = [topic.pk for topic in match.topics.all()]
    found = conflicts_of(match, mentors)
    rows = [_judged(match, mentor, topics, found[mentor.pk]) for mentor in mentors]
    return sorted(rows, key=lambda row: (row.is_forbidden, bool(row.conflicts), -row.points, row.mentor.pk))


def alternatives(match: Match) -> list[Ranked]:
    """Up to three others who share a topic and have no conflict at all."""
    asked = set(match.passed_on.values_list("mentor_id", flat=True)) | {match.mentor_id}
    rows = (row for row in ranked(match) if not row.conflicts and row.mentor.pk not in asked)
    topics = {topic.pk for topic in match.topics.all()}
    fitting = [row for row in rows if topics & {link.topic_id for link in row.mentor.mentor_topics.all()}]
    return fitting[:MOST_ALTERNATIVES]


def _candidates(match: Match) -> Any:
    mentors = (
        acting()
        .filter(intake=Intake.OPEN)
        .with_places()
        .annotate(
            waiting=Count("tandems", filter=Q(tandems__state__in=WAITING), distinct=True),
            answered=Max("tandems__answered_at"),
        )
    )
    related = mentors.select_related("user", "actor", "region").prefetch_related(
        "mentor_topics", "mentor_languages", "mentor_formats", "mentor_access"
    )
    return (
        mentor for mentor in related.order_by("pk") if mentor.taken < mentor.capacity and mentor.waiting < MOST_WAITING
    )


def _judged(match: Match, mentor: Any, topics: list[int], conflicts: list[Conflict]) -> Ranked:
    row = Ranked(mentor, conflicts=conflicts)
    shared = {link.topic_id for link in mentor.mentor_topics.all()} & set(topics)
    if shared:
        names = ", ".join(name.label for name in names_by_id(Topic, [pk for pk in topics if pk in shared]))
        row.add(POINTS["topic"] * len(shared), _("Knows about: %(topics)s") % {"topics": names})
    for kind, wished, offered, words in (
        ("language", match.languages, _offered(mentor.mentor_languages, "language"), _("Speaks: %(what)s")),
        ("format", match.formats, _offered(mentor.mentor_formats, "format"), _("Meets as wished: %(what)s")),
        ("access", match.access, _offered(mentor.mentor_access, "access"), _("Offers: %(what)s")),
    ):
        both = [value for value in wished if value in offered]
        if both:
            labels: Any = {"language": Language, "format": Format, "access": Access}[kind]
            what = ", ".join(str(labels(value).label) for value in both)
            row.add(POINTS[kind] * len(both), words % {"what": what})
    _place(row, match, mentor)
    free = mentor.capacity - mentor.taken
    words = ngettext("Has %(count)d place free", "Has %(count)d places free", free)
    row.add(POINTS["free"] * min(free, 2), words % {"count": free})
    if not mentor.taken and not mentor.waiting:
        row.add(POINTS["free"], _("Accompanies nobody at the moment"))
    elif mentor.waiting:
        row.points -= POINTS["free"] * mentor.waiting
    if mentor.answered and mentor.answered > timezone.now() - RECENTLY:
        row.add(POINTS["answers"], _("Has answered a request within the last three months"))
    return row


def _place(row: Ranked, match: Match, mentor: Any) -> None:
    if match.region_id and mentor.region_id == match.region_id:
        name = name_of(Region, match.region_id)
        row.add(POINTS["region"], _("Is in the same region: %(region)s") % {"region": name})
    if match.district_id and mentor.actor and mentor.actor.district_id == match.district_id:
        row.add(POINTS["district"], _("Has the organisation in the same district"))


def _offered(rows: Any, attribute: str) -> set[str]:
    return {getattr(row, attribute) for row in rows.all()}
