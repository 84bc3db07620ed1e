"""Whether an edit is a small correction by a trusted organisation; asked before it goes live, and again by the gate."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from actors.members.models import SmallCorrection, TrustedActor
from core import gate, review
from core.models import Decision
from core.permissions import grants_of, may_submit

# Written by every revision, or taken from the row whatever a revision says.
UNCHANGING = gate.BOOKKEEPING | {
    "pk",
    "live",
    "live_revision",
    "first_published_at",
    "last_published_at",
    "actor",
    # Follow from the postcode; whether that may change is a question of its own.
    "latitude",
    "longitude",
}
# A child row is what it says, not its number.
ROW_KEYS = {"pk", "page", "sort_order"}


def changed_fields(obj: Any, revision: Any) -> set[str]:
    """The fields in which a revision differs from what readers see: the row, since revisions can be rewritten."""
    row = type(obj)._base_manager.get(pk=obj.pk)
    before = json.loads(json.dumps(row.serializable_data(), cls=DjangoJSONEncoder))
    after = revision.content
    names = (set(before) | set(after)) - UNCHANGING
    return {name for name in names if _said(before.get(name)) != _said(after.get(name))}


def _said(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(row, dict) for row in value):
        return [{key: part for key, part in row.items() if key not in ROW_KEYS} for row in value]
    return value


def small_fields(obj: Any) -> set[str]:
    """What counts as small for this type."""
    prefix = f"{obj._meta.label_lower}."
    places = SmallCorrection.objects.filter(place__startswith=prefix).values_list("place", flat=True)
    return {place.removeprefix(prefix) for place in places}


def why_no_correction(obj: Any, revision: Any, user: Any) -> str:
    """What keeps this person's edit from going live at once; empty where nothing does."""
    if not type(obj)._base_manager.filter(pk=obj.pk, live=True).exists():
        return _("Only what is public can be corrected at once.")
    if user is None or not user.is_active or not grants_of(user).belongs_to(obj.governing_actor_id):
        return _("Only people of the organisation correct at once.")
    if not TrustedActor.objects.filter(actor_id=obj.governing_actor_id).exists():
        return _("This organisation's changes are reviewed first.")
    changed = changed_fields(obj, revision)
    if not changed:
        return _("Nothing has changed.")
    if changed - small_fields(obj):
        return _("This is more than a small correction.")
    return ""


def guard(obj: Any, revision: Any, decision: Any) -> str:
    """For `core.gate.correction_guard`: the gate believes nobody that it is a correction."""
    return why_no_correction(obj, revision, decision.user)


def goes_live_at_once(obj: Any, user: Any) -> bool:
    """Whether submitting the latest draft publishes it."""
    revision = obj.get_latest_revision()
    return (
        revision is not None
        and may_submit(user, obj)
        and review.active_state(obj) is None
        and not gate.held_back(obj)
        and not why_no_correction(obj, revision, user)
    )


@transaction.atomic
def correct(*, obj: Any, user: Any) -> Decision | None:
    """Publish a small correction; None where it has to be reviewed. Raises `review.NotReady`."""
    row = review.locked(obj)
    if not goes_live_at_once(row, user):
        return None
    revision = row.get_latest_revision()
    blockers = gate.publication_blockers(revision.as_object())
    if blockers:
        raise review.NotReady(blockers)
    decision = gate.record(Decision.Kind.CORRECTED, row, revision=revision, user=user)
    revision.publish(user=user, skip_permission_checks=True)
    return decision
