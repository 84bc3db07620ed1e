"""Somebody books advice, moves it, is reminded and cancels: by keyboard on a phone, without scripts."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, expect

from core.models import Region
from mentoring.advice import clock
from mentoring.advice.choices import State
from mentoring.advice.models import Adviser, Booking, Hours
from tests.e2e.conftest import PHONE
from tests.e2e.keyboard import Keyboard
from tests.e2e.language import german, label
from tests.e2e.people import latest_mail, link_in
from tests.factories import make_adviser

pytestmark = pytest.mark.e2e

VISITOR, ADVISER = "karla@example.org", "doreen@example.org"
PLACE = "/beratung/termin/"


@pytest.fixture
def adviser(address: str) -> Adviser:
    user = make_adviser("chemnitz", first_name="Doreen", last_name="Haubold", email=ADVISER)
    region = Region.objects.get(slug="chemnitz")
    made = Adviser.objects.create(user=user, region=region, languages=["de"], by_video=True)
    for weekday in range(5):
        Hours.objects.create(adviser=made, weekday=weekday, starts=time(9), ends=time(16))
    return made


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext], address: str) -> Page:
    return new_context(base_url=address, viewport=PHONE, java_script_enabled=False).new_page()


def button(page: Page, words: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=german(words), exact=True)


def link(page: Page, words: str) -> Locator:
    return page.get_by_role("main").get_by_role("link", name=german(words), exact=True)


def test_a_date_is_booked_moved_reminded_of_and_cancelled(adviser: Adviser, phone: Page) -> None:
    keys = Keyboard(phone)
    phone.goto(reverse("advice:find"))
    keys.type_into(phone.get_by_label(label("Your postcode")), "09130")
    keys.follow(button(phone, "Show free dates"))
    keys.tick(phone.get_by_role("radio").first)
    keys.follow(button(phone, "Go on with this date"))

    keys.choose(phone.get_by_role("group", name=german("How do you want to talk?")), german("By telephone"))
    keys.type_into(phone.get_by_label(label("Your name")), "Karla Neumann")
    keys.type_into(phone.get_by_label(label("Your e-mail address")), VISITOR)
    keys.type_into(phone.get_by_label(label("Your telephone number")), "0371 123456")
    keys.type_into(phone.get_by_label(label("Your concern in a few words")), "Wir wollen einen Laden gründen.")
    phone.wait_for_timeout(1_000)
    keys.follow(button(phone, "Keep the date for me"))
    held = Booking.objects.get()
    assert held.state == State.HELD

    phone.goto(link_in(latest_mail(VISITOR), "/bestaetigen/"))
    assert Booking.objects.get().state == State.HELD
    keys.follow(phone.get_by_role("main").get_by_role("button").first)
    expect(phone.get_by_role("heading", level=1)).to_have_text(german("Your advice"))
    assert Booking.objects.get().state == State.CONFIRMED
    assert "Karla Neumann" in latest_mail(ADVISER)

    phone.goto(link_in(latest_mail(VISITOR), PLACE))
    keys.follow(link(phone, "Choose another date"))
    dates = phone.locator("[name=slot]")
    keys.tick(dates.first)
    phone.keyboard.press("ArrowDown")
    keys.follow(button(phone, "Take this date"))
    moved = Booking.objects.get(state=State.CONFIRMED)
    assert moved.starts_at != held.starts_at

    assert clock.do_due(moved.starts_at - timedelta(hours=23)) == 1
    assert clock.do_due(moved.starts_at - timedelta(hours=22)) == 0
    phone.goto(link_in(latest_mail(VISITOR), PLACE))
    keys.follow(link(phone, "Cancel the date"))
    keys.follow(button(phone, "Cancel the date"))
    expect(phone.get_by_role("status").first).to_contain_text(german("It is cancelled. We have sent you a mail."))
    assert not Booking.objects.filter(state=State.CONFIRMED).exists()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert {cookie["name"] for cookie in phone.context.cookies()} <= {"csrftoken"}
