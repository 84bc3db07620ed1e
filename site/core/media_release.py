"""Makes files public together with what shows them: until then they are served to checked readers only."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, ReferenceIndex
from wagtail.signals import page_published, published

from core.models import PortalDocument, PortalImage

FILE_MODELS = (PortalImage, PortalDocument)
# Models without drafts: whatever is saved can be seen.
_public_when_saved: list[type] = []


def connect() -> None:
    for signal in (published, page_published):
        signal.connect(_on_published, dispatch_uid="core_release_files")


def release_when_saved(model: type) -> None:
    """Name a model whose rows are public at once; called in `AppConfig.ready`."""
    _public_when_saved.append(model)
    post_save.connect(_on_published, sender=model, dispatch_uid=f"core_release_files_{model.__name__}")


def _on_published(instance: Any, **kwargs: Any) -> None:
    release_files_of(instance)


def release_files_of(instance: Any) -> None:
    """Release every picture and document that this object refers to, in whatever field or block."""
    types = {ContentType.objects.get_for_model(model).pk: model for model in FILE_MODELS}
    found: dict[Any, set[str]] = {model: set() for model in FILE_MODELS}
    for type_id, object_id, *_paths in ReferenceIndex._extract_references_from_object(instance):
        if type_id in types:
            found[types[type_id]].add(object_id)
    for model, ids in found.items():
        if ids:
            model._default_manager.filter(pk__in=ids, released_at=None).update(released_at=timezone.now())


def public_objects() -> Iterable[Any]:
    """Everything that readers can see now: live pages, live snippets, and what is public when saved."""
    yield from Page.objects.live().specific().iterator(chunk_size=100)
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page) and not model._meta.abstract:
            yield from model._default_manager.filter(live=True).iterator(chunk_size=100)
    for model in _public_when_saved:
        yield from model._default_manager.iterator(chunk_size=100)
