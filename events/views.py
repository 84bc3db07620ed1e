"""What the list of events shows, as page and as calendar."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.apps import apps
from django.http import HttpRequest, QueryDict
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.facets import region_facet, topic_facet
from core.listing import Facet, Listing
from core.models import Region
from core.names import name_of
from core.trail import breadcrumbs
from events.querysets import OccurrenceQuerySet
from events.teasers import event_rows

PER_PAGE = 20
STATEWIDE_ITEMS = 4
CALENDAR_KEEPS = timedelta(days=180)
CALENDAR_ITEMS = 500
CALENDAR = "calendar.ics"
ARCHIVE = "archiv/"
EVENT = "event__"
RUNNING = "now"


def index_context(index: Any, request: HttpRequest, *, archive: bool = False) -> dict[str, Any]:
    """The filtered dates by month, the marked group of statewide ones, calendar and archive."""
    address = index.get_url(request) or ""
    dates = index.items().occurrences()
    shown = dates.past() if archive else dates.upcoming()
    facets = _facets(shown, topic_facet(EVENT), None if index.region_id else region_facet(EVENT))
    listing = Listing(
        params=request.GET,
        queryset=shown,
        facets=facets,
        per_page=PER_PAGE,
        path=f"{address}{ARCHIVE}" if archive else address,
    )
    page_obj = listing.page_obj
    hits: Any = page_obj.object_list if page_obj is not None else dates.none()
    own = list(hits.with_series().with_event_key())
    marks_statewide = bool(index.region_id) and not archive and page_obj is not None and page_obj.number == 1
    statewide = list(_statewide(index, listing)) if marks_statewide else []
    own_ids = {occurrence.pk for occurrence in own}
    # What is listed here has been found public above, so the pages need no further question.
    pages = apps.get_model(index.item_model).objects.live().filter(locale_id=index.locale_id)
    attached = pages.attach_to([*own, *statewide])
    rows = event_rows(attached, request)
    listed = [pair for pair in zip(attached, rows, strict=True) if pair[0].pk in own_ids]
    place = name_of(Region, index.region_id)
    return {
        "listing": listing,
        "page_obj": page_obj,
        "archive": archive,
        "place": place,
        "sentence": listing.sentence(_count_in_words(listing.count, place, archive)),
        "months": _by_month(listed, archive),
        "statewide": rows[len(listed) :],
        "statewide_url": statewide_url(index, request) if statewide else "",
        "upcoming_url": address,
        "archive_url": f"{address}{ARCHIVE}",
        "calendar_url": f"{address}{CALENDAR}{_calendar_query(listing)}",
        "webcal_url": f"webcal:{index.get_full_url(request).partition(':')[2]}{CALENDAR}{_calendar_query(listing)}",
        "reset_url": listing.reset_url if listing.is_filtered else "",
        "breadcrumbs": breadcrumbs(index, request, *([_("Archive")] if archive else [])),
    }


def _facets(dates: OccurrenceQuerySet, topics: Facet, regions: Facet | None) -> list[Facet]:
    from events.models.page import Attendance

    months = sorted(set(dates.order_by().values_list("month", flat=True).distinct()))
    facets = [
        topics,
        regions,
        Facet("attendance", gettext_lazy("Attendance"), Attendance.choices, (f"{EVENT}attendance",), phrase=_as_aside),
        Facet(
            "month",
            gettext_lazy("Month"),
            [(month, month_in_words(month)) for month in months],
            ("month",),
            phrase=lambda labels: _("in %(months)s") % {"months": labels},
        ),
    ]
    return [facet for facet in facets if facet is not None]


def _as_aside(labels: str) -> str:
    return f"({labels})"


def month_in_words(month: str) -> str:
    """A stored month ("2026-12") as "Dezember 2026"."""
    year, _dash, number = month.partition("-")
    return formats.date_format(date(int(year), int(number), 1), "YEAR_MONTH_FORMAT")


def _by_month(shown: Sequence[tuple[Any, dict[str, Any]]], archive: bool) -> list[dict[str, Any]]:
    """Rows under the heading of their month; what has begun on an earlier day stands first."""
    today = timezone.localdate()

    def heading(pair: tuple[Any, dict[str, Any]]) -> str:
        occurrence, _row = pair
        return RUNNING if not archive and occurrence.span.first_day < today else occurrence.month

    return [
        {
            "title": _("Running now") if month == RUNNING else month_in_words(month),
            "id": f"month-{month}",
            "rows": [row for _occurrence, row in pairs],
        }
        for month, pairs in groupby(shown, heading)
    ]


def _statewide(index: Any, listing: Listing) -> OccurrenceQuerySet:
    """Statewide dates in a regional list, narrowed by the same filters."""
    dates = index.statewide_items().occurrences().upcoming()
    for facet in listing.facets:
        if listing.selected[facet.name]:
            dates = facet.filtered(dates, listing.selected[facet.name])
    return dates.next_of_each().with_series().with_event_key()[:STATEWIDE_ITEMS]


def statewide_url(index: Any, request: HttpRequest) -> str:
    """Where a regional list finds the list of all regions."""
    statewide = type(index).objects.live().filter(locale_id=index.locale_id, region=None).first()
    return statewide.get_url(request) or "" if statewide else ""


def _count_in_words(count: int, place: str, archive: bool) -> str:
    if archive and place:
        words = ngettext("%(count)d past date in %(region)s", "%(count)d past dates in %(region)s", count)
    elif archive:
        words = ngettext("%(count)d past date", "%(count)d past dates", count)
    elif place:
        words = ngettext("%(count)d coming date in %(region)s", "%(count)d coming dates in %(region)s", count)
    else:
        words = ngettext("%(count)d coming date", "%(count)d coming dates", count)
    return words % {"count": count, "region": place}


def _calendar_query(listing: Listing) -> str:
    """The filters that a calendar keeps; a month would make it end."""
    filters = QueryDict(listing.base_query, mutable=True)
    filters.pop("month", None)
    return f"?{filters.urlencode()}" if filters else ""


def calendar_occurrences(index: Any, request: HttpRequest) -> list[Any]:
    """The dates of a list's calendar with the list's own filters.

    What has been lately is kept, so that programs do not drop it.
    """
    dates = index.items().occurrences().upcoming(timezone.now() - CALENDAR_KEEPS)
    facets = _facets(dates, topic_facet(EVENT), None if index.region_id else region_facet(EVENT))
    listing = Listing(params=request.GET, queryset=dates, facets=facets)
    hits: Any = listing.hits
    return index.items().attach_to(hits.with_event_key()[:CALENDAR_ITEMS])
