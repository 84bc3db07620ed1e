"""One style sheet per request: the entry file is served with the files it imports written into it.

Sources stay one file per component; the development server, WhiteNoise and collectstatic all ask finders, so no build
step is needed. Without this finder the entry file still works, only with one request per import.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

ENTRY = "css/site.css"
IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>[\w-]+)\))?;')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def bundle(entry: Path) -> str:
    """The entry file with every import replaced by the imported text, inside its layer; comments are left out."""

    def imported(match: re.Match[str]) -> str:
        text = (entry.parent / match["path"]).read_text(encoding="utf-8")
        return f"@layer {match['layer']} {{\n{text}\n}}" if match["layer"] else text

    text = COMMENT.sub("", IMPORT.sub(imported, entry.read_text(encoding="utf-8")))
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"


class BundleFinder(BaseFinder):
    """Finds the entry style sheet as a bundle under `var/bundles`, rewritten when a source has changed."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.BASE_DIR / "var" / "bundles")
        self.storage.prefix = ""  # type: ignore[attr-defined] # collectstatic reads it from every storage
        super().__init__(*args, **kwargs)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != ENTRY:
            return []
        found = self._written()
        if found is None:
            return []
        return [str(found)] if find_all else str(found)

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        if self._written() is not None:
            yield ENTRY, self.storage

    def _written(self) -> Path | None:
        entry = next((Path(root) / ENTRY for root in settings.STATICFILES_DIRS if (Path(root) / ENTRY).is_file()), None)
        if entry is None:
            return None
        target = Path(self.storage.path(ENTRY))
        newest = max(source.stat().st_mtime_ns for source in entry.parent.rglob("*.css"))
        # The bundle wears the date of its newest source: one saved while the bundle is written is noticed next time.
        if not target.exists() or target.stat().st_mtime_ns != newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_suffix(f".{os.getpid()}.tmp")
            draft.write_text(bundle(entry), encoding="utf-8")
            os.utime(draft, ns=(newest, newest))
            draft.replace(target)
        return target
