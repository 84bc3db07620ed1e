"""Starting data of an installation, kept beside the code as TOML."""

import tomllib
from pathlib import Path
from typing import Any

DATA_DIR = Path(__file__).resolve().parent.parent / "data"


def load(name: str) -> dict[str, Any]:
    """The content of one data file, by its name without ending."""
    return tomllib.loads((DATA_DIR / f"{name}.toml").read_text(encoding="utf-8"))
