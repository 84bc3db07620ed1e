"""System checks that guard the layout of the project itself."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from portal.settings.environment import BASE_DIR


@register()
def site_folder_is_no_package(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The folder `site` must stay a path entry: as a package it would shadow Python's own module."""
    if not (BASE_DIR / "site" / "__init__.py").exists():
        return []
    return [
        Error(
            "The folder site/ has an __init__.py.",
            hint="Remove it: Python's own module is called site, ours is only a folder on the path.",
            id="portal.E001",
        )
    ]


@register("database", deploy=True)
def production_uses_postgresql(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """SQLite is for trying out: it has one writer at a time and no German word stems in search."""
    if "sqlite" not in settings.DATABASES["default"]["ENGINE"]:
        return []
    return [
        Warning(
            "The production settings run on a SQLite file.",
            hint="Set DATABASE_URL to a PostgreSQL database.",
            id="portal.W001",
        )
    ]
