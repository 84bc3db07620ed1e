"""A visitor writes to an organisation, confirms, is answered and sees the end: by keyboard on a phone, without scripts."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, expect

from actors.models import Actor
from actors.relay.models import Conversation
from core.models import OutboxMessage
from tests.e2e.conftest import PHONE
from tests.e2e.keyboard import Keyboard
from tests.e2e.language import german, label
from tests.e2e.people import latest_mail, link_in
from tests.factories import make_actor, make_actor_lead

pytestmark = pytest.mark.e2e

VISITOR, LEAD = "karla@example.org", "jana@example.org"
QUESTION = "Wir suchen Räume für unsere Werkstatt. Haben Sie welche?"
ANSWER = "Gern, kommen Sie am Donnerstag vorbei."
PLACE = "/nachrichten/"


@pytest.fixture
def actor(address: str) -> Actor:
    actor = make_actor("chemnitz", name="Kulturkiste Sonnenberg")
    make_actor_lead(actor, first_name="Jana", last_name="Wirth", email=LEAD)
    return actor


@pytest.fixture
def plain_phone(new_context: Callable[..., BrowserContext], address: str) -> Callable[[], Page]:
    return lambda: new_context(base_url=address, viewport=PHONE, java_script_enabled=False).new_page()


def button(page: Page, words: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=german(words), exact=True)


def test_a_visitor_is_answered_without_anybody_seeing_an_address(actor: Actor, plain_phone: Callable[[], Page]) -> None:
    visitor, lead = plain_phone(), plain_phone()
    keys = Keyboard(visitor)

    visitor.goto(actor.get_absolute_url())
    keys.follow(visitor.get_by_role("link", name=german("Write to the organisation")))
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Kulturkiste Sonnenberg")
    keys.type_into(visitor.get_by_label(label("Your name")), "Karla Neumann")
    keys.type_into(visitor.get_by_label(label("Your e-mail address")), VISITOR)
    keys.choose(visitor.get_by_role("group", name=german("What is it about?")), german("A question"))
    keys.type_into(visitor.get_by_label(label("Your message")), QUESTION)
    visitor.wait_for_timeout(3_000)
    keys.follow(button(visitor, "Send the message"))
    expect(visitor.get_by_role("heading", level=1)).to_have_text(german("Please look at your mail"))
    assert not OutboxMessage.objects.filter(recipients__contains=LEAD).exists()

    visitor.goto(link_in(latest_mail(VISITOR), "/bestaetigen/"))
    assert not Conversation.objects.confirmed().exists()
    keys.follow(button(visitor, "Confirm and deliver"))
    expect(visitor.get_by_role("main")).to_contain_text(QUESTION)

    mail = latest_mail(LEAD)
    assert QUESTION in mail
    assert VISITOR not in mail
    answering = Keyboard(lead)
    lead.goto(link_in(mail, PLACE))
    expect(lead.get_by_role("main")).to_contain_text(QUESTION)
    answering.type_into(lead.get_by_label(label("Your answer")), ANSWER)
    answering.follow(button(lead, "Send the answer"))
    expect(lead.get_by_role("status")).to_have_text(german("Sent."))

    mail = latest_mail(VISITOR)
    assert ANSWER in mail
    assert LEAD not in mail
    visitor.goto(link_in(mail, PLACE))
    expect(visitor.get_by_role("main")).to_contain_text(ANSWER)
    keys.follow(visitor.get_by_role("link", name=german("End the conversation")))
    keys.follow(button(visitor, "Go ahead"))
    expect(visitor.get_by_role("textbox")).to_have_count(0)
    assert Conversation.objects.get().ending == "sender"
    for page in (visitor, lead):
        assert {cookie["name"] for cookie in page.context.cookies()} <= {"csrftoken"}
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    answer = lead.goto(link_in(latest_mail(LEAD), PLACE))
    assert answer is not None
    assert answer.status == 200
    assert reverse("messages:inbox") not in lead.content()
