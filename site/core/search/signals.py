"""Keeps the search index true: every way in which content appears, changes its place or goes is followed."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

from core.gate import BOOKKEEPING
from core.search import index

# Bookkeeping writes leave what readers see as it is, but for these.
VISIBLE = frozenset({"live", "url_path", "path", "region"})


def connect() -> None:
    """Listen to all searchable models; called once all of them are loaded."""
    for model in index.searchable_models():
        name = model._meta.label_lower
        post_save.connect(_saved, sender=model, dispatch_uid=f"search_saved_{name}")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"search_deleted_{name}")
    post_page_move.connect(_subtree_changed, dispatch_uid="search_page_moved")
    page_slug_changed.connect(_subtree_changed, dispatch_uid="search_slug_changed")
    for signal in (post_save, post_delete):
        signal.connect(_restriction_changed, sender=PageViewRestriction, dispatch_uid=f"search_{id(signal)}_restricted")
        signal.connect(_site_changed, sender=Site, dispatch_uid=f"search_{id(signal)}_site")


def _saved(instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    if raw or (update_fields is not None and (BOOKKEEPING - VISIBLE).issuperset(update_fields)):
        return
    index.index_object(instance)


def _deleted(instance: Any, **kwargs: Any) -> None:
    index.remove_object(instance)


def _subtree_changed(instance: Any, **kwargs: Any) -> None:
    index.index_subtree(instance.pk)


def _restriction_changed(instance: Any, **kwargs: Any) -> None:
    index.index_subtree(instance.page_id)


def _site_changed(raw: bool = False, **kwargs: Any) -> None:
    """Addresses hang on the site's root page, which Wagtail keeps in the cache."""
    if not raw:
        Site.clear_site_root_paths_cache()
        index.rebuild()
