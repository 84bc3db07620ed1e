"""Follows what is decided, published, taken offline and deleted elsewhere."""

import logging
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_unpublished, published

from core import gate
from core.aftercare import care, notes, take_downs
from core.aftercare.models import Care, key_of
from core.models import Decision
from core.review_signals import decision_recorded
from core.search.index import searchable_models

logger = logging.getLogger(__name__)


def connect() -> None:
    gate.shown_beside.append(notes.words_beside)
    decision_recorded.connect(_on_decision, dispatch_uid="aftercare_decision")
    published.connect(_on_published, dispatch_uid="aftercare_published")
    page_unpublished.connect(_on_unpublished, dispatch_uid="aftercare_unpublished")
    for model in searchable_models():
        post_delete.connect(_on_deleted, sender=model, dispatch_uid=f"aftercare_deleted_{model._meta.label_lower}")


@transaction.atomic
def _on_decision(decision: Decision, obj: Any, **kwargs: Any) -> None:
    if isinstance(obj, Page):
        if decision.kind in Decision.OPENING:
            notes.confirm(decision)
        elif decision.kind == Decision.Kind.SUBMITTED:
            notes.reopen(obj.pk)
    if decision.kind == Decision.Kind.COUNTERSIGNED and care.is_source(obj):
        row = care.locked_care(obj)
        row.checked_on = timezone.localdate(decision.decided_at)
        row.save(update_fields=["checked_on"])


@transaction.atomic
def _on_published(instance: Any, revision: Any, **kwargs: Any) -> None:
    if not getattr(instance, "gated", False) or not instance.live:
        return
    if isinstance(instance, Page):
        notes.publish(instance, revision)
        take_downs.on_published(instance)
    if care.is_source(instance):
        care.take_over(instance, Decision.objects.about(instance).opening().filter(revision=revision).last())


@transaction.atomic
def _on_unpublished(instance: Any, **kwargs: Any) -> None:
    if getattr(instance, "gated", False):
        take_downs.on_unpublished(instance)


def _on_deleted(instance: Any, **kwargs: Any) -> None:
    Care.objects.filter(key=key_of(instance), object_id=str(instance.pk)).delete()
