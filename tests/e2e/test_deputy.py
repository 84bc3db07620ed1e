"""Somebody takes a task on and falls ill: the deputy hears of it, hands it over, and it is decided in time."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from core.desk import claims
from core.models import Claim, Decision
from tests.e2e.language import german, label
from tests.e2e.people import latest_mail, link_in, sign_in
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_moderator,
    make_project,
    send_summaries,
    submit,
)
from tests.factories.sign_in import give_second_factor

pytestmark = pytest.mark.e2e
TITLE = "Fahrrad für alle"


def test_a_deputy_decides_what_somebody_who_is_away_had_taken_on(new_phone: Callable[..., Page]) -> None:
    moderator = make_moderator("chemnitz", first_name="Ruth", last_name="Hensel")
    deputy = make_moderator("leipzig", first_name="Bodo", last_name="Zwirner")
    author = make_actor_lead(make_actor("chemnitz", name="Radwerk Sonnenberg"))
    project = make_project("chemnitz", title=TITLE, user=author, actor=author.memberships.get().actor)
    submit(project, author)

    ruth = signed_in(new_phone(), moderator)
    takes_it_on(ruth)
    enters_an_absence(ruth, str(deputy))
    assert claims.return_stranded() == 1, "the absence begins today, so the task is everybody's again"

    bodo = signed_in(new_phone(), deputy)
    assert "Ruth Hensel" in latest_mail(deputy.email)
    assert send_summaries() == 1
    bodo.goto(link_in(latest_mail(deputy.email), reverse("core_review_queue")))
    expect(bodo.get_by_role("region", name=german("Who answers for it"))).to_contain_text(
        german("Nobody has taken this on yet.")
    )
    press(bodo, "Take it on")
    assert Claim.objects.get().user == deputy
    bodo.get_by_role("radio", name=german("Approve"), exact=True).check()
    press(bodo, "Decide")

    reader = new_phone()
    project.refresh_from_db()
    reader.goto(project.url)
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert Decision.objects.about(project).last().user == deputy


def signed_in(page: Page, person: Any) -> Page:
    sign_in(page, person.email, secret=give_second_factor(person))
    return page


def takes_it_on(page: Page) -> None:
    """From the part of the queue that nobody has yet to the part that is one's own."""
    page.goto(reverse("core_review_queue"))
    parts = page.get_by_role("navigation", name=german("Parts of the queue"))
    parts.get_by_role("link", name=re.compile(german("Nobody's yet"))).click()
    page.get_by_role("link", name=TITLE).click()
    press(page, "Take it on")
    page.goto(f"{reverse('core_review_queue')}?part=mine")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


def enters_an_absence(page: Page, deputy: str) -> None:
    """From "Mein Bereich", for today, with somebody who decides meanwhile."""
    page.goto(reverse("members:overview"))
    page.get_by_role("link", name=german("Absence"), exact=True).click()
    today = timezone.localdate().isoformat()
    page.get_by_label(label("First day")).fill(today)
    page.get_by_label(label("Last day")).fill("2099-01-01")
    page.get_by_label(label("Who decides in the meantime?")).select_option(label=deputy)
    press(page, "Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label(label("Last day")).fill((timezone.localdate() + timedelta(days=30)).isoformat())
    press(page, "Enter")
    expect(page.get_by_role("main")).to_contain_text(german("%(name)s decides in the meantime.", name=deputy))


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=german(words), exact=True).click()
