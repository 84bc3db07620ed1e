"""The page of components: complete, plain markup, and without a finding in a browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def gallery():
    response = Client().get("/components/")
    assert response.status_code == 200
    return response.content.decode()


def test_it_has_no_inline_style_and_no_inline_script(gallery):
    assert not re.search(r"\sstyle=|<style|\son(click|load|error)=", gallery)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", gallery))


def test_the_map_links_every_district_by_name(gallery):
    names = re.findall(r'class="map__district" href="[^"]+" aria-label="([^"]+)"', gallery)

    assert len(set(names)) == 13
    assert any(name.startswith("Görlitz, ") and name.endswith(" Projekte, Region Dresden") for name in names)


def test_numbers_in_drawings_and_addresses_are_not_written_the_german_way(gallery):
    assert 'viewBox="0 0 1000 ' in gallery
    assert not re.search(r"[?&]page=\d+\.\d", gallery)


def test_every_id_is_used_once(gallery):
    ids = re.findall(r'\sid="([^"]+)"', gallery)

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(live_server, browser, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{live_server.url}/components/")
    for summary in page.locator("main details > summary:visible").all():
        summary.click()
    results = Axe().run(page)
    context.close()

    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_no_width_makes_the_page_scroll_sideways(live_server, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/components/")

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_menu_of_narrow_screens_opens_without_script(live_server, browser):
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/components/")
    page.locator(".menu > summary").click()

    assert page.locator(".menu__nav a").first.is_visible()
    assert page.locator(".header__tools > a").first.is_visible()
    context.close()


def test_escape_closes_a_menu_and_returns_the_focus(live_server, page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/components/")
    summary = page.locator(".dropdown > summary")
    summary.click()
    page.keyboard.press("Escape")

    assert page.locator(".dropdown").get_attribute("open") is None
    assert summary.evaluate("element => element === document.activeElement")


def test_every_target_in_the_header_is_large_enough(live_server, page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{live_server.url}/components/")
    boxes = [target.bounding_box() for target in page.locator(".header a:visible, .header summary:visible").all()]

    assert all(box["height"] >= 44 for box in boxes)
