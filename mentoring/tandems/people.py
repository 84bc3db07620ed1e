"""Who is meant: the mentor's account, the mentee behind a link, the programme team of a region."""

import logging
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from core import review
from core.desk.presence import present_or_deputies
from core.models import Region
from core.tokens import LinkUnusable, hash_of, new_token
from mentoring.models import Intake, Mentor
from mentoring.querysets import MentorQuerySet
from mentoring.tandems.models import Link, Match

logger = logging.getLogger(__name__)


def acting() -> MentorQuerySet:
    """Mentors who can be asked at all: public, with an account that is switched on."""
    return Mentor.objects.filter(live=True, user__is_active=True)


def can_act(mentor: Mentor | None) -> bool:
    return mentor is not None and mentor.live and mentor.user is not None and mentor.user.is_active


def taken_places(mentor: Mentor) -> int:
    return Match.objects.filter(mentor=mentor, seat__isnull=False).count()


def free_places(mentor: Mentor) -> int:
    """Never below zero: the capacity may have been lowered."""
    return max(mentor.capacity - taken_places(mentor), 0)


def takes_requests(mentor: Mentor) -> bool:
    """Whether one may ask this mentor directly today."""
    return can_act(mentor) and mentor.intake == Intake.OPEN and free_places(mentor) > 0


def team_of(region: Region | None) -> list[Any]:
    """The programme team of the region; where it has none, the lead editors."""
    team = list(present_or_deputies(review.holders(region, "programme")))
    if not team and region is None:
        users = get_user_model()._default_manager.filter(is_active=True, region_roles__role="programme")
        team = list(users.distinct())
    found = team or list(review.lead_editors())
    if not found:
        logger.error("Nobody runs the mentor programme of %s: neither a team nor lead editors", region)
    return found


def new_link(match: Match) -> str:
    """A further link for the mentee; only its hash is kept."""
    token = new_token()
    Link.objects.create(match=match, token_hash=hash_of(token))
    return token


def behind_link(token: str) -> Match:
    """The mentee's request. Raises LinkUnusable."""
    rows = Match.objects.filter(links__token_hash=hash_of(token)).select_related("mentor__user", "contact", "region")
    match = rows.first()
    if match is None or match.contact is None:
        reason = "unknown" if match is None else "expired"
        logger.info("A link to a tandem was refused: %s", reason)
        raise LinkUnusable(reason, match)
    return match


def own_tandems(user: Any) -> QuerySet[Match]:
    """Those in which the person is the mentor."""
    return Match.objects.confirmed().filter(mentor__user=user).select_related("mentor__user", "contact", "region")


def mentor_of(user: Any) -> Mentor | None:
    """The person's own profile."""
    return Mentor.objects.filter(user=user).order_by("-live", "pk").first()
