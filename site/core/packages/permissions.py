"""Who may do what with a package: one predicate each, for view, button and list."""

from typing import Any

from core.packages.models import Package, PackageItem
from core.permissions import grants_of


def concerned_ids(package: Package) -> set[int | None]:
    """The regions that take part and those of the pages; None stands for content of all of Saxony."""
    return {region.pk for region in package.regions.all()} | {item.region_id for item in package.items.all()}


def may_create(user: Any) -> bool:
    return grants_of(user).is_staff


def may_read(user: Any, package: Package) -> bool:
    """Staff of any region concerned, the person who made it, lead editors."""
    return Package.objects.visible_to(user).filter(pk=package.pk).exists()


def may_change(user: Any, package: Package) -> bool:
    """Rename or cancel: the person who made it, moderators of any region concerned, lead editors."""
    grants = grants_of(user)
    made_it = package.created_by_id is not None and package.created_by_id == user.pk and grants.is_staff
    return grants.leads or made_it or any(_moderates(grants, region_id) for region_id in concerned_ids(package))


def may_place(user: Any, package: Package, region_id: int | None) -> bool:
    """Add a page of this region: its staff who may read the package."""
    return grants_of(user).staff_in(region_id) and may_read(user, package)


def may_take_out(user: Any, item: PackageItem) -> bool:
    """Staff of the page's region, and whoever may change the package."""
    return may_place(user, item.package, item.region_id) or may_change(user, item.package)


def may_publish(user: Any, package: Package) -> bool:
    """Plan and publish: who moderates every region concerned, lead editors."""
    grants = grants_of(user)
    concerned = concerned_ids(package)
    return grants.leads or (bool(concerned) and all(_moderates(grants, region_id) for region_id in concerned))


def may_release(user: Any, page: Any) -> bool:
    """Publish what has been approved and is in no package any more."""
    return _moderates(grants_of(user), page.governing_region_id)


def _moderates(grants: Any, region_id: int | None) -> bool:
    return grants.moderates_in(region_id) or (region_id is not None and region_id in grants.deputises)
