"""What people do with packages: make, fill, plan, cancel. Every one locks the package first and its page second."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core import gate
from core.aftercare.models import TakeDown
from core.aftercare.take_downs import take_down_of
from core.models import Region
from core.packages.gates import own_time
from core.packages.holding import open_item
from core.packages.models import Package, PackageItem
from core.packages.permissions import (
    concerned_ids,
    may_change,
    may_create,
    may_place,
    may_publish,
    may_release,
    may_take_out,
)
from core.permissions import grants_of
from core.review import ReviewError, locked

MOST_PAGES = 30


@transaction.atomic
def create(*, user: Any, title: str, note: str = "", regions: Iterable[Region] = ()) -> Package:
    """Begin a package for these regions. Raises PermissionDenied, or ReviewError where none of them is the person's."""
    if not may_create(user):
        raise PermissionDenied
    regions = list(regions)
    _own_among(user, regions)
    package = Package.objects.create(title=title, note=note, created_by=user)
    package.regions.set(regions)
    log(instance=package, action="wagtail.create", user=user)
    return package


@transaction.atomic
def change(*, package: Package, user: Any, title: str, note: str, regions: Iterable[Region]) -> Package:
    """Another title or note, other regions; those of its pages always stay. Raises PermissionDenied or ReviewError."""
    package = _locked_open(package)
    if not may_change(user, package):
        raise PermissionDenied
    regions = set(regions) | {item.region for item in package.items.select_related("region") if item.region}
    _own_among(user, regions)
    if package.state == Package.State.SCHEDULED and not may_publish(user, package):
        _no_new_region({region.pk for region in regions}, package)
    package.title, package.note = title, note
    package.save(update_fields=["title", "note"])
    package.regions.set(regions)
    log(instance=package, action="wagtail.edit", user=user)
    return package


@transaction.atomic
def add(*, package: Package, page: Any, user: Any) -> PackageItem:
    """Put a page into the package; from now on its approval waits for it. Raises PermissionDenied or ReviewError."""
    package = _locked_open(package)
    page = locked(page.specific)
    if not getattr(page, "gated", False) or not may_place(user, package, page.region_id):
        raise PermissionDenied
    hindrance = why_not_add(page)
    if hindrance:
        raise ReviewError(hindrance)
    if package.items.count() >= MOST_PAGES:
        raise ReviewError(_("This package is full. Please make a second one."))
    if package.state == Package.State.SCHEDULED and not may_publish(user, package):
        _no_new_region({page.region_id}, package)
    try:
        with transaction.atomic():
            item = PackageItem.objects.create(
                package=package,
                page_id=page.pk,
                title=page.get_admin_display_title(),
                region=page.region,
                added_by=user,
            )
    except IntegrityError as clash:
        raise ReviewError(_("This page is in another package already.")) from clash
    if page.region_id:
        package.regions.add(page.region_id)
    log(instance=package, action="packages.add", user=user, data={"page": page.pk, "title": item.title})
    return item


def why_not_add(page: Any) -> str:
    """What keeps this page from any package; empty where nothing does."""
    if page.alias_of_id:
        return _("This page repeats another one. Please add the other one.")
    if page.live and not page.has_unpublished_changes:
        return _("This page is public as it is. Please change it first.")
    if open_item(page):
        return _("This page is in another package already.")
    return own_time(page, page.get_latest_revision_as_object(), timezone.now())


@transaction.atomic
def take_out(*, item: PackageItem, user: Any) -> Any:
    """Take a page out; an approved one stays an approved draft (see `release`). Gives the page, None if deleted."""
    package = _locked_open(item.package)
    item = package.items.select_related("page").filter(pk=item.pk).first()  # type: ignore[assignment]
    if item is None:
        raise ReviewError(_("This page is not in the package any more."))
    if not may_take_out(user, item):
        raise PermissionDenied
    log(instance=package, action="packages.take_out", user=user, data={"page": item.page_id, "title": item.title})
    item.delete()
    return item.page.specific if item.page else None


@transaction.atomic
def schedule(*, package: Package, user: Any, publish_at: datetime) -> Package:
    """Set the minute, or another one. Raises PermissionDenied, or ReviewError for an empty package or a past minute."""
    package = _locked_open(package)
    if not may_publish(user, package):
        raise PermissionDenied
    if not package.items.exists():
        raise ReviewError(_("There is no page in it."))
    publish_at = publish_at.replace(second=0, microsecond=0)
    if publish_at <= timezone.now():
        raise ReviewError(_("This minute is over. Please choose one to come."))
    package.state, package.publish_at = Package.State.SCHEDULED, publish_at
    package.scheduled_by, package.failure = user, ""
    package.save(update_fields=["state", "publish_at", "scheduled_by", "failure"])
    log(instance=package, action="packages.schedule", user=user, data={"publish_at": publish_at.isoformat()})
    return package


@transaction.atomic
def cancel(*, package: Package, user: Any) -> Package:
    """Give the package up; its pages stay what they are. Raises PermissionDenied or ReviewError."""
    package = _locked_open(package)
    if not may_change(user, package):
        raise PermissionDenied
    package.items.update(is_open=False)
    package.state = Package.State.CANCELLED
    package.save(update_fields=["state"])
    log(instance=package, action="packages.cancel", user=user)
    return package


def can_be_released(page: Any) -> bool:
    """Whether an approved draft waits for nothing but somebody who publishes it."""
    if not getattr(page, "gated", False) or not page.has_unpublished_changes or gate.held_back(page):
        return False
    # What was taken offline comes back with a reason, or by an approval (`core.aftercare`).
    taken_down = take_down_of(page)
    if taken_down is not None and taken_down.kind == TakeDown.Kind.OFFLINE:
        return False
    revision = page.get_latest_revision()
    return revision is not None and gate.opening_decision(page, revision) is not None


@transaction.atomic
def release(*, page: Any, user: Any, shown: str) -> None:
    """Publish what was approved for a package and is in none any more, through the gate.

    Raises PermissionDenied, ReviewError (changed since shown, nothing to release) or PublishRefused.
    """
    page = locked(page)
    if not may_release(user, page):
        raise PermissionDenied
    if not can_be_released(page):
        raise ReviewError(_("There is no approved draft that could be published."))
    revision = page.get_latest_revision()
    if shown != gate.shown_token(revision):
        raise ReviewError(_("The text has changed in the meantime. Please look at it again."))
    revision.publish(user=user, skip_permission_checks=True)


def _locked_open(package: Package) -> Package:
    package = Package.objects.select_for_update().get(pk=package.pk)
    if not package.is_open:
        raise ReviewError(_("This package is closed already."))
    return package


def _own_among(user: Any, regions: Iterable[Region]) -> None:
    grants = grants_of(user)
    if not grants.leads and not any(grants.staff_in(region.pk) for region in regions):
        raise ReviewError(_("Please choose at least one region of your own."))


def _no_new_region(region_ids: set[int | None], package: Package) -> None:
    """A package is planned by those who answer for all its regions; a further one cannot join behind their back."""
    if region_ids - concerned_ids(package):
        raise ReviewError(_("This package is planned already. Only who answers for all its regions can add another."))
