"""Publishes a package: in one transaction, after every gate has been asked again inside it, or not at all."""

import logging
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import OperationalError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from core import gate
from core.models import Decision
from core.packages import mails
from core.packages.gates import hindrances_of
from core.packages.models import Package, PackageItem
from core.packages.permissions import may_publish
from core.review import ReviewError, locked

logger = logging.getLogger(__name__)


class PackageRefused(ReviewError):
    """Nothing of the package has become public; `hindrances` lists why."""

    def __init__(self, hindrances: list[str]) -> None:
        self.hindrances = hindrances
        super().__init__(" ".join(hindrances))


def publish_due(now: datetime) -> int:
    """Try every package whose minute has come, each once; gives how many were published.

    One that a fault of the database interrupts is tried again the next minute. Raises RuntimeError for it at the end.
    """
    published, interrupted = 0, []
    for pk in list(Package.objects.due(now).values_list("pk", flat=True)):
        try:
            published += publish_package(pk=pk, now=now)
        except OperationalError:
            logger.exception("Package %s was interrupted and is tried again", pk)
            interrupted.append(pk)
    if interrupted:
        raise RuntimeError(f"Packages interrupted: {interrupted}")
    return published


@transaction.atomic
def publish_package(*, pk: int, now: datetime, by: Any = None) -> bool:
    """Publish all pages of the package, or none; whether this call has done it.

    Without `by` it has to be due, and a refusal ends the attempt: state and mail say why. A person is told at once
    and the package stays as it is: raises PermissionDenied, ReviewError or PackageRefused.
    """
    package = Package.objects.select_for_update().get(pk=pk)
    if by is not None:
        if not may_publish(by, package):
            raise PermissionDenied
        if not package.is_open:
            raise ReviewError(_("This package is closed already."))
        _publish_all(package, now, by)
        return True
    if package.state != Package.State.SCHEDULED or package.publish_at is None or package.publish_at > now:
        return False
    try:
        with transaction.atomic():
            _publish_all(package, now, package.scheduled_by)
    except PackageRefused as refusal:
        _close_as_failed(package.pk, refusal.hindrances)
        return False
    except OperationalError:
        raise
    except Exception:
        logger.exception("Package %s could not be published", pk)
        _close_as_failed(package.pk, [_("A technical fault. Please tell the operators of the portal.")])
        return False
    return True


def _publish_all(package: Package, now: datetime, user: Any) -> None:
    """Publish under the locks of package and pages. Raises PackageRefused."""
    items = list(package.items.order_by("page_id"))
    pages = {item.pk: _locked_page(item) for item in items}
    hindrances = hindrances_of(package, now)
    if hindrances:
        raise PackageRefused(hindrances)
    for item in items:
        try:
            _publish_page(pages[item.pk], package, user)
        except gate.PublishRefused as refusal:
            raise PackageRefused([f"{item.title}: {refusal}"]) from refusal
    package.items.update(is_open=False)
    package.state = Package.State.PUBLISHED
    package.published_at = now
    package.failure = ""
    package.save(update_fields=["state", "published_at", "failure"])
    log(instance=package, action="packages.publish", user=user, data={"minutes_late": package.minutes_late})
    if package.minutes_late:
        logger.warning("Package %s was published %s minutes late", package.pk, package.minutes_late)


def _locked_page(item: PackageItem) -> Any:
    page = Page.objects.filter(pk=item.page_id).first()
    try:
        return locked(page.specific) if page else None
    except ObjectDoesNotExist:
        return None


def _publish_page(page: Any, package: Package, user: Any) -> None:
    revision = page.get_latest_revision()
    approval = gate.opening_decision(page, revision)
    with gate.passing(page):
        revision.publish(user=user, skip_permission_checks=True)
    gate.record(Decision.Kind.PACKAGED, page, revision=revision, user=user, comment=package.title, refers_to=approval)


def _close_as_failed(pk: int, hindrances: list[str]) -> None:
    """The pages stay together and unpublished until somebody plans anew or cancels."""
    package = Package.objects.get(pk=pk)
    package.state = Package.State.FAILED
    package.failure = "\n".join(hindrances)
    package.save(update_fields=["state", "failure"])
    log(instance=package, action="packages.fail", data={"hindrances": hindrances})
    mails.tell_of_failure(package=package, hindrances=hindrances)
