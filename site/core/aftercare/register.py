"""The ledger as a register: filtered, searched and exported; regional staff find the lines of their own regions."""

import datetime
from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from core.models import Decision, Region
from core.page_visibility import known_people
from core.permissions import grants_of
from core.search.index import searchable_models

STATEWIDE = "none"
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
MAX_QUERY = 200


def lines_for(user: Any) -> QuerySet[Decision]:
    """All lines for lead editors, those of the own regions for regional staff."""
    grants = grants_of(user)
    lines = Decision.objects.all()
    return lines if grants.leads else lines.filter(region__in=grants.edits | grants.moderates)


def gated_models() -> list[type[Any]]:
    return [model for model in searchable_models() if model.gated]


def of_type(model: type[Any]) -> Q:
    """Lines about objects of one model; of pages the ledger keeps that they are pages."""
    base = ContentType.objects.get_for_model(Page if issubclass(model, Page) else model)
    if not issubclass(model, Page):
        return Q(base_content_type=base)
    ids = model._base_manager.annotate(key=Cast("pk", CharField())).values("key")
    return Q(base_content_type=base, object_id__in=ids)


class DecisionFilters(WagtailFilterSet):
    q = django_filters.CharFilter(
        label=_("Search"), method="search", widget=forms.TextInput(attrs={"maxlength": MAX_QUERY})
    )
    region = django_filters.ChoiceFilter(label=_("Region"), choices=(), method="in_region")
    kind = django_filters.MultipleChoiceFilter(
        label=_("decision"), choices=Decision.Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    user = django_filters.ModelChoiceFilter(
        label=_("Person"),
        queryset=lambda request: known_people(request.user, get_user_model()._default_manager.order_by("last_name")),
    )
    type = django_filters.ChoiceFilter(label=_("What"), choices=(), method="of_type")
    decided_at = django_filters.DateFromToRangeFilter(label=_("Period"), widget=DateRangePickerWidget)
    countersign = django_filters.ChoiceFilter(
        label=_("Countersigned"), choices=[("open", _("Still to countersign"))], method="open_ones"
    )
    object = django_filters.CharFilter(method="about", widget=forms.HiddenInput, label=_("Object"))

    class Meta:
        model = Decision
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grants = grants_of(self.request.user)
        regions = Region.objects.prefetch_related("texts")
        if not grants.leads:
            regions = regions.filter(pk__in=grants.edits | grants.moderates)
        choices = [(str(region.pk), region.label) for region in regions]
        self.filters["region"].extra["choices"] = [*choices, *([(STATEWIDE, _("Statewide"))] if grants.leads else [])]
        self.filters["type"].extra["choices"] = [
            (model._meta.label_lower, capfirst(model._meta.verbose_name)) for model in gated_models()
        ]

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        words = value.replace("\x00", "")[:MAX_QUERY].split()
        for word in words:
            person = Q(user__first_name__icontains=word) | Q(user__last_name__icontains=word)
            queryset = queryset.filter(Q(title__icontains=word) | Q(comment__icontains=word) | person)
        return queryset

    def in_region(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(region=None) if value == STATEWIDE else queryset.filter(region_id=int(value))

    def of_type(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(of_type(next(m for m in gated_models() if m._meta.label_lower == value)))

    def open_ones(self, queryset: Any, name: str, value: str) -> QuerySet[Any]:
        return queryset.to_countersign()

    def about(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """One object, as "content type:id"."""
        content_type, _colon, object_id = value.partition(":")
        if not (content_type.isascii() and content_type.isdigit() and len(content_type) < 10):
            return queryset.none()
        return queryset.filter(base_content_type_id=int(content_type), object_id=object_id[:255])


def harmless(value: Any) -> Any:
    """Text that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def iso(value: datetime.datetime) -> str:
    return timezone.localtime(value).isoformat(timespec="seconds")


class DecisionRegister(ReportView):
    page_title = _("Decisions")
    header_icon = "clipboard-list"
    index_url_name = "aftercare_register"
    index_results_url_name = "aftercare_register_results"
    results_template_name = "aftercare/admin/register_results.html"
    filterset_class = DecisionFilters
    model = Decision
    default_ordering = "-decided_at"
    export_filename = "entscheidungen"
    list_export = [
        "decided_at",
        "get_kind_display",
        "title",
        "what",
        "region_label",
        "person",
        "get_reason_display",
        "comment",
    ]
    export_headings = {
        "decided_at": _("When"),
        "title": _("Title"),
        "comment": _("Words"),
        "get_kind_display": _("decision"),
        "what": _("What"),
        "region_label": _("Region"),
        "person": _("Person"),
        "get_reason_display": _("reason"),
    }
    custom_value_preprocess = {
        datetime.datetime: {"csv": iso, "xlsx": iso},
        str: {"csv": harmless, "xlsx": harmless},
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not grants_of(request.user).is_staff:
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs)

    def user_has_any_permission(self, *args: Any) -> bool:
        return True

    def get_base_queryset(self) -> QuerySet[Any]:
        return lines_for(self.request.user)

    def get_queryset(self) -> QuerySet[Any]:
        lines = lines_for(self.request.user).select_related("user", "region", "base_content_type")
        return lines.prefetch_related("region__texts").order_by("-decided_at", "-pk")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Names region, person and kind of content for the table and for exports; the pages' types in one query."""
        lines = list(object_list)
        page_type = ContentType.objects.get_for_model(Page)
        ids = {int(line.object_id) for line in lines if line.base_content_type_id == page_type.pk}
        types = dict(Page.objects.filter(pk__in=ids).values_list("pk", "content_type")) if ids else {}
        for line in lines:
            is_page = line.base_content_type_id == page_type.pk
            type_id = types.get(int(line.object_id)) if is_page else line.base_content_type_id
            model = ContentType.objects.get_for_id(type_id).model_class() if type_id else None
            line.what = capfirst(model._meta.verbose_name) if model else ""
            line.region_label = line.region.label if line.region else ""
            line.person = str(line.user or "")
        return lines


def url_patterns() -> list[Any]:
    return [
        path("reports/decisions/", DecisionRegister.as_view(), name="aftercare_register"),
        path(
            "reports/decisions/results/", DecisionRegister.as_view(results_only=True), name="aftercare_register_results"
        ),
    ]
