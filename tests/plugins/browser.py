"""Browser tests use the Chromium of the operating system; where it is missing they are skipped by one clear line."""

import os
import shutil
from typing import Any

import pytest

INSTALL = "no Chromium found: sudo apt-get install -y chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    """Return the path of the first Chromium found; CHROMIUM names one that is elsewhere."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever uses a browser as e2e, and skip it where there is none."""
    skip = None if find_chromium() else pytest.mark.skip(reason=INSTALL)
    for item in items:
        if {"page", "context", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.e2e)
            if skip:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch what the operating system provides; downloading a browser is never needed."""
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": ARGUMENTS}
