"""A package of three pages in two regions: made, approved in each region, planned, public at its minute and not before."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from core.packages.models import Package
from core.regular_work import do_due_work
from tests.e2e.language import german
from tests.e2e.people import latest_mail, link_in, sign_in
from tests.e2e.watching import Session
from tests.factories import (
    make_editor,
    make_event,
    make_lead_editor,
    make_moderator,
    make_news,
    make_project,
    submit,
)
from tests.factories.sign_in import give_second_factor

pytestmark = pytest.mark.e2e

TITLE = "Woche der Nachbarschaft"


def test_three_pages_of_two_regions_become_public_as_one(new_phone: Callable[..., Page]) -> None:
    author, colleague = make_editor("chemnitz"), make_editor("leipzig")
    pages: list[Any] = [
        make_news("chemnitz", user=author, title="Die Woche beginnt"),
        make_project("chemnitz", user=author, title="Suppe ohne Grenzen"),
        make_event("leipzig", user=colleague, title="Abend der langen Tafel"),
    ]
    reader = Session(new_phone().context)
    lead = signed_in(new_phone(), make_lead_editor())
    make_the_package(lead, pages)
    package = Package.objects.get(title=TITLE)

    plan(lead)
    expect(lead.get_by_role("main")).to_contain_text(german("This version has not been approved for publication."))
    for region, writer, some in (("chemnitz", author, pages[:2]), ("leipzig", colleague, pages[2:])):
        moderator = signed_in(new_phone(), make_moderator(region))
        for page in some:
            approve(moderator, submit(type(page).objects.get(pk=page.pk), writer))
            assert reader.opening({"page": page.url}) == set()
    assert german("Look at the package") not in latest_mail(author.email)
    assert TITLE in latest_mail(author.email)

    lead.goto(reverse("packages_show", args=[package.pk]))
    press(lead, "Dry run")
    expect(lead.get_by_role("main")).to_contain_text(german("Dry run: all pages would become public."))
    lead.goto(f"{reverse('packages_calendar')}?month={timezone.localtime(package.publish_at):%Y-%m}")
    expect(lead.get_by_role("table").get_by_role("link", name=TITLE)).to_be_visible()

    addresses = {page.title: page.url for page in pages}
    package.refresh_from_db()
    assert package.publish_at is not None
    do_due_work(package.publish_at - timedelta(seconds=1))
    assert reader.opening(addresses) == set()
    do_due_work(package.publish_at)
    assert reader.opening(addresses) == set(addresses)
    for page in pages:
        assert page.title in reader.read(page.get_parent().url)
    lead.goto(reverse("packages_show", args=[package.pk]))
    expect(lead.get_by_role("main")).to_contain_text(german("Published"))
    assert link_in(latest_mail(colleague.email), pages[2].url)


def make_the_package(lead: Page, pages: list[Any]) -> None:
    lead.goto(reverse("packages_index"))
    lead.get_by_role("main").get_by_role("link", name=german("New package")).click()
    lead.get_by_role("textbox", name=re.compile("^Tit")).fill(TITLE)
    for region in ("Chemnitz", "Leipzig"):
        lead.get_by_role("checkbox", name=region).check()
    press(lead, "Begin this package")
    for page in pages:
        lead.get_by_role("combobox", name=starts("Page")).select_option(str(page.pk))
        press(lead, "Add to the package")
        expect(lead.get_by_role("article", name=page.title)).to_be_visible()


def plan(lead: Page) -> None:
    day = timezone.localdate() + timedelta(days=5)
    lead.get_by_label(starts("Day")).fill(day.isoformat())
    lead.get_by_label(starts("Time")).fill("10:30")
    press(lead, "Set the minute")
    expect(lead.get_by_role("main")).to_contain_text("10:30")


def approve(moderator: Page, task_state: Any) -> None:
    moderator.goto(reverse("core_review", args=[task_state.pk]))
    expect(moderator.get_by_role("main")).to_contain_text(TITLE)
    moderator.get_by_role("radio", name=german("Approve"), exact=True).check()
    press(moderator, "Decide")
    expect(moderator).to_have_url(re.compile(re.escape(reverse("core_review_queue"))))


def signed_in(page: Page, user: Any) -> Page:
    sign_in(page, user.email, secret=give_second_factor(user))
    return page


def starts(words: str) -> re.Pattern[str]:
    """The label of a field, which Wagtail ends with a star where it is required."""
    return re.compile(rf"^\s*{re.escape(german(words))}\s*\*?\s*$")


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=german(words), exact=True).click()
