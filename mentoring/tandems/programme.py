"""What the programme team sees at a glance: who waits, who is overloaded, what stalls."""

from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from core.permissions import grants_of
from mentoring.models import Mentor
from mentoring.tandems.clock import stalled
from mentoring.tandems.models import HOLDING, Match, Problem, State

SHOWN = 50


def overview_of(user: Any) -> dict[str, Any]:
    """Everything of the regions whose programme this person runs."""
    own = Match.objects.run_by(user).select_related("region", "mentor", "wished")
    regions = grants_of(user).runs_programme
    waiting = own.filter(state__in=(State.REQUESTED, State.QUESTION)).order_by("due_on", "pk")
    return {
        "seeking": own.filter(state=State.SEEKING).order_by("since", "pk")[:SHOWN],
        "waiting": waiting[:SHOWN],
        "stalls": own.filter(
            Q(pk__in=stalled(timezone.now()).values("pk"))
            | Q(state__in=(State.ACCEPTED, State.FIRST_MEETING), remind_on__lte=timezone.localdate())
        ).order_by("since", "pk")[:SHOWN],
        "problems": Problem.objects.filter(closed_at=None, match__in=own.values("pk")).select_related("match")[:SHOWN],
        "loaded": overloaded(regions)[:SHOWN],
        "counts": own.aggregate(
            open=Count("pk", filter=Q(state__in=(State.SEEKING, State.REQUESTED, State.QUESTION))),
            running=Count("pk", filter=Q(state__in=HOLDING)),
            finished=Count("pk", filter=Q(state=State.FINISHED)),
            expired=Count("pk", filter=Q(state=State.EXPIRED)),
        ),
    }


def overloaded(regions: Any) -> QuerySet[Any]:
    """Mentors without a free place, or with more requests than places."""
    mentors = Mentor.objects.live().filter(Q(region_id__in=regions) | Q(region=None)).with_places()
    waits = Count("tandems", filter=Q(tandems__state__in=(State.REQUESTED, State.QUESTION)), distinct=True)
    rows = mentors.annotate(waiting=waits).select_related("region")
    full = Q(taken__gte=F("capacity")) | Q(waiting__gt=F("capacity") - F("taken"))
    return rows.filter(full).order_by("-waiting", "-taken", "name")
