"""Curated terms and places in the admin, kept by lead editors."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from core.models import District, FundingSource, Region, TargetGroup, Topic
from core.scoped_viewsets import LeadViewSet
from core.snippet_panels import texts_panel

NAMES = _("Names in each language")
NAME = _("name")


class TopicViewSet(LeadViewSet):
    model = Topic
    icon = "tag"
    prefetched = ("texts",)
    list_display: ClassVar[list[Any]] = ["label", "slug", "sort_order"]
    panels: ClassVar[list[Any]] = [
        texts_panel(["name", "description"], NAMES, NAME),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("sort_order")]),
    ]


class TargetGroupViewSet(LeadViewSet):
    model = TargetGroup
    icon = "group"
    prefetched = ("texts",)
    list_display: ClassVar[list[Any]] = ["label", "slug", "sort_order"]
    panels: ClassVar[list[Any]] = [
        texts_panel(["name"], NAMES, NAME),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("sort_order")]),
    ]


class FundingSourceViewSet(LeadViewSet):
    model = FundingSource
    icon = "pick"
    prefetched = ("texts",)
    list_display: ClassVar[list[Any]] = ["label", "funds_platform", "shows_eu_emblem", "sort_order"]
    panels: ClassVar[list[Any]] = [
        texts_panel(["name", "statement"], _("Name and sentence in each language"), NAME),
        FieldPanel("website"),
        FieldPanel("shows_eu_emblem"),
        FieldPanel("funds_platform"),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("sort_order")]),
    ]


class RegionViewSet(LeadViewSet):
    model = Region
    icon = "site"
    prefetched = ("deputy",)
    list_display: ClassVar[list[Any]] = ["name", "dye", "deputy", "review_days"]
    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        InlinePanel("texts", heading=NAMES, label=NAME),
        FieldRowPanel([FieldPanel("deputy"), FieldPanel("review_days")]),
        FieldRowPanel([FieldPanel("dye"), FieldPanel("sort_order")]),
        FieldPanel("slug"),
    ]


class DistrictViewSet(LeadViewSet):
    model = District
    icon = "thumbtack"
    prefetched = ("region",)
    list_display: ClassVar[list[Any]] = ["name", "name_hsb", "kind", "region", "ags"]
    list_filter: ClassVar[list[str]] = ["region", "kind"]
    panels: ClassVar[list[Any]] = [FieldPanel("name"), FieldPanel("name_hsb"), FieldPanel("region")]
