"""Reads the demo content: TOML files written by hand, described in `content/README.md`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

CONTENT_DIR = Path(__file__).resolve().parent / "content"
# Names of the language tables in the files, and the codes of the site.
LANGUAGE_TABLES = {"en": "en", "hsb": "hsb", "simple": "de-simple"}


@cache
def read(name: str) -> dict[str, Any]:
    """One file of the demo content, by its name without ending."""
    return tomllib.loads((CONTENT_DIR / f"{name}.toml").read_text(encoding="utf-8"))


def texts(entry: dict[str, Any], row: type, *fields: str) -> list[Any]:
    """Text rows of an entry: German from the entry itself, the others from its language tables."""
    rows = [row(language="de", **{field: entry.get(field, "") for field in fields})]
    for table, code in LANGUAGE_TABLES.items():
        if table in entry:
            rows.append(row(language=code, **{field: entry[table].get(field, "") for field in fields}))
    return rows
