"""The one gate to publication.

News, projects, events, actors and mentors become public only here: the ledger must hold a decision on exactly this
content, four eyes must have seen it, and nothing may block it. Imported by settings, so models are imported late.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from core.registries import Registry

# What keeps approved content back for a later moment: `words(obj)` says until when, or gives an empty string.
holders: Registry[Callable[[Any], str]] = Registry()

_passing: ContextVar[frozenset[tuple[str, str]]] = ContextVar("gate_passing", default=frozenset())

# What is decided on together with a revision and is no part of it: each gives its words, or none.
shown_beside: list[Callable[[Any], str]] = []

# Fields that bookkeeping (revisions, locks, workflow, tree) writes on live rows without changing what readers see.
BOOKKEEPING = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "draft_title",
        "has_unpublished_changes",
        "locked",
        "locked_at",
        "locked_by",
        "wagtail_admin_comments",
        "numchild",
        "path",
        "depth",
        "url_path",
        "owner",
        "region",
        "expired",
    }
)


# Set by the domain that knows whom the lead editors trust with which fields: `reason = guard(obj, revision, decision)`,
# empty where the content is a small correction. Without a guard no correction passes.
correction_guards: list[Callable[[Any, Any, Any], str]] = []


class PublishRefused(PermissionDenied):
    """The gate stays shut; the message says why in words for the person who tried."""


def content_hash(revision: Any) -> str:
    """Fingerprint of a revision's content as stored: autosave may rewrite a revision under the same id."""
    canonical = json.dumps(revision.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def shown_token(revision: Any) -> str:
    """What a decision form carries: the revision and its exact content as shown, with what is shown beside it."""
    beside = "\n".join(filter(None, (words(revision) for words in shown_beside)))
    digest = f":{hashlib.sha256(beside.encode()).hexdigest()}" if beside else ""
    return f"{revision.pk}:{content_hash(revision)}{digest}"


def check(obj: Any, revision: Any) -> None:
    """Raise `PublishRefused` unless this exact content of `obj` may become public now."""
    words = held_back(obj) or why_shut(obj, revision)
    if words:
        raise PublishRefused(words)
    if opening_decision(obj, revision) is None:
        from core.models import Decision

        record(Decision.Kind.TRANSLATED, obj, revision=revision, user=revision.user)


def held_back(obj: Any) -> str:
    """What approved content of `obj` waits for, in words; empty for its holder, within `passing`."""
    if _key(obj) in _passing.get():
        return ""
    return next((words for holder in holders if (words := holder(obj))), "")


def why_shut(obj: Any, revision: Any) -> str:
    """What keeps this exact content from the public, in words; writes nothing."""
    return (
        why_not_approved(obj, revision)
        or why_not_seen_twice(obj, revision)
        or why_not_a_correction(obj, revision)
        or " ".join(str(blocker) for blocker in publication_blockers(revision.as_object()))
    )


def opening_decision(obj: Any, revision: Any) -> Any:
    """The newest decision that opens the gate to this exact content, or None."""
    from core.models import Decision

    return (
        Decision.objects.about(obj)
        .opening()
        .filter(revision=revision, content_hash=content_hash(revision))
        .order_by("-decided_at", "-pk")
        .first()
    )


def why_not_approved(obj: Any, revision: Any) -> str:
    if opening_decision(obj, revision) is None and not _opens_as_translation(obj, revision):
        return _("This version has not been approved for publication.")
    return ""


def why_not_seen_twice(obj: Any, revision: Any) -> str:
    decision = opening_decision(obj, revision)
    if decision and decision.kind == decision.Kind.APPROVED and not four_eyes(obj, revision, decision.user_id):
        return _("Nobody can approve their own last change. A second person has to decide.")
    return ""


def why_not_a_correction(obj: Any, revision: Any) -> str:
    """A line of the ledger alone proves no trust: who, what is public and which fields are asked once more.

    One that was countersigned has been seen by two, as an approval is.
    """
    decision = opening_decision(obj, revision)
    if decision is None or decision.kind != decision.Kind.CORRECTED or was_checked(decision):
        return ""
    reasons = [guard(obj, revision, decision) for guard in correction_guards]
    if reasons and not any(reasons):
        return ""
    return next(filter(None, reasons), _("This is more than a small correction."))


def was_checked(decision: Any) -> bool:
    """Whether somebody else has looked at a publication without review since."""
    return decision.followed_by.filter(kind=decision.Kind.COUNTERSIGNED).exists()


def four_eyes(obj: Any, revision: Any, decider_id: int | None) -> bool:
    """Whether two persons have seen this content: its last editor and somebody else."""
    from core.models import Decision

    if decider_id is not None and decider_id != revision.user_id:
        return True
    return (
        Decision.objects.about(obj)
        .filter(kind=Decision.Kind.AGREED, revision=revision, content_hash=content_hash(revision))
        .exclude(user_id=revision.user_id)
        .exclude(user_id=decider_id)  # type: ignore[misc] # nobody is excluded where nobody decides
        .exists()
    )


def publication_blockers(obj: Any) -> list[str]:
    """What keeps this content from readers: failed validation and the type's own rules."""
    try:
        obj.full_clean()
    except ValidationError as error:
        labels = {field.name: getattr(field, "verbose_name", field.name) for field in obj._meta.get_fields()}
        return [
            f"{labels[name]}: {' '.join(messages)}" if name in labels else " ".join(messages)
            for name, messages in error.message_dict.items()
        ]
    from core.registries import further_blockers

    own = [str(blocker) for blocker in obj.publication_blockers()]
    return [*own, *(words for blockers in further_blockers for words in blockers(obj) if words not in own)]


def _opens_as_translation(obj: Any, revision: Any) -> bool:
    """A lead editor's translation of published content opens the gate, and the ledger will say so."""
    from core.permissions import may_lead

    return obj.is_translation_of_live_source() and revision.user is not None and may_lead(revision.user)


def record(
    kind: str,
    obj: Any,
    *,
    revision: Any,
    user: Any,
    reason: str = "",
    comment: str = "",
    refers_to: Any = None,
    points: Iterable[Any] = (),
) -> Any:
    """Write one line of the ledger about `obj` as it stands in `revision`, and tell those who listen.

    `refers_to` is an earlier line, `points` are unsaved ChangePoints of this one.
    """
    from core.models import ChangePoint, Decision
    from core.review_signals import announce

    decision = Decision.objects.create(
        kind=kind,
        base_content_type=obj.get_base_content_type(),
        object_id=str(obj.pk),
        title=str(obj)[:255],
        revision=revision,
        content_hash=content_hash(revision) if revision else "",
        region=obj.governing_region,
        user=user,
        reason=reason,
        comment=comment,
        refers_to=refers_to,
    )
    points = list(points)
    for point in points:
        point.decision = decision
    ChangePoint.objects.bulk_create(points)
    announce(decision)
    return decision


def _key(obj: Any) -> tuple[str, str]:
    return obj._meta.label_lower, str(obj.pk)


@contextmanager
def passing(obj: Any) -> Iterator[None]:
    """Within this block the row of `obj` may be written live."""
    token = _passing.set(_passing.get() | {_key(obj)})
    try:
        yield
    finally:
        _passing.reset(token)


def guard_save(obj: Any, update_fields: Any) -> None:
    """Refuse to write a live row outside the gate, whatever code tries it."""
    if not obj.live or _key(obj) in _passing.get():
        return
    if update_fields is not None and BOOKKEEPING.issuperset(update_fields):
        return
    if obj.is_covered_by_another_gate():
        return
    raise PublishRefused(_("This content can only be published through a review."))


def finish_workflow(workflow_state: Any, user: Any = None) -> None:
    """Wagtail's finish action: publish what was approved, leave it to whoever holds it back, or refuse."""
    obj = workflow_state.content_object
    obj = getattr(obj, "specific", obj)
    if held_back(obj):
        return
    obj.get_latest_revision().publish(user=user, skip_permission_checks=True)


def object_of(decision: Any) -> Any:
    """The page or snippet a line of the ledger is about, in its own type."""
    obj = decision.base_content_type.get_object_for_this_type(pk=decision.object_id)
    return getattr(obj, "specific", obj)


def force_publish(*, obj: Any, user: Any, reason: str, shown: str = "") -> Any:
    """Publish the latest draft without review, for lead editors, with a written reason; open until countersigned.

    `shown` is the token of what the person saw. Raises PublishRefused.
    """
    from django.db import transaction

    from core.models import Decision
    from core.permissions import may_lead
    from core.review import locked

    if not may_lead(user):
        raise PublishRefused(_("Only lead editors may publish without a review."))
    if not reason.strip():
        raise PublishRefused(_("Please give the reason for publishing without a review."))
    with transaction.atomic():
        obj = locked(obj)
        revision = obj.get_latest_revision() or obj.save_revision(user=user)
        if shown and shown != shown_token(revision):
            raise PublishRefused(_("The text has changed in the meantime. Please look at it again."))
        decision = record(Decision.Kind.FORCED, obj, revision=revision, user=user, comment=reason.strip())
        revision.publish(user=user, skip_permission_checks=True)
    return decision
