"""Every page type, every route, every state of a submission: no barriers in either scheme, from 320 to 1280 px."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import URLPattern, get_resolver
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker
from wagtail.models import get_page_models

from core.blocks import BodyBlock
from tests.e2e.body_blocks import block_values
from tests.e2e.examples import DESK, PAGE_TYPES, ROUTES, STATES, WITHOUT_PAGE, Example
from tests.e2e.people import session_of
from tests.e2e.soundness import NARROW, Listener, complaints_about, cookies_of_a_reader, resize
from tests.e2e.world import World, build_world
from tests.plugins import databases

pytestmark = pytest.mark.e2e

EXAMPLES = PAGE_TYPES | ROUTES | STATES | DESK


@pytest.fixture(scope="module")
def world(served: str, django_db_setup: databases.TestDatabase, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The small portal, built once; the database is given back as it was."""
    with django_db_blocker.unblock(), override_settings(EMAIL_BACKEND="core.outbox.OutboxBackend"):
        yield build_world()
        django_db_setup.restore()


@pytest.fixture(scope="module")
def page_of(browser: Browser, served: str, world: World) -> Iterator[Callable[[str], Page]]:
    """The browser of each person, signed in without the form; those who are no people of the world have nothing in it."""
    pages: dict[str, Page] = {}
    sessions = {who: session_of(person) for who, person in world.people.items()}

    def page(who: str) -> Page:
        if who not in pages:
            options: dict[str, Any] = {"locale": "de-DE", "reduced_motion": "reduce"}
            pages[who] = browser.new_context(base_url=served, **options).new_page()
        pages[who].context.clear_cookies()
        if who in sessions:
            cookie: Any = {"name": settings.SESSION_COOKIE_NAME, "value": sessions[who], "url": served}
            pages[who].context.add_cookies([cookie])
        return pages[who]

    yield page
    for opened in pages.values():
        opened.context.close()


def routes() -> Iterator[str]:
    """The names of all routes outside Wagtail's editing interface, with their namespace."""

    def walk(resolver: Any, names: list[str], address: str) -> Iterator[str]:
        for entry in resolver.url_patterns:
            here = address + str(entry.pattern)
            if isinstance(entry, URLPattern):
                yield ":".join([*names, entry.name or here])
            elif not here.startswith("cms/"):
                yield from walk(entry, [*names, entry.namespace] if entry.namespace else names, here)

    yield from walk(get_resolver(), [], "")


def test_every_page_type_has_an_example() -> None:
    ours = {model._meta.label for model in get_page_models() if not model.__module__.startswith("wagtail.")}
    assert ours == set(PAGE_TYPES)


def test_every_route_has_an_example() -> None:
    assert set(routes()) == set(ROUTES) | set(WITHOUT_PAGE)


def test_every_block_is_in_the_story(world: World) -> None:
    shown = {block.block_type for block in world.objects["story"].body}
    assert (
        shown == set(BodyBlock().child_blocks) == set(block_values(world.objects["project"], world.objects["person"]))
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_page_is_sound(name: str, world: World, served: str, page_of: Callable[[str], Page]) -> None:
    example: Example = EXAMPLES[name]
    page = page_of(example.who)
    resize(page, NARROW)
    with Listener(page, served) as listener:
        with patch(example.broken, return_value=False) if example.broken else nullcontext():
            answer = page.goto(example.path(world))
        assert answer is not None
        assert answer.status == example.status
        if example.act:
            with page.expect_navigation():
                example.act(page, world)
        complaints = [*complaints_about(page, example.within), *listener.complaints]
    if example.who == "reader" and not example.act:
        complaints += cookies_of_a_reader(page)
    assert not complaints, "\n".join(complaints)
