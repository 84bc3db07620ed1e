"""What is planned in a month: packages, and pages with a time of their own."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from core.models import Region
from core.packages.models import Package
from core.page_visibility import in_own_regions

MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that becomes public at a moment."""

    at: datetime
    title: str
    url: str
    package: Package | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A month by the clock on the wall."""

    first: date

    @classmethod
    def from_words(cls, words: str) -> "Month":
        """The month that "2026-12" names; for anything else the present one."""
        found = MONTH.fullmatch(words)
        if found:
            return cls(date(int(found[1]), int(found[2]), 1))
        return cls(timezone.localdate().replace(day=1))

    @property
    def next(self) -> "Month":
        year, month = divmod(self.first.year * 12 + self.first.month, 12)
        return Month(date(year, month + 1, 1))

    @property
    def previous(self) -> "Month":
        year, month = divmod(self.first.year * 12 + self.first.month - 2, 12)
        return Month(date(year, month + 1, 1))

    @property
    def words(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def span(self) -> tuple[datetime, datetime]:
        begin, end = (timezone.make_aware(datetime.combine(day, time())) for day in (self.first, self.next.first))
        return begin, end


def entries_of(user: Any, month: Month, region: Region | None) -> list[tuple[date, list[Entry]]]:
    """What this person may know of the month, day by day."""
    entries = sorted([*_packages(user, month, region), *_pages(user, month, region)], key=lambda entry: entry.at)
    by_day = groupby(entries, key=lambda entry: timezone.localtime(entry.at).date())
    return [(day, list(group)) for day, group in by_day]


def _packages(user: Any, month: Month, region: Region | None) -> list[Entry]:
    begin, end = month.span
    packages = (
        Package.objects.visible_to(user)
        .filter(publish_at__gte=begin, publish_at__lt=end)
        .exclude(state=Package.State.CANCELLED)
        .prefetch_related("regions__texts", "items")
    )
    if region:
        packages = packages.filter(regions=region)
    return [
        Entry(package.publish_at, package.title, reverse("packages_show", args=[package.pk]), package)
        for package in packages
        if package.publish_at
    ]


def _pages(user: Any, month: Month, region: Region | None) -> list[Entry]:
    begin, end = month.span
    planned = dict(
        Revision.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            approved_go_live_at__gte=begin,
            approved_go_live_at__lt=end,
        ).values_list("object_id", "approved_go_live_at")
    )
    pages = Page.objects.filter(in_own_regions(user), pk__in=[int(pk) for pk in planned])
    if region:
        pages = pages.filter(_below(region))
    return [
        Entry(planned[str(page.pk)], page.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page in pages
    ]


def _below(region: Region) -> Q:
    paths = apps.get_model("home", "RegionPage").objects.filter(region=region).values_list("path", flat=True)
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(path__startswith=path)
    return condition
