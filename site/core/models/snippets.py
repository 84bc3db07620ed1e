"""Base of the snippets that people submit and others approve: actors and mentors."""

from typing import Any

from django.db import models
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from core.gated import GatedMixin


class GatedSnippet(
    GatedMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A snippet with draft, preview, revisions and workflow that is published through the gate."""

    # Wagtail's default is True, which would make a row public that code merely creates.
    live = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    @property
    def approved_schedule(self) -> bool:
        """Whether a date of publication is approved; as with pages, a list may have read it with its rows."""
        read = getattr(self, "_approved_schedule", None)
        return super().approved_schedule if read is None else read

    def with_content_json(self, content: Any) -> Any:
        """Region is kept from the row: an old revision must not move the object to another desk."""
        obj = super().with_content_json(content)
        obj.region_id = self.region_id
        return obj
