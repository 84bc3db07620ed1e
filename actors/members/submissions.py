"""What people change on their own content, sent to the desk: the draft goes to review, the public version stays."""

from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as say
from wagtail.models import WorkflowState

from core import review
from core.permissions import may_submit


class Writes(Protocol):
    """A valid form that puts what it holds into a draft."""

    def write(self, draft: Any) -> None: ...


@transaction.atomic
def send(*, obj: Any, user: Any, form: Writes) -> None:
    """Write into the latest draft and submit it, or submit it again.

    Raises PermissionDenied, review.AlreadyDecided while somebody is looking at it, or review.NotReady.
    """
    row = review.locked(obj)
    if not may_submit(user, row):
        raise PermissionDenied
    state = review.active_state(row)
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        raise review.AlreadyDecided(say("This is already being reviewed."))
    draft = row.get_latest_revision_as_object()
    form.write(draft)
    draft.save_revision(user=user, clean=False, log_action=True)
    review.submit(obj=row, user=user)
