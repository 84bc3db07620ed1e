"""Imports and migrations point down; siblings do not know one another.

Reading the migrations needs the database, because one of wagtail-localize's asks it a question when imported.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parents[2]
LAYERS = [
    {"core"},
    {"accounts"},
    {"actors"},
    {"news", "projects", "events", "participation", "mentoring"},
    {"home"},
    {"portal"},
]
# The user is everybody's author and reviewer; the kernel's keys to it are strings. Its own apps stand on it.
KERNEL_APPS = {"packages"}
EXCEPTIONS = {("core", "accounts"), *((label, below) for label in KERNEL_APPS for below in ("core", "accounts"))}


def home_of(app_label: str) -> str:
    """Return the outermost package of an app: an app within an app lies where that one does."""
    try:
        return apps.get_app_config(app_label).name.partition(".")[0]
    except LookupError:
        return ""


def layer(app_label: str) -> int | None:
    """Return the height of an app of ours, or None."""
    package = home_of(app_label)
    return next((height for height, packages in enumerate(LAYERS) if package in packages), None)


def test_imports_point_down() -> None:
    result = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")])},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout


def test_every_app_of_ours_has_a_layer() -> None:
    ours = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(ROOT) and not Path(config.path).is_relative_to(sys.prefix)
    }
    assert {label for label in ours if layer(label) is None} == set()


@pytest.mark.django_db
def test_migrations_depend_on_lower_layers_only() -> None:
    upward = set()
    for (app_label, name), migration in MigrationLoader(None).disk_migrations.items():
        height = layer(app_label)
        if height is None:
            continue
        for other_label, other_name in migration.dependencies:
            ends = home_of(app_label), home_of(other_label)
            other_height = layer(other_label) if ends[0] != ends[1] else None
            if other_height is None or ends in EXCEPTIONS:
                continue
            if other_height >= height:
                upward.add(f"{app_label}.{name} → {other_label}.{other_name}")
    assert upward == set()


def test_foreign_keys_point_to_lower_layers_only() -> None:
    upward = set()
    for model in apps.get_models():
        height = layer(model._meta.app_label)
        if height is None:
            continue
        for field in model._meta.get_fields():
            if not field.concrete or not field.is_relation or not field.related_model:
                continue
            label = field.related_model._meta.app_label  # type: ignore[union-attr]
            ends = home_of(model._meta.app_label), home_of(label)
            other_height = layer(label) if ends[0] != ends[1] else None
            if other_height is None or ends in EXCEPTIONS:
                continue
            if other_height >= height:
                upward.add(f"{model._meta.label}.{field.name} → {label}")
    assert upward == set()


@pytest.mark.django_db
def test_user_s_first_migration_knows_no_core() -> None:
    first = MigrationLoader(None).disk_migrations["accounts", "0001_user"]
    assert {label for label, _ in first.dependencies} <= {"auth", "contenttypes", "__setting__"}
