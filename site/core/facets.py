"""Facets that several public lists share. `path` leads from the listed model to the page, "" for pages themselves."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.listing import Facet
from core.models import Region, Topic
from core.names import names_of

STATEWIDE = "statewide"


def named_choices(model: Any) -> list[tuple[str, str]]:
    """(slug, name in the active language) of curated things, in their order; at most one query."""
    return [(name.slug, name.label) for name in names_of(model)]


def topic_facet(path: str = "") -> Facet:
    """Topics with their names in the active language."""
    return Facet(
        "topic",
        gettext_lazy("Topic"),
        named_choices(Topic),
        (f"{path}page_topics__topic__slug",),
        phrase=lambda labels: _("on %(topics)s") % {"topics": labels},
    )


def region_facet(path: str = "") -> Facet:
    """Regions, guests counted where they are shown, and what belongs to all of Saxony."""
    return Facet(
        "region",
        gettext_lazy("Region"),
        [*named_choices(Region), (STATEWIDE, gettext_lazy("Statewide"))],
        (f"{path}region__slug", f"{path}also_in__region__slug"),
        null_value=STATEWIDE,
        phrase=lambda labels: _("from %(regions)s") % {"regions": labels},
    )
