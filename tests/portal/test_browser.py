"""The browser that the operating system provides works with the test server."""

from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer


def test_component_page_loads_under_its_own_policy(page: Page, live_server: LiveServer) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto(f"{live_server.url}/components/")
    assert page.locator("h1").first.is_visible()
    assert complaints == []
