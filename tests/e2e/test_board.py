"""A lead mends the profile and writes a need; the desk agrees; what fits is found, answered and closed. Keyboard, phone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from actors.board import clock
from actors.board.models import BoardEntry, EntryTally, EntryTerm
from actors.models import Actor
from core import gate, review
from core.models import Topic
from tests.e2e.conftest import PHONE
from tests.e2e.keyboard import Keyboard
from tests.e2e.language import german, label
from tests.e2e.people import latest_mail, link_in, sign_in
from tests.factories import make_actor, make_actor_lead, make_entry, make_moderator, make_topic

pytestmark = pytest.mark.e2e

LEAD, GIVER = "jana@example.org", "oskar@example.org"
TITLE = "Werkstatt für Reparaturabende gesucht"


@pytest.fixture
def topic(address: str) -> Topic:
    return make_topic("Nachbarschaft", "nachbarschaft")


@pytest.fixture
def actor(topic: Topic) -> Actor:
    actor = make_actor("chemnitz", name="Kulturkiste Sonnenberg", postcode="09130", city="Chemnitz")
    make_actor_lead(actor, first_name="Jana", last_name="Wirth", email=LEAD)
    other = make_actor("chemnitz", name="Werkhof Gablenz")
    make_actor_lead(other, first_name="Oskar", last_name="Lang", email=GIVER)
    make_entry(other, title="Werkstatt mit acht Plätzen", topics=[topic])
    return actor


def approve(obj: Any) -> None:
    """The desk of the region agrees to what it has been sent."""
    state = review.active_state(obj)
    assert state is not None
    task: Any = state.current_task_state.specific
    shown = gate.shown_token(obj.get_latest_revision())
    review.decide(task_state=task, user=make_moderator("chemnitz"), action=review.APPROVE, shown=shown)


def button(page: Page, words: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=german(words), exact=True)


def test_a_need_is_written_matched_answered_and_solved(
    actor: Actor, new_phone: Callable[..., Page], monkeypatch: Any
) -> None:
    # Whatever day this runs on.
    monkeypatch.setattr("core.desk.hours.is_open", lambda now: True)
    phone = new_phone(java_script_enabled=False)
    keys = Keyboard(phone)
    sign_in(phone, LEAD)

    phone.goto(reverse("members:profile", args=[actor.pk]))
    keys.type_into(phone.get_by_label(label("Can be asked about")), "Reparieren, Nähen")
    keys.follow(button(phone, "Send it to the region"))
    expect(phone.get_by_role("status").first).to_contain_text(
        german("Thank you. The people of your region look at it.")
    )
    assert "Reparieren, Nähen" not in (phone.request.get(actor.get_absolute_url()).text())
    approve(Actor.objects.get(pk=actor.pk))
    assert "Reparieren, Nähen" in (phone.request.get(actor.get_absolute_url()).text())

    phone.goto(reverse("own_board:new"))
    keys.choose(phone.get_by_role("group", name=german("What is it?")), german("Need: we are looking for something"))
    keys.type_into(phone.get_by_label(label("Title")), TITLE)
    keys.type_into(phone.get_by_label(label("Description")), "Zwei Abende im Monat, mit Werkbank und Strom.")
    keys.tick(phone.get_by_role("checkbox", name="Nachbarschaft"))
    keys.follow(button(phone, "Send it to the region"))
    expect(phone.get_by_role("heading", level=1)).to_have_text(TITLE)
    need = BoardEntry.objects.get(title=TITLE)
    assert phone.request.get(need.get_absolute_url()).status == 404
    approve(need)

    phone.goto(need.get_absolute_url())
    found = phone.get_by_role("listitem").filter(has_text="Werkstatt mit acht Plätzen")
    expect(found).to_contain_text("Nachbarschaft")
    keys.follow(found.get_by_role("link"))
    keys.follow(phone.get_by_role("link", name=german("Send a message"), exact=True))
    keys.choose(phone.get_by_role("group", name=german("What is it about?")), german("Working together"))
    keys.type_into(phone.get_by_label(label("Your message")), "Wann können wir kommen?")
    phone.wait_for_timeout(2_200)
    keys.follow(button(phone, "Send the message"))
    if "/bestaetigen/" in latest_mail(LEAD):
        phone.goto(link_in(latest_mail(LEAD), "/bestaetigen/"))
        keys.follow(button(phone, "Confirm and deliver"))
    assert "Wann können wir kommen?" in latest_mail(GIVER)
    assert LEAD not in latest_mail(GIVER)

    EntryTerm.objects.filter(entry=need).update(until=timezone.localdate())
    assert clock.do_due(timezone.now()) == 1
    visitor = new_phone(java_script_enabled=False)
    visitor.goto(link_in(latest_mail(LEAD), "/biete-und-suche/verwalten/"))
    closing = Keyboard(visitor)
    closing.choose(
        visitor.get_by_role("group", name=german("Has it been solved?")),
        german("Yes, somebody found us through this platform"),
    )
    closing.follow(button(visitor, "Close the entry"))
    expect(visitor.get_by_role("main")).to_contain_text(german("This entry is closed"))
    assert EntryTally.objects.get().outcome == "platform"
    assert phone.request.get(need.get_absolute_url()).status == 404
    for page in (phone, visitor):
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(visitor).to_have_url(re.compile("/verwalten/"))
