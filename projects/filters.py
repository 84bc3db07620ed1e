"""The facets of the catalogue and the orders it can be read in."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.facets import named_choices, region_facet, topic_facet
from core.listing import Facet, Sort, View
from core.listing_words import in_sentence
from core.models import District, TargetGroup
from projects.models import ProjectPage, Sought

PHASE_ORDER = Case(
    *(When(phase=phase, then=Value(position)) for position, phase in enumerate(ProjectPage.Phase.values)),
    output_field=IntegerField(),
)
SORTS = (
    Sort("new", gettext_lazy("newest first"), ("-first_published_at", "-pk")),
    Sort("title", gettext_lazy("by title"), ("title", "pk")),
    Sort("phase", gettext_lazy("most proven first"), (PHASE_ORDER.desc(), "-first_published_at", "-pk")),
)
VIEWS = (View("list", gettext_lazy("List"), "list"), View("map", gettext_lazy("Map"), "map"))
SEARCHED = ("title", "summary", "problem", "approach", "effect", "place_name", "actor__name")


def catalogue_facets(districts: Iterable[District], *, with_regions: bool) -> list[Facet]:
    """The facets of a catalogue; a regional one offers its own districts and no region."""
    places = [_regions(), district_facet(districts)] if with_regions else [district_facet(districts)]
    return [*places, topic_facet(), target_group_facet(), phase_facet(), sought_facet()]


def _regions() -> Facet:
    facet = region_facet()
    statewide = facet.labels[facet.null_value]

    def phrase(names: str) -> str:
        if names == statewide:
            return _("from all over Saxony")
        return _("in the %(names)s") % {"names": names}

    return replace(facet, phrase=phrase)


def district_facet(districts: Iterable[District]) -> Facet:
    return Facet(
        "district",
        gettext_lazy("District"),
        [(district.slug, district.name) for district in districts],
        ("district__slug",),
        phrase=lambda names: f"({names})",
    )


def target_group_facet() -> Facet:
    """Target groups with their names in the active language; one query."""
    return Facet(
        "target_group",
        gettext_lazy("Target group"),
        named_choices(TargetGroup),
        ("page_target_groups__target_group__slug",),
        phrase=lambda names: _("for %(names)s") % {"names": names},
        spoken=in_sentence,
    )


def phase_facet() -> Facet:
    return Facet(
        "phase",
        gettext_lazy("Phase"),
        ProjectPage.Phase.choices,
        ("phase",),
        phrase=lambda names: _("in the phase %(names)s") % {"names": names},
    )


def sought_facet() -> Facet:
    return Facet(
        "seeks",
        gettext_lazy("Looking for"),
        Sought.choices,
        ("sought__kind",),
        phrase=lambda names: _("– sought: %(names)s") % {"names": names},
    )
