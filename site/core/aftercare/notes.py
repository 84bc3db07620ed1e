"""Public change notes: written before submitting, confirmed with the approval, published with the page."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from core import review
from core.aftercare.care import CareError, care_of
from core.aftercare.models import ChangeNote
from core.models import Decision
from core.permissions import may_see_draft


def note_to_come(page_id: int) -> ChangeNote | None:
    """The note that waits for the next publication."""
    return ChangeNote.objects.filter(page_id=page_id, published_at=None).first()


def may_write(user: Any, page: Any) -> bool:
    """Whoever may change the draft now; while it is in review, that is the reviewer."""
    lock = page.get_lock()
    return may_see_draft(user, page) and not (lock and lock.for_user(user))


@transaction.atomic
def write(*, page: Any, user: Any, text: str, minor: bool) -> ChangeNote | None:
    """Set the note of the coming edit; without words and not "small" there is none.

    Raises PermissionDenied or CareError.
    """
    page = review.locked(page)
    if not may_write(user, page):
        raise PermissionDenied
    if page.first_published_at is None:
        raise CareError(_("This has never been public, so there is no change to tell of."))
    note = ChangeNote.objects.select_for_update().filter(page=page, published_at=None).first()
    if note is not None and note.decision_id is not None:
        raise CareError(_("This note has been approved and goes public with its page. It cannot be changed now."))
    text = " ".join(text.replace("\x00", "").split())
    if not text and not minor:
        if note is not None:
            note.delete()
        return None
    note = note or ChangeNote(care=care_of(page), page_id=page.pk)
    note.text, note.minor, note.written_by = text, minor, user
    note.save()
    return note


def words_beside(revision: Any) -> str:
    """What a decision form shows beside the content of this revision."""
    if revision.base_content_type_id != ContentType.objects.get_for_model(Page).pk:
        return ""
    note = note_to_come(int(revision.object_id))
    return f"{note.minor}:{note.text}" if note else ""


def confirm(decision: Decision) -> None:
    """Tie the waiting note to the decision that let its content pass."""
    ChangeNote.objects.filter(page_id=int(decision.object_id), published_at=None).update(decision=decision)


def reopen(page_id: int) -> None:
    """A new submission: what was confirmed with an earlier content is confirmed no more."""
    ChangeNote.objects.filter(page_id=page_id, published_at=None).update(decision=None)


def publish(page: Any, revision: Any) -> None:
    """Make the note public that was confirmed with exactly this revision; small changes are told nobody."""
    note = ChangeNote.objects.filter(page_id=page.pk, published_at=None, decision__revision=revision).first()
    if note is None:
        return
    if note.minor:
        note.delete()
    else:
        note.published_at = timezone.now()
        note.save(update_fields=["published_at"])


def shown_to_reviewer(page: Any, url: str = "") -> dict[str, Any] | None:
    """What a review shows of the note; None for what readers see for the first time."""
    if not isinstance(page, Page) or page.first_published_at is None:
        return None
    note = note_to_come(page.pk)
    return {"text": note.text if note else "", "minor": bool(note and note.minor), "url": url}
