"""The facets of the directory and the orders it can be read in."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.models import Actor
from core.facets import named_choices, region_facet, topic_facet
from core.listing import Facet, Sort, View
from core.listing_words import in_sentence
from core.models import District, TargetGroup
from core.spoken import Language

SORTS = (
    Sort("name", gettext_lazy("by name"), ("name", "pk")),
    Sort("new", gettext_lazy("newest first"), ("-first_published_at", "-pk")),
)
VIEWS = (View("list", gettext_lazy("List"), "list"), View("map", gettext_lazy("Map"), "map"))
SEARCHED = ("name", "city", "texts__summary", "texts__reachable_for")


def directory_facets() -> list[Facet]:
    return [
        kind_facet(),
        own_region_facet(),
        district_facet(),
        actor_topic_facet(),
        target_group_facet(),
        language_facet(),
    ]


def kind_facet() -> Facet:
    return Facet(
        "kind",
        gettext_lazy("Kind"),
        Actor.Kind.choices,
        ("kind",),
        phrase=lambda kinds: f"– {kinds}",
    )


def own_region_facet() -> Facet:
    """Regions of things that belong to one region or to all of Saxony."""
    return replace(region_facet(), lookups=("region__slug",), phrase=lambda names: f"– {names}")


def district_facet() -> Facet:
    return Facet(
        "district",
        gettext_lazy("District"),
        list(District.objects.values_list("slug", "name")),
        ("district__slug",),
        phrase=lambda names: f"({names})",
    )


def actor_topic_facet() -> Facet:
    return replace(topic_facet(), lookups=("actor_topics__topic__slug",), spoken=in_sentence)


def language_facet() -> Facet:
    return Facet(
        "language",
        gettext_lazy("Language"),
        Language.choices,
        ("actor_languages__language",),
        phrase=lambda names: _("in %(languages)s") % {"languages": names},
    )


def target_group_facet() -> Facet:
    return Facet(
        "target_group",
        gettext_lazy("Target group"),
        named_choices(TargetGroup),
        ("actor_target_groups__target_group__slug",),
        phrase=lambda names: _("for %(names)s") % {"names": names},
        spoken=in_sentence,
    )
