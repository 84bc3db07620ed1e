"""Mentors as somebody who fits, for `actors.matching`."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from actors.matching import Profile, Source
from mentoring.models import Mentor, MentorTopic


def _rows() -> QuerySet[Any]:
    return Mentor.objects.live().taking_mentees()


def _own(profile: Profile) -> Q:
    return Q(actor=profile.actor or 0) | Q(user=profile.person or 0)


source = Source(
    label=_("Mentor"),
    rows=_rows,
    topics=(MentorTopic, "mentor"),
    target_groups=None,
    shown=lambda mentor: (mentor.name, mentor.get_absolute_url()),
    own=_own,
    has_district=False,
)
