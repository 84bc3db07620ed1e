"""The page of one mentor, for readers and as a preview of a draft."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from actors.cards import contact_cards
from actors.models import ContactPerson
from core.trail import trail_from_home
from mentoring.cards import capacity_in_words, region_of, topics_of
from mentoring.models import Mentor


def mentor_page(mentor: Mentor) -> dict[str, Any]:
    """Everything the page shows; works on a draft that exists only in memory."""
    directory = reverse("mentoring:directory")
    return {
        "mentor": mentor,
        "breadcrumbs": trail_from_home((_("Mentors"), directory), (mentor.name, "")),
        "kicker": " · ".join((_("Mentor"), region_of(mentor))),
        "topics": [{"title": topic.label, "url": f"{directory}?topic={topic.slug}"} for topic in topics_of(mentor)],
        "facts": _facts(mentor, directory),
        "write_url": reverse("relay:write", args=["mentor", mentor.slug])
        if mentor.live and mentor.slug and mentor.user_id
        else "",
        "ask_url": reverse("tandems:ask", args=[mentor.slug]) if mentor.live and mentor.slug and mentor.user_id else "",
        "contacts": contact_cards(ContactPerson.objects.to_ask_in(mentor.region)),
    }


def _facts(mentor: Mentor, directory: str) -> list[dict[str, str]]:
    organisation = mentor.actor
    slug = mentor.region.slug if mentor.region else "statewide"
    formats = ", ".join(row.get_format_display() for row in mentor.mentor_formats.all())
    access = ", ".join(row.get_access_display() for row in mentor.mentor_access.all())
    return [
        {"label": _("Region"), "value": region_of(mentor), "url": f"{directory}?region={slug}"},
        {"label": _("Languages"), "value": mentor.languages},
        {"label": _("Ways to meet"), "value": formats},
        {"label": _("Accessibility"), "value": access},
        {"label": _("Time"), "value": mentor.availability},
        {"label": _("Room for"), "value": capacity_in_words(mentor)},
        {
            "label": _("Organisation"),
            "value": organisation.name if organisation else "",
            "url": organisation.get_absolute_url() if organisation and organisation.live else "",
        },
    ]
