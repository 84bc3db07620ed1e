"""Writes on the levels of checks: the lead agency decides, and every change is logged."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from core.permissions import may_lead
from core.readiness.checks import CHECKS
from core.readiness.models import CheckLevel, Level
from core.readiness.subjects import labels


@transaction.atomic
def set_levels(*, user: Any, levels: dict[tuple[str, str], str]) -> int:
    """Set how strict checks are, as {(kind, check): level}; gives how many have changed. What is fixed stays.

    Raises PermissionDenied, or ValueError for a kind, check or level that does not exist.
    """
    if not may_lead(user):
        raise PermissionDenied
    changed = 0
    for (kind, key), level in levels.items():
        if kind not in labels() or key not in CHECKS or level not in Level.values:
            raise ValueError(f"{kind} {key} {level}")
        check = CHECKS[key]
        if check.fixed:
            continue
        row = CheckLevel.objects.select_for_update().filter(kind=kind, check_key=key).first()
        before = row.level if row else check.default_for(kind)
        if level == before:
            continue
        row = row or CheckLevel(kind=kind, check_key=key)
        row.level = level
        row.save()
        log(instance=row, action="readiness.level", user=user, data={"before": before, "after": level})
        changed += 1
    return changed
