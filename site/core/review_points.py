"""Points a reviewer wants changed: written with the decision, ticked off by the author, opened by the next review."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.comparison.places import places_of
from core.models import ChangePoint, Decision

MAX_POINTS = 30
ROUND_ENDS = (
    Decision.Kind.APPROVED,
    Decision.Kind.FORCED,
    Decision.Kind.CORRECTED,
    Decision.Kind.REJECTED,
    Decision.Kind.WITHDRAWN,
)


@dataclass(frozen=True, slots=True)
class Wish:
    """One point as a reviewer types it; `place` is a key of `places_of`, empty for the whole."""

    words: str
    place: str = ""


class UnknownPlace(ValueError):
    """A point names a place that the draft does not have; the message is for the person who tried."""


def wishes_in(words: str) -> list[Wish]:
    """A text with one point per line, tied to nothing."""
    lines = (line.strip().lstrip("-•* ").strip() for line in words.splitlines())
    return [Wish(line) for line in lines if line]


def points_for(draft: Any, wishes: Iterable[Wish]) -> list[ChangePoint]:
    """The points of a request in their order, not saved yet. Raises UnknownPlace."""
    places = {"": "", **places_of(draft)}
    points = []
    for number, wish in enumerate(wishes):
        if wish.place not in places:
            raise UnknownPlace(_("A point is tied to a place that the draft no longer has."))
        label = places[wish.place][:200]
        points.append(ChangePoint(place=wish.place, place_label=label, words=wish.words.strip(), sort_order=number))
    return points


def open_request(obj: Any) -> Decision | None:
    """The last request for changes of the round that is still going on, with its points."""
    last = (
        Decision.objects.about(obj)
        .filter(kind__in=[Decision.Kind.CHANGES_REQUESTED, *ROUND_ENDS])
        .select_related("user")
        .prefetch_related("change_points")
        .last()
    )
    return last if last and last.kind == Decision.Kind.CHANGES_REQUESTED else None


def tick_off(*, request: Decision, done: Iterable[int], user: Any) -> None:
    """Keep which points of the request are done; those that are not named are open."""
    wanted = set(done)
    points = list(request.change_points.all())
    for point in points:
        is_done = point.pk in wanted
        if is_done != (point.done_at is not None):
            point.done_at = timezone.now() if is_done else None
            point.done_by = user if is_done else None
    ChangePoint.objects.bulk_update(points, ["done_at", "done_by"])
