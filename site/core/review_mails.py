"""Mail about reviews: to those who have to decide within a day, and to those who wait for the decision.

One mail per person and event, nothing to the person who acted. Written with the decision, in the reader's language.
What can wait is in the morning's summary (`core.desk.digests`).
"""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from wagtail.admin.admin_url_finder import AdminURLFinder

from core import gate, review
from core.desk import alarms
from core.desk.people import asked_for, is_regional, leads_of
from core.desk.tasks import AT_ONCE, review_address
from core.mail import absolute_url, send_to_user
from core.models import Decision
from core.permissions import owns, roles_of
from core.review_links import get_status_url
from core.review_signals import decision_recorded, stage_started
from core.review_status import points_of
from core.review_words import decision_words, request_words

# Decisions that the author and the leads of the organisation are told of.
TOLD = (
    Decision.Kind.STAGE_APPROVED,
    Decision.Kind.CHANGES_REQUESTED,
    Decision.Kind.REJECTED,
    Decision.Kind.WITHDRAWN,
    Decision.Kind.APPROVED,
    Decision.Kind.FORCED,
    Decision.Kind.PACKAGED,
)
PUBLISHING = (Decision.Kind.APPROVED, Decision.Kind.FORCED, Decision.Kind.PACKAGED)


def connect() -> None:
    stage_started.connect(ask_reviewers, dispatch_uid="core_ask_reviewers")
    decision_recorded.connect(tell_of_decision, dispatch_uid="core_tell_of_decision")


def ask_reviewers(sender: Any, task_state: Any, obj: Any, **kwargs: Any) -> None:
    """A stage has begun: whoever has to decide within a day hears of it at once, others in the morning's summary."""
    # Wagtail announces the stage before the stage has written its own due date.
    due_on = review.promised_day(obj.governing_region) if is_regional(task_state) else review.organisations_day()
    alarms.sound_at_once(task_state, obj, due_on)
    if due_on <= timezone.localdate() + AT_ONCE:
        ask_now(task_state, obj, due_on)


def ask_now(task_state: Any, obj: Any, due_on: date) -> None:
    """Ask everybody who may decide, but not the person whose step began the stage."""
    people = asked_for(task_state, obj)
    trigger = Decision.objects.about(obj).order_by("-decided_at", "-pk").select_related("user").first()
    asked = [person for person in people if not (trigger and trigger.user_id == person.pk)]
    title, submitter = _latest_title(obj), submitter_of(obj)
    again, answer = _answer(obj)
    for person in asked:
        with translation.override(person.language):
            context = {
                "title": title,
                **request_words(obj, title, submitter, due_on, others=len(asked) - 1, regional=is_regional(task_state)),
                "again": again,
                "answer": answer,
                "action_url": review_address(person, task_state),
            }
        send_to_user(
            user=person, template="review/requested", context=context, key=f"review-stage-{task_state.pk}-{person.pk}"
        )


def tell_of_decision(sender: Any, decision: Decision, obj: Any, **kwargs: Any) -> None:
    """Tell those who wait; a correction that was agreed to is told to the reviewer who made it."""
    if decision.kind == Decision.Kind.AGREED:
        editor = decision.revision.user if decision.revision else None
        _send(decision, obj, [editor] if editor else [])
    elif decision.kind in TOLD:
        submitter = submitter_of(obj)
        _send(decision, obj, [*([submitter] if submitter else []), *leads_of(obj)])


def _send(decision: Decision, obj: Any, people: list[Any]) -> None:
    recipients = {person.pk: person for person in people if person.is_active and person.pk != decision.user_id}
    for person in recipients.values():
        with translation.override(person.language):
            context = _context(decision, obj, person)
        send_to_user(
            user=person,
            template="review/agreed" if decision.kind == Decision.Kind.AGREED else "review/decided",
            context=context,
            key=f"review-decision-{decision.pk}-{person.pk}",
        )


def _context(decision: Decision, obj: Any, person: Any) -> dict[str, Any]:
    title = _latest_title(obj)
    context = {
        "title": title,
        "decision": decision,
        "kind": decision.kind,
        "organisation": getattr(obj, "actor", None),
        "action_url": absolute_url(own_address(person, obj)),
    }
    if decision.kind == Decision.Kind.AGREED:
        return context
    held = gate.held_back(obj) if decision.kind == Decision.Kind.APPROVED else ""
    return {
        **context,
        **decision_words(decision, title, review.promised_day(obj.governing_region), held=held),
        # Packages give the ledger their name; that is nobody's words to the author.
        "quote": "" if decision.kind == Decision.Kind.PACKAGED else decision.comment,
        "points": points_of(decision) if decision.kind == Decision.Kind.CHANGES_REQUESTED else [],
        "public_url": absolute_url(_public_address(obj)) if decision.kind in PUBLISHING and not held else "",
    }


def _latest_title(obj: Any) -> str:
    """The title that was submitted: a live page may still carry the old one."""
    revision = obj.get_latest_revision()
    return revision.object_str if revision else str(obj)


def submitter_of(obj: Any) -> Any:
    """Who submitted last; None for content that nobody ever submitted."""
    line = (
        Decision.objects.about(obj)
        .filter(kind=Decision.Kind.SUBMITTED)
        .select_related("user")
        .order_by("-decided_at", "-pk")
        .first()
    )
    return line.user if line else None


def _answer(obj: Any) -> tuple[bool, str]:
    """Whether changes had been requested before, and what the author has said to that."""
    lines = Decision.objects.about(obj).order_by("-decided_at", "-pk")
    request = lines.filter(kind=Decision.Kind.CHANGES_REQUESTED).first()
    if request is None:
        return False, ""
    answer = lines.filter(kind=Decision.Kind.ANSWERED, decided_at__gte=request.decided_at).first()
    return True, answer.comment if answer else ""


def own_address(person: Any, obj: Any) -> str:
    """Where this person follows the object: its status page, else its form in the admin, else their own area."""
    address = get_status_url(obj) if owns(person, obj) else ""
    if not address and roles_of(person).is_staff:
        address = AdminURLFinder(person).get_edit_url(obj) or reverse("wagtailadmin_home")
    return address or reverse("members:overview")


def _public_address(obj: Any) -> str:
    return getattr(obj, "full_url", None) or obj.get_absolute_url()
