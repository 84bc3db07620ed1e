"""What has to be true of every page: no barrier that axe knows, no sideways scrolling, nothing loaded from elsewhere."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Self
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import ConsoleMessage, Error, Page, Request

NARROW, WIDE = 320, 1280
SCHEMES = ("light", "dark")
# Nothing but colours depends on the scheme.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
FACTS = """() => ({
  lang: document.documentElement.lang,
  headings: [...document.querySelectorAll("h1")].map(heading => heading.textContent.trim()),
  title: document.title.trim(),
  forms: document.querySelectorAll("form[method=post]").length,
})"""
# Parts of a page may be cut off by what is around them, so that the page does not scroll; tables may by themselves.
TOO_WIDE = """within => {
  const root = document.documentElement;
  if (!within && root.scrollWidth <= root.clientWidth) return null;
  const scrolls = element => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const inside = element => element && (scrolls(element) || inside(element.parentElement));
  const wide = [...document.querySelectorAll(within ? `:is(${within}) *` : "body *")].filter(
    element => element.getBoundingClientRect().right > root.clientWidth + 1 && !(within && inside(element))
  );
  return within && !wide.length ? null : wide.slice(0, 3).map(element => element.outerHTML.slice(0, 120));
}"""
RUN = "([parts, options]) => axe.run(parts ? { include: parts } : document, options)"
UNFOLD = """() => {
  const folded = document.querySelectorAll("main details:not([open])");
  for (const fold of folded) fold.open = true;
  return folded.length > 0;
}"""


class Listener:
    """Hears what a page complains about and where it sends requests, as long as it is listened to."""

    def __init__(self, page: Page, address: str) -> None:
        self._page, self._address = page, address
        self.complaints: list[str] = []
        self._heard = {"console": self._on_console, "pageerror": self._on_error, "request": self._on_request}

    def __enter__(self) -> Self:
        for event, hear in self._heard.items():
            self._page.on(event, hear)  # type: ignore[call-overload]
        return self

    def __exit__(self, *raised: object) -> None:
        for event, hear in self._heard.items():
            self._page.remove_listener(event, hear)

    def _on_error(self, error: Error) -> None:
        self.complaints.append(f"script error: {error}")

    def _on_console(self, message: ConsoleMessage) -> None:
        # An answer of 400 or above is an error to the console, too; for the page itself it is meant.
        own_status = "Failed to load resource" in message.text and message.location["url"] == self._page.url
        if message.type == "error" and not own_status:
            self.complaints.append(f"console: {message.text} ({message.location['url']})")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self._address, "data:", "blob:")):
            self.complaints.append(f"request to a third party: {request.url}")


def complaints_about(page: Page, within: str = "") -> Iterator[str]:
    """Looks at a page of a narrow window in both schemes: as it comes, then wide with everything unfolded.

    `within` are selectors of the parts to look at; without them it is the whole page.
    """
    yield from _facts(page)
    page.evaluate(AXE_SCRIPT)
    yield from _overflow(page, within, f"{NARROW} px")
    yield from _barriers_in_both_schemes(page, within, f"{NARROW} px")
    if page.evaluate(UNFOLD):
        yield from _overflow(page, within, f"{NARROW} px, unfolded")
    resize(page, WIDE)
    yield from _overflow(page, within, f"{WIDE} px")
    yield from _barriers_in_both_schemes(page, within, f"{WIDE} px")


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


def _overflow(page: Page, within: str, where: str) -> Iterator[str]:
    wide = page.evaluate(TOO_WIDE, within)
    if wide is not None:
        yield f"{where}: scrolls sideways: {wide}"


def _barriers_in_both_schemes(page: Page, within: str, where: str) -> Iterator[str]:
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        rules = COLOUR_RULES if scheme != SCHEMES[0] else None
        yield from _barriers(page, within, f"{where}, {scheme}", rules)
    page.emulate_media(color_scheme="light")


def _facts(page: Page) -> Iterator[str]:
    facts = page.evaluate(FACTS)
    expected = _language_of(page.url)
    if facts["lang"] != expected:
        yield f"lang is {facts['lang']!r} instead of {expected!r}"
    if len(facts["headings"]) != 1 or not all(facts["headings"]):
        yield f"first headings: {facts['headings']}"
    if not re.match(r"\w", facts["title"]):
        yield f"the title is {facts['title']!r}"


def _language_of(url: str) -> str:
    found = re.match(r"/(en|hsb|de-simple)/", urlsplit(url).path)
    return found[1] if found else "de"


def _barriers(page: Page, within: str, where: str, rules: Iterable[str] | None = None) -> Iterator[str]:
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    parts = [part.strip() for part in within.split(",")] if within else None
    results = AxeResults(page.evaluate(RUN, [parts, options]))
    if results.violations_count:
        yield f"{where}: {results.generate_report()}"


def cookies_of_a_reader(page: Page) -> Iterator[str]:
    """Readers get no cookie; a page with a form of its own may set the one that protects the form."""
    has_form = page.evaluate(FACTS)["forms"] > 0
    for cookie in page.context.cookies():
        protects_form = cookie["name"] == "csrftoken" and cookie["httpOnly"] and cookie["sameSite"] == "Lax"
        if not (has_form and protects_form):
            yield f"a reader gets the cookie {cookie['name']}"
