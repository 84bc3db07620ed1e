"""Three ways to take a page down, each with a public explanation, and the way back. All language versions follow.

Withdrawn pages stay readable under a notice; archived ones besides are found in the archive; offline ones answer with a
page that says why they are gone, or lead to what replaces them.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page

from core import fresh, gate, review
from core.aftercare import mails
from core.aftercare.care import CareError, is_source, locked_care, settle, source_of
from core.aftercare.listed import is_taken_down
from core.aftercare.models import OfflineVersion, Round, TakeDown
from core.models import Decision
from core.page_queryset import is_restricted
from core.permissions import may_unpublish
from core.search import index

logger = logging.getLogger(__name__)

MAX_WORDS = 2000
LEDGER = {
    TakeDown.Kind.WITHDRAWN: Decision.Kind.RETRACTED,
    TakeDown.Kind.ARCHIVED: Decision.Kind.ARCHIVED,
    TakeDown.Kind.OFFLINE: Decision.Kind.UNPUBLISHED,
}
_at_work: ContextVar[bool] = ContextVar("aftercare_at_work", default=False)


def take_down_of(page: Any) -> TakeDown | None:
    """What has been decided about this page, in whatever language it is."""
    source = page.alias_of if page.alias_of_id else page
    return TakeDown.objects.filter(translation_key=source.translation_key).select_related("replaced_by").first()


def may_take_down(user: Any, page: Any) -> bool:
    """Moderators of the region and lead editors, for content that passes the gate."""
    return getattr(page, "gated", False) and may_unpublish(user, page)


@transaction.atomic
def take_down(*, page: Any, user: Any, kind: str, explanation: str, replaced_by: Page | None = None) -> Decision:
    """Withdraw, archive or take offline. Raises PermissionDenied or CareError."""
    page = review.locked(source_of(page))
    if not may_take_down(user, page):
        raise PermissionDenied
    kind = _known_kind(kind)
    explanation = _words(explanation, _("Please explain to readers why, in one or two sentences."))
    care = locked_care(page)
    if TakeDown.objects.filter(care=care).exists():
        raise CareError(_("This has been taken down already."))
    if not page.live:
        raise CareError(_("This is not public, so there is nothing to take down."))
    if kind != TakeDown.Kind.OFFLINE:
        replaced_by = None
    elif replaced_by is not None:
        _refuse_dead_ends(page, replaced_by)
    row = TakeDown.objects.create(
        care=care,
        translation_key=page.translation_key,
        kind=kind,
        explanation=explanation,
        content_kind=index.kind_of(type(page)),
        region=page.region,
        replaced_by=replaced_by,
        taken_down_by=user,
    )
    decision = gate.record(LEDGER[kind], page, revision=page.live_revision, user=user, comment=explanation)
    log(instance=page, action="aftercare.take_down", user=user, data={"kind": kind, "explanation": explanation})
    if kind == TakeDown.Kind.OFFLINE:
        _go_offline(row, page, user)
    settle(care, Round.Outcome.SETTLED)
    _refresh(page)
    mails.tell_of(decision, page)
    return decision


@transaction.atomic
def restore(*, page: Any, user: Any, reason: str) -> Decision:
    """Make valid again what was taken down; what went offline is published as it had been approved.

    Raises PermissionDenied, CareError, or PublishRefused where the gate would not let the old content pass today.
    """
    page = review.locked(source_of(page))
    if not may_take_down(user, page):
        raise PermissionDenied
    reason = _words(reason, _("Please say in a few words why this is valid again."))
    row = TakeDown.objects.select_for_update(of=("self",)).filter(translation_key=page.translation_key).first()
    if row is None:
        raise CareError(_("This has not been taken down."))
    revision = page.live_revision
    with _working():
        if row.kind == TakeDown.Kind.OFFLINE:
            revision = _go_online(row, page, user)
        _lift(row)
    decision = gate.record(Decision.Kind.RESTORED, page, revision=revision, user=user, comment=reason)
    log(instance=page, action="aftercare.restore", user=user, data={"reason": reason})
    _refresh(page)
    mails.tell_of(decision, page)
    return decision


def on_published(page: Any) -> None:
    """An approved edit brings a page back that was offline; one that is withdrawn or archived stays so."""
    if _at_work.get() or not is_source(page):
        return
    row = TakeDown.objects.filter(translation_key=page.translation_key, kind=TakeDown.Kind.OFFLINE).first()
    if row is not None:
        _lift(row)
        gate.record(Decision.Kind.RESTORED, page, revision=page.live_revision, user=None)
        _refresh(page)


def on_unpublished(page: Any) -> None:
    """No page goes offline without a line in the ledger, whichever road it took: a date of expiry, or code."""
    if not _at_work.get() and page.alias_of_id is None:
        gate.record(Decision.Kind.UNPUBLISHED, page, revision=page.get_latest_revision(), user=None)


def versions_of(page: Any) -> list[Any]:
    """The page in all of its languages, itself first."""
    others = Page.objects.filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk)
    return [page, *others.specific()]


def _known_kind(kind: str) -> TakeDown.Kind:
    if kind not in TakeDown.Kind.values:
        raise CareError(_("Please choose what is to happen."))
    return TakeDown.Kind(kind)


def _words(text: str, missing: str) -> str:
    text = text.replace("\x00", "").strip()[:MAX_WORDS]
    if not text:
        raise CareError(missing)
    return text


def _refuse_dead_ends(page: Any, target: Page) -> None:
    """Readers are led only to what they can read and what is valid."""
    open_pages = Page.objects.live().filter(pk=target.pk, depth__gt=1).exclude(is_restricted()).exclude(is_taken_down())
    if target.translation_key == page.translation_key or not open_pages.exists():
        raise CareError(_("Readers can only be led to another page that is public and valid."))


def _go_offline(row: TakeDown, page: Any, user: Any) -> None:
    versions = [version for version in versions_of(page) if version.live]
    for version in versions:
        OfflineVersion.objects.create(take_down=row, page_id=version.pk, revision=version.live_revision)
        _lead_on(version, row.replaced_by)
    with _working():
        for version in versions:
            UnpublishPageAction(version, user=user).execute(skip_permission_checks=True)


def _lead_on(version: Any, target: Page | None) -> None:
    """A redirect in Wagtail's own list, to the target in the same language where it has one.

    It is a temporary one: browsers keep a permanent one for good, and the page may come back.
    """
    parts = version.get_url_parts()
    if target is None or not parts or not parts[2]:
        return
    own = Page.objects.live().filter(translation_key=target.translation_key, locale_id=version.locale_id)
    Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(parts[2]),
        site_id=parts[0],
        defaults={
            "redirect_page": own.exclude(is_restricted()).first() or target,
            "redirect_link": "",
            "is_permanent": False,
            "automatically_created": True,
        },
    )


def _go_online(row: TakeDown, page: Any, user: Any) -> Any:
    """Publish each version as it was; translations that no longer pass the gate stay drafts."""
    if review.active_state(page) is not None:
        raise CareError(_("An edit of this page is in review. Approving it brings the page back."))
    kept = {version.page_id: version.revision for version in row.versions.select_related("revision")}
    revision = kept.pop(page.pk, None)
    if revision is None:
        raise CareError(_("The version that was public is no longer kept. Please submit the page for review."))
    opening = gate.opening_decision(page, revision)
    if opening is not None and opening.kind == Decision.Kind.CORRECTED and not gate.was_checked(opening):
        raise CareError(_("Its last small correction has not been checked yet. Please countersign it first."))
    revision.publish(user=user, skip_permission_checks=True)
    for page_id, translated in kept.items():
        try:
            with transaction.atomic():
                if translated is not None:
                    translated.publish(user=user, skip_permission_checks=True)
        except gate.PublishRefused:
            logger.warning("The translation %s of page %s stays offline: the gate refused it", page_id, page.pk)
    return revision


def _lift(row: TakeDown) -> None:
    for version in row.versions.select_related("page"):
        parts = version.page.specific.get_url_parts()
        if parts and parts[2]:
            path = Redirect.normalise_path(parts[2])
            Redirect.objects.filter(old_path=path, site_id=parts[0], automatically_created=True).delete()
    row.delete()


def _refresh(page: Any) -> None:
    """Search follows at once; what is kept of lists is read anew, again when others can see the change."""
    for version in versions_of(type(page).objects.get(pk=page.pk)):
        index.index_object(version)
    fresh.forget()
    transaction.on_commit(fresh.forget)


@contextmanager
def _working() -> Iterator[None]:
    token = _at_work.set(True)
    try:
        yield
    finally:
        _at_work.reset(token)
