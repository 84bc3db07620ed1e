"""Mentor and mentee on phones, by keyboard: applied, approved, asked, accepted, met, certified; and the way of silence."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect

from core import gate, review
from core.workdays import add_working_days
from mentoring.models import Mentor
from mentoring.tandems import clock
from mentoring.tandems.models import Match, State
from tests.e2e.conftest import PHONE
from tests.e2e.keyboard import Keyboard
from tests.e2e.language import german, label
from tests.e2e.people import latest_mail, link_in
from tests.factories import make_moderator, make_programme_lead, make_topic, morning
from tests.mentoring.tandem_world import mentor_with

pytestmark = pytest.mark.e2e

MENTOR, MENTEE, PASSWORD = "mina@example.org", "karla@example.org", "drei-rote-kraniche"
PROJECT = "Werkstatt im Hof"


@pytest.fixture
def plain_phone(new_context: Callable[..., BrowserContext], address: str) -> Callable[[], Page]:
    return lambda: new_context(base_url=address, viewport=PHONE, java_script_enabled=False).new_page()


def button(page: Page, words: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=german(words), exact=True)


def link(page: Page, words: str) -> Locator:
    return page.get_by_role("main").get_by_role("link", name=german(words), exact=True).first


def test_a_mentor_applies_accompanies_somebody_and_gets_a_certificate(
    new_phone: Callable[..., Page], plain_phone: Callable[[], Page]
) -> None:
    make_topic("Nachbarschaft", "nachbarschaft")
    make_programme_lead("chemnitz", email="team@example.org")
    mentor, mentee = new_phone(), plain_phone()
    keys = Keyboard(mentor)
    applies(mentor, keys)
    is_approved()
    asks(mentee, "Mina Nowak")
    assert PROJECT in latest_mail(MENTOR)

    mentor.goto(link_in(latest_mail(MENTOR), reverse("mentor_area:overview")))
    keys.follow(link(mentor, "Accept"))
    keys.tick(mentor.get_by_role("checkbox"))
    keys.follow(button(mentor, "Accept"))
    expect(mentor.get_by_role("main")).to_contain_text(MENTEE)
    keys.follow(link(mentor, "Note the first meeting"))
    day = timezone.localdate()
    mentor.get_by_label(label("Day of the first meeting")).fill(f"{day:%Y-%m-%d}")
    keys.follow(button(mentor, "Note the first meeting"))
    keys.follow(link(mentor, "Write the agreement"))
    keys.type_into(mentor.get_by_label(label("Rhythm")), "alle drei Wochen")
    keys.follow(button(mentor, "Write the agreement"))

    mentee.goto(link_in(latest_mail(MENTEE), "/tandem/"))
    press(mentee, link(mentee, "Agree"))
    expect(mentee.get_by_role("main")).to_contain_text("alle drei Wochen")
    press(mentee, button(mentee, "Agree"))
    assert Match.objects.get().state == State.RUNNING

    mentor.reload()
    keys.follow(link(mentor, "Note a session"))
    keys.type_into(mentor.get_by_label(label("Length in minutes")), "90")
    keys.type_into(mentor.get_by_label(label("Topic in a few words")), "Räume und Miete")
    keys.follow(button(mentor, "Note a session"))
    keys.follow(link(mentor, "Finish the tandem"))
    keys.follow(button(mentor, "Finish the tandem"))
    expect(mentor.get_by_role("main")).to_contain_text("Räume und Miete")
    answers_five_questions(mentee)
    for page in (mentor, mentee):
        page.reload()
        answer = page.request.get(link(page, "Certificate as PDF").get_attribute("href") or "")
        assert answer.headers["content-type"] == "application/pdf"
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert {cookie["name"] for cookie in mentee.context.cookies()} <= {"csrftoken"}


def applies(page: Page, keys: Keyboard) -> None:
    page.goto(reverse("mentoring:directory"))
    keys.follow(link(page, "Become a mentor"))
    keys.type_into(page.get_by_label(label("What can you help with?")), "Hilft beim Anfangen")
    keys.type_into(page.get_by_label(label("What do you bring along?")), "Zwanzig Jahre Vereinsarbeit.")
    keys.tick(page.get_by_role("checkbox", name="Nachbarschaft"))
    keys.tick(page.get_by_role("checkbox", name="Deutsch", exact=True))
    keys.tick(page.get_by_role("checkbox", name=german("By telephone"), exact=True))
    for name, words in (
        ("First name", "Mina"),
        ("Last name", "Nowak"),
        ("Your e-mail address", MENTOR),
        ("Postcode", "09111"),
    ):
        keys.type_into(page.get_by_label(label(name)), words)
    page.wait_for_timeout(1_500)
    keys.follow(button(page, "Send the application"))
    page.goto(link_in(latest_mail(MENTOR), "/tandem/mitmachen/"))
    assert not Mentor.objects.exists()
    keys.type_into(page.get_by_label(label("Password")), PASSWORD)
    keys.type_into(page.get_by_label(label("Password, once more")), PASSWORD)
    keys.follow(button(page, "Open my area and hand the profile in"))
    expect(page.get_by_role("heading", level=1)).to_have_text(german("My tandems"))


def is_approved() -> None:
    mentor = Mentor.objects.get()
    state: Any = review.active_state(mentor)
    shown = gate.shown_token(mentor.get_latest_revision())
    review.decide(
        task_state=state.current_task_state.specific,
        user=make_moderator("chemnitz"),
        action=review.APPROVE,
        shown=shown,
    )
    assert german("Your profile is public now, and people can ask you.") in latest_mail(MENTOR)


def asks(page: Page, name: str) -> None:
    """From the mentor's page, without scripts and without an account."""
    page.goto(Mentor.objects.get(name=name).get_absolute_url())
    press(page, link(page, "Ask as mentor"))
    page.get_by_label(label("Your project or idea")).fill(PROJECT)
    page.get_by_label(label("What do you want to achieve with a mentor?")).fill("Wir wollen ein Jahr lang öffnen.")
    page.get_by_role("checkbox", name="Nachbarschaft").check()
    page.get_by_label(label("Postcode")).fill("09111")
    page.get_by_label(label("Your name")).fill("Karla Neumann")
    page.get_by_label(label("Your e-mail address")).fill(MENTEE)
    page.wait_for_timeout(2_000)
    press(page, button(page, "Send the request"))
    page.goto(link_in(latest_mail(MENTEE), "/bestaetigen/"))
    assert not Match.objects.confirmed().exists()
    press(page, button(page, "Confirm the request"))
    expect(page.get_by_role("heading", level=1)).to_have_text(PROJECT)


