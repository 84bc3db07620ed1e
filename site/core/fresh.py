"""Keeps what is expensive to read until content changes.

Every write of content starts a new generation, which no earlier entry belongs to. With a cache per process a change
reaches the other processes after `SECONDS`; with a shared cache at once.
"""

import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

SECONDS = 60
GENERATION = "fresh:generation"
FOREIGN_MODELS = (Page, Locale, PageViewRestriction, Site)
# Records of what people did change nothing that readers see.
NO_CONTENT = frozenset(
    {"core.outboxmessage", "core.consentevent", "core.decision", "core.searchentry", "core.searchword"}
)
NO_CONTENT_APPS = frozenset({"accounts", "portal"})

Value = TypeVar("Value")


def cached(name: str, build: Callable[[], Value]) -> Value:
    """What `build` returned since content last changed; the value has to be picklable and never None."""
    key = f"fresh:{name}:{_generation()}"
    value = cache.get(key)
    if value is None:
        value = build()
        cache.set(key, value, SECONDS)
    return value


def forget() -> None:
    """Start a new generation."""
    cache.set(GENERATION, uuid.uuid4().hex, None)


def _generation() -> str:
    known = cache.get(GENERATION)
    if known is None:
        known = uuid.uuid4().hex
        cache.set(GENERATION, known, None)
    return known


def connect() -> None:
    """Listen to everything that readers see; called once all models are loaded."""
    for model in content_models():
        for number, signal in enumerate((post_save, post_delete)):
            signal.connect(_changed, sender=model, dispatch_uid=f"fresh_{number}_{model._meta.label_lower}")
    for signal in (post_page_move, page_slug_changed):
        signal.connect(_changed, dispatch_uid=f"fresh_{id(signal)}")


def content_models() -> Iterable[type[Model]]:
    """Our own models but for records, and what of Wagtail's decides over pages and addresses."""
    yield from FOREIGN_MODELS
    for config in apps.get_app_configs():
        if _is_ours(config) and config.label not in NO_CONTENT_APPS:
            yield from (model for model in config.get_models() if model._meta.label_lower not in NO_CONTENT)


def _is_ours(config: AppConfig) -> bool:
    folder = Path(config.path)
    return folder.parent in (settings.BASE_DIR, settings.BASE_DIR / "site")


def _changed(**kwargs: Any) -> None:
    """At once for this transaction, and again when others can see the change."""
    forget()
    transaction.on_commit(forget)
