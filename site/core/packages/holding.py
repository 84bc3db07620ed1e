"""Approved pages of an open package wait for it; what takes their approval away is told to its maker at once."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_save
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from core import gate
from core.models import Decision
from core.packages import mails
from core.packages.models import Package, PackageItem

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def connect() -> None:
    post_save.connect(_revision_saved, sender=Revision, dispatch_uid="packages_revision_saved")


def open_item(page: Any) -> PackageItem | None:
    """The place of a page in its open package."""
    if not isinstance(page, Page) or page.pk is None:
        return None
    return PackageItem.objects.filter(page_id=page.pk, is_open=True).select_related("package").first()


def words_for(obj: Any) -> str:
    """When a page in an open package becomes public; empty for all others."""
    item = open_item(obj)
    return words_of(item.package) if item else ""


def words_of(package: Package) -> str:
    """When the pages of an open package become public."""
    if package.state == Package.State.FAILED:
        return _("It waits in the package “%(package)s”, which could not be published yet.") % {"package": package}
    if package.publish_at is None:
        return _("It becomes public with the package “%(package)s”; the time is not set yet.") % {"package": package}
    when = date_format(timezone.localtime(package.publish_at), "DATETIME_FORMAT")
    return _("It becomes public with the package “%(package)s” on %(when)s.") % {"package": package, "when": when}


def _revision_saved(sender: Any, instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    """Every road to another draft ends in a saved revision, autosave and imports included."""
    if raw or instance.base_content_type_id != ContentType.objects.get_for_model(Page).pk:
        return
    item = (
        PackageItem.objects.filter(page_id=int(instance.object_id), is_open=True)
        .filter(package__state=Package.State.SCHEDULED)
        .select_related("package__created_by", "page")
        .first()
    )
    if item is None or item.page is None:
        return
    page = item.page.specific
    # The hash is of the content as stored.
    if not gate.why_not_approved(page, Revision.objects.get(pk=instance.pk)):
        return
    lost = (
        Decision.objects.about(page)
        .opening()
        .filter(decided_at__gt=page.last_published_at or LONG_AGO)
        .order_by("-decided_at", "-pk")
        .first()
    )
    if lost is not None:
        mails.tell_of_lost_approval(item=item, lost=lost, editor=instance.user)