def answers_five_questions(page: Page) -> None:
    page.goto(link_in(latest_mail(MENTEE), "/tandem/"))
    press(page, link(page, "Answer five questions"))
    for group in page.get_by_role("main").get_by_role("group").all():
        group.get_by_role("radio").first.check()
    press(page, button(page, "Answer five questions"))
    expect(page.get_by_role("status")).to_have_text(german("Thank you for your answers."))


def press(page: Page, target: Locator) -> None:
    with page.expect_navigation():
        target.click()


def test_silence_gives_others_and_one_button_passes_the_request_on(plain_phone: Callable[[], Page]) -> None:
    topic = make_topic("Nachbarschaft", "nachbarschaft")
    make_programme_lead("chemnitz", email="team@example.org")
    silent, other = mentor_with(topic, name="Rosa Still"), mentor_with(topic, name="Uwe Rasch")
    mentee = plain_phone()
    asks(mentee, silent.name)
    match = Match.objects.get()
    assert match.due_on
    late = (add_working_days(match.due_on, 1) - timezone.localdate()).days
    Match.objects.update(due_on=timezone.localdate() - timedelta(days=late))
    clock.do_due(morning())
    assert PROJECT in latest_mail("team@example.org")
    mail = latest_mail(MENTEE)
    assert other.name in mail
    mentee.goto(link_in(mail, "/tandem/"))
    keys = Keyboard(mentee)
    keys.follow(mentee.get_by_role("button", name=other.name))
    expect(mentee.get_by_role("main")).to_contain_text(other.name)
    assert Match.objects.filter(Q(mentor=other) & Q(state=State.REQUESTED)).exists()
    assert PROJECT in latest_mail(other.user.email if other.user else "")
