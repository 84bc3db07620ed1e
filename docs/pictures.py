"""Takes the pictures of docs/redaktion.md from the running demo: `make demo` in one window, `make pictures` in another."""

import os
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0:1] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.urls import reverse  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from wagtail.models import WorkflowState  # noqa: E402

from core.desk.queue import queue_for  # noqa: E402
from tests.e2e.people import session_of  # noqa: E402
from tests.plugins.browser import ARGUMENTS, find_chromium  # noqa: E402

FOLDER = ROOT / "docs" / "bilder"
SIZE = {"width": 1280, "height": 860}
MODERATOR, LEAD_EDITOR, MEMBER = "kathrin.uhlig", "henrike.wolfram", "heiko.wendler"


def main(address: str) -> None:
    """Take every picture anew; a page that does not open ends the run."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*ARGUMENTS, "--lang=de-DE"])
        for name, person, path, prepare in pictures():
            page = window(browser, address, person)
            answer = page.goto(address + path)
            assert answer is not None
            assert answer.ok, f"{path}: {answer.status}"
            if prepare:
                page.locator(prepare).first.check()
            keep(page, name)
            page.context.close()
            sys.stdout.write(f"{name}\n")


def pictures() -> list[tuple[str, str, str, str]]:
    """Name, whose screen, address, and what to tick before the picture is taken."""
    moderator = person_named(MODERATOR)
    task = queue_for(moderator)[0].task_state_id
    asked = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES).order_by("-pk").first()
    found = [
        ("schreibtisch", MODERATOR, "/cms/", ""),
        ("pruefliste", MODERATOR, reverse("core_review_queue"), ""),
        ("pruefen", MODERATOR, reverse("core_review", args=[task]), ""),
        ("aenderungspunkte", MODERATOR, f"{reverse('core_review', args=[task])}#review-decision", CHANGES),
        ("abwesenheit", MODERATOR, reverse("absences:overview"), ""),
        ("entscheidungen", LEAD_EDITOR, "/cms/reports/decisions/", ""),
        ("pakete", LEAD_EDITOR, "/cms/packages/", ""),
    ]
    if asked is not None:
        found.append(("stand", MEMBER, reverse("projects:mine"), ""))
    return found


CHANGES = '[name="action"][value="request_changes"]'


def person_named(name: str) -> Any:
    return get_user_model().objects.get(email=f"{name}@example.org")


def window(browser: Browser, address: str, person: str) -> Page:
    """A browser in which the person is signed in."""
    context = browser.new_context(viewport=SIZE, locale="de-DE", color_scheme="light", reduced_motion="reduce")
    key = session_of(person_named(person))
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": address}])
    return context.new_page()


def keep(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(page.screenshot()))
    picture.convert("RGB").save(FOLDER / f"{name}.webp", quality=80)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
