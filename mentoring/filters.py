"""The facets of the mentors' directory."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.filters import own_region_facet
from core.facets import topic_facet
from core.listing import Facet, Sort
from core.listing_words import in_sentence
from mentoring.models import Access, Format, Intake, Language

SORTS = (
    Sort("name", gettext_lazy("by name"), ("name", "pk")),
    Sort("new", gettext_lazy("newest first"), ("-first_published_at", "-pk")),
)
SEARCHED = ("name", "texts__headline", "texts__experience")


def directory_facets() -> list[Facet]:
    return [
        replace(topic_facet(), lookups=("mentor_topics__topic__slug",), spoken=in_sentence),
        own_region_facet(),
        Facet(
            "language",
            gettext_lazy("Language"),
            Language.choices,
            ("mentor_languages__language",),
            phrase=lambda names: _("in %(languages)s") % {"languages": names},
        ),
        Facet(
            "format",
            gettext_lazy("Way to meet"),
            Format.choices,
            ("mentor_formats__format",),
            phrase=lambda names: f"– {names}",
        ),
        Facet(
            "access",
            gettext_lazy("Accessibility"),
            Access.choices,
            ("mentor_access__access",),
            phrase=lambda names: _("with %(access)s") % {"access": names},
        ),
        Facet(
            "intake",
            gettext_lazy("New mentees"),
            Intake.choices,
            ("intake",),
            phrase=lambda names: f"({names})",
            spoken=in_sentence,
        ),
    ]
