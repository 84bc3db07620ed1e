"""Wagtail's bulk actions on pages, pictures and documents, without the titles of what the person may not know of."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from wagtail.admin.views.pages import bulk_actions as on_pages
from wagtail.documents.views import bulk_actions as on_documents
from wagtail.images.views import bulk_actions as on_images
from wagtail.models import Page

from core.media_permissions import documents_usable_by, images_usable_by
from core.models import PortalImage
from core.page_visibility import visible_to_staff

REPLACED = (
    on_pages.DeleteBulkAction,
    on_pages.MoveBulkAction,
    on_pages.PublishBulkAction,
    on_pages.UnpublishBulkAction,
    on_images.AddTagsBulkAction,
    on_images.AddToCollectionBulkAction,
    on_images.DeleteBulkAction,
    on_documents.AddTagsBulkAction,
    on_documents.AddToCollectionBulkAction,
    on_documents.DeleteBulkAction,
)


class NamesTheKnown:
    """Says of known objects that nothing may be done with them; the others do not exist."""

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        objects, others = super().get_actionable_objects()  # type: ignore[misc]
        refused = others["items_with_no_access"]
        known = set(self._known().filter(pk__in=[item.pk for item in refused]).values_list("pk", flat=True))
        others["items_with_no_access"] = [item for item in refused if item.pk in known]
        if not objects and not known:
            raise Http404
        return objects, others

    def _known(self) -> QuerySet[Any]:
        user, model = self.request.user, self.model  # type: ignore[attr-defined]
        if issubclass(model, Page):
            return visible_to_staff(user, Page.objects.all())
        return images_usable_by(user) if model is PortalImage else documents_usable_by(user)


def replacements() -> list[type]:
    """Each of Wagtail's actions under its own name."""
    return [type(action.__name__, (NamesTheKnown, action), {}) for action in REPLACED]
