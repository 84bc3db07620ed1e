"""Mentors as the components draw them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import Region, Topic
from core.names import Name, name_of, names_by_id
from mentoring.models import Intake, Mentor

LABELS = 3


def mentor_card(mentor: Mentor) -> dict[str, Any]:
    """One mentor for `components/card_mentor.html`; read it from a queryset `with_card_data`."""
    return {
        "name": mentor.name,
        "url": mentor.get_absolute_url(),
        "place": region_of(mentor),
        "summary": mentor.headline,
        "topics": [topic.label for topic in topics_of(mentor)[:LABELS]],
        "languages": mentor.languages,
        "capacity": capacity_in_words(mentor),
        "portrait": mentor.image,
        "seed": mentor.slug,
        "dye": mentor.region.dye if mentor.region else "",
    }


def topics_of(mentor: Mentor) -> list[Name]:
    return names_by_id(Topic, [link.topic_id for link in mentor.mentor_topics.all()])


def region_of(mentor: Mentor) -> str:
    return name_of(Region, mentor.region_id) or _("All of Saxony")


def capacity_in_words(mentor: Mentor) -> str:
    """Whether the mentor takes somebody new, and how many at a time."""
    if mentor.intake == Intake.PAUSED:
        return mentor.availability or str(mentor.get_intake_display())
    if not mentor.free_places:
        return mentor.availability or _("All places are taken at the moment")
    return ngettext("One project at a time", "Up to %(count)d projects at a time", mentor.capacity) % {
        "count": mentor.capacity
    }
