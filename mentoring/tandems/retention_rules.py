"""How long the programme keeps what."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.retention import CONSENT, CONTRACT, PUBLIC_TASK, declare
from mentoring.tandems.models import FINAL, Application, Feedback, Match, Problem, State

UNCONFIRMED = timedelta(days=2)
# What never became a tandem tells nobody anything.
NEVER_BEGUN = timedelta(days=180)
# Certificates can be fetched for a year; the count of hours is proof for the funder.
OVER = timedelta(days=365)
PROVEN = timedelta(days=10 * 365)
CONFIDENTIAL = timedelta(days=365)


def expired_matches(now: datetime) -> Any:
    """A problem that nobody has closed yet keeps its tandem."""
    over = Match.objects.filter(state__in=FINAL)
    never = Q(started_on=None, ended_at__lt=now - NEVER_BEGUN)
    open_problem = Problem.objects.filter(closed_at=None).values("match_id")
    gone = over.filter(never | Q(ended_at__lt=now - PROVEN)).exclude(pk__in=open_problem)
    unconfirmed = Match.objects.filter(state=State.UNCONFIRMED, created_at__lt=now - UNCONFIRMED)
    return Match.objects.filter(Q(pk__in=gone.values("pk")) | Q(pk__in=unconfirmed.values("pk")))


def expired_feedback(now: datetime) -> Any:
    return Feedback.objects.filter(match__ended_at__lt=now - CONFIDENTIAL)


def expired_problems(now: datetime) -> Any:
    return Problem.objects.filter(closed_at__lt=now - CONFIDENTIAL)


def expired_applications(now: datetime) -> Any:
    return Application.objects.filter(mentor=None, expires_at__lt=now)


def strip_old(now: datetime) -> int:
    """A year after its end nothing in a tandem tells of persons any more; its hours and topics stay."""
    from mentoring.tandems.forgetting import strip

    rows = Match.objects.filter(state__in=FINAL, stripped_at=None, ended_at__lt=now - OVER)
    rows = rows.exclude(problems__isnull=False, problems__closed_at=None)
    found = list(rows.order_by("pk")[:200])
    for match in found:
        strip(match)
    return len(found)


def declare_all() -> None:
    declare(
        "tandems.Match",
        purpose=_("Bring mentors and mentees together and prove it to the funders"),
        basis=PUBLIC_TASK,
        kept=_(
            "two days unconfirmed; 180 days if no tandem came of it; else without names after a year, deleted after ten"
        ),
        erasure=_("ended and freed of personal data at the person’s word (forget_contact)"),
        expired=expired_matches,
    )
    declare(
        "tandems.Step", "tandems.Link", "tandems.Question", "tandems.Agreement", "tandems.Session",
        purpose=_("Bring mentors and mentees together and prove it to the funders"),
        basis=CONTRACT,
        kept=_("as long as the tandem; questions and agreement a year after its end"),
        erasure=_("goes with the tandem"),
    )  # fmt: skip
    declare(
        "tandems.Feedback",
        purpose=_("Make the mentor programme better, in confidence"),
        basis=CONSENT,
        kept=_("a year after the end of the tandem"),
        erasure=_("goes with the tandem"),
        expired=expired_feedback,
    )
    declare(
        "tandems.Problem",
        purpose=_("Help when something goes wrong in a tandem"),
        basis=PUBLIC_TASK,
        kept=_("a year after it was closed"),
        erasure=_("goes with the tandem"),
        expired=expired_problems,
    )
    declare(
        "tandems.DecidesOn", "tandems.DeclaredCompetitor",
        purpose=_("Keep mentors out of conflicts of interest"),
        basis=PUBLIC_TASK,
        kept=_("as long as the mentor takes part"),
        erasure=_("goes with the mentor’s profile"),
    )  # fmt: skip
    declare(
        "tandems.Application",
        purpose=_("Let people apply as mentors"),
        basis=CONSENT,
        kept=_("14 days unconfirmed; else as long as the profile"),
        erasure=_("goes with the account"),
        expired=expired_applications,
    )
