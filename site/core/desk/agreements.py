"""Authors are asked to agree to a reviewer's correction, once the reviewer has stopped typing."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import translation
from wagtail.models import Revision

from core import gate
from core.desk import hours
from core.desk.claims import open_tasks
from core.mail import absolute_url, mail_domain, send_to_user
from core.models import OutboxMessage
from core.permissions import may_submit
from core.review_mails import own_address, submitter_of
from core.review_status import agreement_wanted

# Whoever corrects saves again and again; nobody is to be asked about half a sentence.
QUIET = timedelta(minutes=30)


def ask_for_agreement(now: datetime) -> int:
    """Ask everybody whose submission waits for it, once for each content; gives how many mails that were."""
    if not hours.is_open(now):
        return 0
    edited = Revision.objects.filter(
        base_content_type_id=OuterRef("workflow_state__base_content_type_id"),
        object_id=OuterRef("workflow_state__object_id"),
        created_at__gt=OuterRef("started_at"),
    )
    rows = open_tasks().filter(Exists(edited)).select_related("workflow_state")
    return sum(_ask(task_state, now) for task_state in rows)


def _ask(task_state: Any, now: datetime) -> int:
    obj = task_state.workflow_state.content_object
    obj = getattr(obj, "specific", obj)
    revision, author = obj.get_latest_revision(), submitter_of(obj)
    if author is None or not author.is_active or revision.created_at > now - QUIET or not may_submit(author, obj):
        return 0
    if not agreement_wanted(obj, task_state.specific, author):
        return 0
    key = f"review-correction-{revision.pk}-{gate.content_hash(revision)[:16]}-{author.pk}"
    if OutboxMessage.objects.filter(message_id=f"<{key}@{mail_domain()}>").exists():
        return 0
    with translation.override(author.language):
        context = {
            "title": revision.object_str,
            "reviewer": revision.user,
            "action_url": absolute_url(own_address(author, obj)),
        }
    send_to_user(user=author, template="review/agreement_wanted", context=context, key=key)
    return 1
