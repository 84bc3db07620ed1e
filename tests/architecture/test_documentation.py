"""What the documents name exists: commands, files, make targets."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def named(document: Path) -> str:
    """Name a document from the root."""
    return str(document.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_management_command_named_exists(document: Path) -> None:
    commands = set(re.findall(r"manage\.py (\w+)", document.read_text()))
    assert commands - set(get_commands()) - {"alone"} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_make_target_named_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    mentioned = set(re.findall(r"(?:`|^)make ([a-z-]+)", document.read_text(), re.MULTILINE))
    assert mentioned - targets == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_into_the_project_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_command_of_ours_is_documented_or_for_developers() -> None:
    ours = {path.stem for path in ROOT.glob("**/management/commands/*.py") if ".venv" not in path.parts} - {"__init__"}
    for_developers = {"demo", "serve_demo", "messages"}
    operations = (ROOT / "docs" / "operations.md").read_text()
    assert {name for name in ours - for_developers if f"manage.py {name}" not in operations} == set()
