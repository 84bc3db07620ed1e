"""The check list of a package: what each page still needs, and what stands in the way of all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision

from core import gate
from core.packages.models import Package, PackageItem
from core.registries import Registry
from core.review import active_state

# `check(draft, at)`: why publishing this draft at that time makes no sense, in words, or an empty string.
further_checks: Registry[Callable[[Any, datetime], str]] = Registry()


@dataclass(frozen=True, slots=True)
class Gate:
    """One line of the list; it is open where nothing hinders."""

    label: str
    hindrance: str = ""

    @property
    def is_open(self) -> bool:
        return not self.hindrance


def gates_of(item: PackageItem, at: datetime) -> list[Gate]:
    """The gates of one page, as they stand now, for a publication at that time. Writes nothing."""
    if item.page is None:
        return [Gate(_("The page is there"), _("The page has been deleted."))]
    page = item.page.specific
    revision = page.get_latest_revision()
    draft = revision.as_object()
    unapproved = gate.why_not_approved(page, revision)
    return [
        Gate(_("Approved exactly as it stands"), unapproved),
        # Who has not decided yet may turn out to be anybody.
        *([] if unapproved else [Gate(_("Two pairs of eyes"), _seen_twice(page, revision))]),
        Gate(_("Complete"), " ".join(str(blocker) for blocker in gate.publication_blockers(draft))),
        Gate(_("Not in review"), _in_review(page)),
        Gate(_("In its place"), _moved(item, page)),
        Gate(_("Free to be published"), _locked(page)),
        Gate(_("No time of its own"), own_time(page, draft, at)),
        *_further(page, draft, at),
    ]


def hindrances_of(package: Package, at: datetime) -> list[str]:
    """Everything that keeps the package from readers at that time, in words; empty where all gates are open."""
    items = list(package.items.select_related("page").order_by("page_id"))
    if not items:
        return [_("There is no page in it.")]
    return [f"{item.title}: {one.hindrance}" for item in items for one in gates_of(item, at) if not one.is_open]


def own_time(page: Any, draft: Any, at: datetime) -> str:
    """A page with a time of its own would come earlier or later than the others, or go at once."""
    planned = Revision.objects.for_instance(page).filter(approved_go_live_at__isnull=False).exists()
    if planned or (draft.go_live_at and draft.go_live_at > at):
        return _("It has a publication time of its own. Please take that away first.")
    if draft.expire_at and draft.expire_at <= at:
        return _("Its own time ends before it becomes public.")
    return ""


def _seen_twice(page: Any, revision: Any) -> str:
    return gate.why_not_seen_twice(page, revision) or gate.why_not_a_correction(page, revision)


def _in_review(page: Any) -> str:
    return _("It is in review, or waits for its author.") if active_state(page) else ""


def _moved(item: PackageItem, page: Any) -> str:
    if page.region_id == item.region_id:
        return ""
    return _("It has been moved to another region. Please take it out and add it again.")


def _locked(page: Any) -> str:
    if not page.locked:
        return ""
    if page.locked_by:
        return _("%(name)s has locked it.") % {"name": page.locked_by}
    return _("It is locked.")


def _further(page: Any, draft: Any, at: datetime) -> list[Gate]:
    """What is public already may be corrected at any time."""
    if page.live:
        return []
    return [Gate(_("Still makes sense"), " ".join(words for check in further_checks if (words := check(draft, at))))]
