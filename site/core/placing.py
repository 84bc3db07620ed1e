"""Handing public things to another region."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import TaskState

from core.models import Region, RegionReviewTaskState
from core.permissions import may_lead


@transaction.atomic
def move_to_region(*, obj: Any, region: Region | None, user: Any) -> None:
    """Hand an actor or mentor to another region at once, with its open review. For lead editors only.

    The region is no part of a draft: it decides who may work on one.
    """
    if not may_lead(user):
        raise PermissionDenied
    row = type(obj)._base_manager.select_for_update(of=("self",)).get(pk=obj.pk)
    row.region = region
    row.save(update_fields=["region"])
    RegionReviewTaskState.objects.filter(
        workflow_state__base_content_type=row.get_base_content_type(),
        workflow_state__object_id=str(row.pk),
        status=TaskState.STATUS_IN_PROGRESS,
    ).update(region=region)
    log(instance=row, action="core.move", user=user, data={"region": str(region or "")})
