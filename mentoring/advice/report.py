"""Counts of talks by topic, region and duration, for the funder and without persons."""

import csv
from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Case as Either
from django.db.models import CharField, Count, Sum, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook  # type: ignore[import-untyped]

from core.models import Region, Topic
from core.names import names_by_id
from mentoring.advice.advising import may_watch
from mentoring.advice.models import Tally, regions_on_watch

FORMATS = {"csv", "xlsx"}


def rows_for(user: Any, year: int | None) -> list[list[Any]]:
    """Region, topic, duration, number of talks, minutes altogether."""
    regions, rows = regions_on_watch(user), Tally.objects.all()
    if regions is not None:
        rows = rows.filter(region__in=regions)
    if year:
        rows = rows.filter(month__year=year)
    length = Either(
        When(minutes__lte=30, then=Value("1")),
        When(minutes__lte=60, then=Value("2")),
        default=Value("3"),
        output_field=CharField(),
    )
    counted = (
        rows.annotate(length=length)
        .values("region_id", "topic_id", "length")
        .annotate(talks=Count("pk"), total=Sum("minutes"))
        .order_by("region_id", "topic_id", "length")
    )
    lengths = {"1": _("up to 30 minutes"), "2": _("31 to 60 minutes"), "3": _("more than 60 minutes")}
    names = {row.pk: row.label for row in names_by_id(Region, {one["region_id"] for one in counted})}
    topics = {row.pk: row.label for row in names_by_id(Topic, {one["topic_id"] for one in counted} - {None})}
    return [
        [
            names.get(one["region_id"], ""),
            topics.get(one["topic_id"], _("No topic")),
            lengths[one["length"]],
            one["talks"],
            one["total"],
        ]
        for one in counted
    ]


def head() -> list[str]:
    return [_("region"), _("topic"), _("duration"), _("talks"), _("minutes altogether")]


@require_safe
def report(request: HttpRequest) -> HttpResponseBase:
    """For those who may read the registers; as a page, as CSV or XLSX."""
    if not may_watch(request.user):
        raise PermissionDenied
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) else None
    rows, kind = rows_for(request.user, year), request.GET.get("export", "")
    if kind in FORMATS:
        return _csv(rows) if kind == "csv" else _xlsx(rows)
    years = sorted({month.year for month in Tally.objects.values_list("month", flat=True).distinct()}, reverse=True)
    context = {
        "head": head(),
        "rows": rows,
        "year": year,
        "years": years,
        "talks": sum(row[3] for row in rows),
        "minutes": sum(row[4] for row in rows),
    }
    return render(request, "advice/admin/report.html", context)


def _csv(rows: list[list[Any]]) -> HttpResponse:
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="beratungen.csv"'
    table = csv.writer(response, delimiter=";")
    table.writerows([head(), *rows])
    return response


def _xlsx(rows: list[list[Any]]) -> HttpResponse:
    book = Workbook()
    sheet: Any = book.active
    for row in [head(), *rows]:
        sheet.append(row)
    made = BytesIO()
    book.save(made)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(made.getvalue(), content_type=kind)
    response["Content-Disposition"] = 'attachment; filename="beratungen.xlsx"'
    return response
