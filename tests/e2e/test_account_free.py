"""No account, no scripts: begun by a visitor, confirmed by mail, written under the link, claimed by domain, submitted."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from projects.models import ProjectPage, ProjectRequest
from tests.e2e.language import german, label
from tests.e2e.people import latest_mail, link_in, sign_in
from tests.factories import make_actor, make_moderator, make_target_group, make_topic
from tests.factories.sign_in import give_second_factor

pytestmark = pytest.mark.e2e

TITLE, EMAIL, PASSWORD = "Suppe ohne Grenzen", "karla@kulturkiste.example.org", "drei-rote-kraniche"


@pytest.fixture
def visitor(new_phone: Callable[..., Page]) -> Page:
    make_topic("Nachbarschaft", "nachbarschaft")
    make_target_group("Ältere Menschen", "aeltere")
    make_actor("chemnitz", name="Kulturkiste Sonnenberg", website="https://www.kulturkiste.example.org/")
    return new_phone(java_script_enabled=False)


def test_a_visitor_begins_without_an_account_and_submits_for_the_own_organisation(
    visitor: Page, new_phone: Callable[..., Page]
) -> None:
    begin(visitor)
    assert not visitor.context.cookies() or {cookie["name"] for cookie in visitor.context.cookies()} == {"csrftoken"}
    link = link_in(latest_mail(EMAIL), reverse("projects:begin"))

    elsewhere = new_phone(java_script_enabled=False)
    confirm(elsewhere, link)
    write(elsewhere)
    elsewhere.goto(reverse("projects:begin"))
    elsewhere.goto(link)
    expect(elsewhere.get_by_role("main")).to_contain_text(german("Everything needed is there."))
    assert not ProjectPage.objects.filter(title=TITLE).exists()

    open_account(elsewhere)
    claim(elsewhere)
    press(elsewhere, "Submit")
    expect(elsewhere.get_by_role("status").first).to_contain_text(german("Thank you. Your project is on its way."))
    assert ProjectRequest.objects.get().steps == {}

    the_desk_sees_it(new_phone())
    elsewhere.goto(link)
    expect(elsewhere).to_have_url(re.compile(reverse("projects:status", args=[ProjectPage.objects.get().pk])))
    visitor.goto(link)
    expect(visitor.get_by_role("heading", level=1)).to_have_text(german("This link can no longer be used"))


def begin(page: Page) -> None:
    """From the invitation in the catalogue; the organisation is chosen among those of a like name."""
    page.goto("/projekte/")
    page.get_by_role("main").get_by_role("link", name=german("Show a project")).first.click()
    page.get_by_label(label("Name of the project")).fill(TITLE)
    page.get_by_label(label("Postcode")).fill("09130")
    page.get_by_label(label("Name of the organisation")).fill("Kulturkiste Sonnenber")
    page.get_by_label(label("First name")).fill("Karla")
    page.get_by_label(label("Last name")).fill("Neumann")
    page.get_by_label(label("E-mail address")).fill(EMAIL)
    press(page, "Send me the link")
    page.get_by_role("radio", name=re.compile("Kulturkiste Sonnenberg")).check()
    press(page, "Send me the link")
    expect(page.get_by_role("heading", level=1)).to_have_text(german("Please look at your mail"))


def confirm(page: Page, link: str) -> None:
    """Opening the link is not enough; a button confirms."""
    page.goto(link)
    assert ProjectRequest.objects.get().confirmed_at is None
    press(page, "Confirm and go on writing")
    expect(page.get_by_role("heading", name=german("This is still missing"))).to_be_visible()


def write(page: Page) -> None:
    """The steps that members fill in too, from what is missing on; pictures wait for the account."""
    page.get_by_role("link", name=re.compile(german("The summary is missing."))).click()
    page.get_by_label(label("Summary")).fill("Nachbarinnen kochen jeden Freitag für alle.")
    page.get_by_role("checkbox", name="Nachbarschaft").check()
    page.get_by_role("checkbox", name="Ältere Menschen").check()
    page.get_by_role("radio", name=german("Idea"), exact=True).check()
    press(page, "Save and go on")
    page.get_by_label(label("The problem")).fill("Viele essen allein.")
    page.get_by_label(label("The approach")).fill("Jede Woche kocht jemand anderes für alle.")
    press(page, "Save and go on later")


def open_account(page: Page) -> None:
    page.get_by_role("link", name=german("Go on with an account")).click()
    page.get_by_label(label("Password")).fill(PASSWORD)
    page.get_by_label(label("Password, once more")).fill(PASSWORD)
    press(page, "Open the account and go on")


def claim(page: Page) -> None:
    """The address belongs to the organisation, so nobody has to be asked."""
    expect(page.get_by_role("heading", level=1)).to_have_text(german("Whose project is it?"))
    press(page, "Yes, this is our organisation")
    expect(page.get_by_role("heading", level=1)).to_have_text(german("Check and submit"))


def the_desk_sees_it(page: Page) -> None:
    moderator = make_moderator("chemnitz")
    sign_in(page, moderator.email, secret=give_second_factor(moderator))
    page.goto(reverse("wagtailadmin_home"))
    expect(page.get_by_role("link", name=TITLE).first).to_be_visible()
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("main")).to_contain_text("Kulturkiste Sonnenberg")


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=german(words), exact=True).click()
