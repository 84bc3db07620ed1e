"""Reading, submitting and reviewing with the keyboard alone; submitting and reviewing also without any script."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from actors.models import Actor
from projects.models import ProjectPage
from tests.e2e.conftest import PHONE
from tests.e2e.keyboard import Keyboard
from tests.e2e.language import german, label
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contact_person,
    make_contributor,
    make_moderator,
    make_project,
    make_target_group,
    make_topic,
    submit,
)
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.e2e

TITLE = "Reparieren statt wegwerfen"
ALT = "Zwei Hände löten eine Platine."


@pytest.fixture
def actor(address: str) -> Actor:
    make_topic("Nachbarschaft", "nachbarschaft")
    make_target_group("Ältere Menschen", "aeltere")
    return make_actor("chemnitz", name="Kulturkiste Sonnenberg")


@pytest.fixture
def wide(new_context: Callable[..., BrowserContext], address: str) -> Page:
    return new_context(base_url=address, viewport={"width": 1280, "height": 900}).new_page()


@pytest.fixture
def plain_phone(new_context: Callable[..., BrowserContext], address: str) -> Callable[[], Page]:
    """Opens a browser without scripts, as wide as a phone, for one person."""
    return lambda: new_context(base_url=address, viewport=PHONE, java_script_enabled=False).new_page()


def button_of(page: Page, words: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=german(words), exact=True)


def sign_in_for(keys: Keyboard, user: Any, path: str) -> None:
    """Ask for a page that wants to know who is there, and sign in where it leads."""
    keys.page.goto(path)
    keys.type_into(keys.page.get_by_label(label("E-mail address")), user.email)
    keys.type_into(keys.page.get_by_label(label("Password")), PASSWORD)
    keys.follow(button_of(keys.page, "Sign in"))


def test_readers_get_from_home_to_a_contact_with_the_keyboard_alone(actor: Actor, wide: Page) -> None:
    make_contact_person(actor, name="Ines Marschner", email="ines.marschner@example.org")
    make_project("chemnitz", live=True, title="Kochen für alle", phase="idea", actor=actor)
    make_project("chemnitz", live=True, title=TITLE, phase="proven", actor=actor)
    page, keys = wide, Keyboard(wide)

    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=german("Skip to content"))).to_be_focused()
    navigation = page.get_by_role("navigation", name=german("Main navigation"))
    keys.follow(navigation.get_by_role("link", name="Projekte", exact=True))

    expect(page.get_by_role("heading", level=1)).to_have_text("Projekte")
    phase = page.get_by_role("group", name=german("Phase")).get_by_role("checkbox", name=german("Proven"))
    if not phase.is_visible():
        keys.reach(page.locator("summary").filter(has_text=re.compile(rf"^\s*{german('Phase')}\s*$")))
        page.keyboard.press("Enter")
    keys.tick(phase)
    keys.follow(page.get_by_role("button", name=german("Show results")))

    expect(page).to_have_url(re.compile("phase=proven"))
    expect(page.get_by_role("link", name="Kochen für alle")).to_have_count(0)
    keys.follow(page.get_by_role("main").get_by_role("link", name=TITLE))

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    keys.reach(page.get_by_role("link", name="ines.marschner"))
    page.reload()
    skip_links = page.get_by_role("navigation", name=german("Skip links"))
    keys.reach(skip_links.get_by_role("link", name=german("Contact")))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=german("Who is there for me?"))).to_be_in_viewport()


def test_a_member_submits_by_keyboard_and_without_scripts(actor: Actor, plain_phone: Callable[[], Page]) -> None:
    member = make_contributor(actor)
    make_moderator("chemnitz")
    page = plain_phone()
    keys, main = Keyboard(page), page.get_by_role("main")

    def button(words: str) -> Locator:
        return button_of(page, words)

    sign_in_for(keys, member, reverse("members:overview"))
    keys.follow(main.get_by_role("link", name=german("Show a project")).first)
    keys.follow(button("Save and go on"))
    expect(page.get_by_role("alert")).to_contain_text(german("Name of the project"))
    keys.type_into(page.get_by_label(label("Name of the project")), TITLE)
    keys.type_into(page.get_by_label(label("Postcode")), "09111")
    keys.follow(button("Save and go on"))

    keys.type_into(page.get_by_label(label("Summary")), "Wer etwas reparieren kann, zeigt es anderen.")
    keys.tick(page.get_by_role("checkbox", name="Nachbarschaft"))
    keys.tick(page.get_by_role("checkbox", name="Ältere Menschen"))
    keys.choose(page.get_by_role("group", name=german("How far is it?")), german("Pilot"))
    keys.follow(button("Save and go on"))

    keys.type_into(page.get_by_label(label("The problem")), "Vieles wird weggeworfen.")
    keys.type_into(page.get_by_label(label("The approach")), "Jeden Samstag steht die Werkstatt offen.")
    keys.type_into(page.get_by_label(label("The effect")), "Zwei von drei Geräten laufen wieder.")
    keys.follow(button("Save and go on"))
    keys.follow(button("Save and go on"))

    picture = BytesIO()
    Image.linear_gradient("L").save(picture, "JPEG")
    form = page.get_by_role("form", name=german("Add a picture"))
    # The dialog in which a file is chosen belongs to the browser.
    form.get_by_label(label("Picture")).set_input_files(
        {"name": "bild.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    )
    keys.type_into(form.get_by_label(label("Description")), ALT)
    keys.type_into(form.get_by_label(label("Who made the picture?")), "Jana Wirth")
    keys.choose(form.get_by_role("group", name=german("Can people be recognised?")), german("Nobody can be recognised"))
    keys.follow(button("Save this picture"))
    expect(page.get_by_role("img", name=ALT)).to_be_visible()
    keys.follow(button("Save and go on"))

    keys.follow(button("Submit"))
    expect(page.get_by_role("status").first).to_contain_text(german("Thank you. Your project is on its way."))
    project = ProjectPage.objects.get(title=TITLE)
    expect(page).to_have_url(re.compile(re.escape(reverse("projects:status", args=[project.pk]))))
    expect(main).to_contain_text(german("In review: %(desk)s", desk="").strip())
    keys.follow(page.get_by_role("link", name=german("See the draft as readers would")))
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_a_lead_asks_and_a_member_answers_by_keyboard_and_without_scripts(
    actor: Actor, plain_phone: Callable[[], Page]
) -> None:
    member, lead = make_contributor(actor), make_actor_lead(actor)
    make_moderator("chemnitz")
    project = make_project("chemnitz", title=TITLE, actor=actor, user=member)
    review = reverse("review:decide", args=[submit(project, member).pk])

    keys = Keyboard(plain_phone())
    sign_in_for(keys, lead, review)
    expect(keys.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    decision = keys.page.get_by_role("group", name=german("Your decision"))
    keys.choose(decision, german("Request changes"))
    keys.follow(button_of(keys.page, "Record the decision"))
    expect(keys.page.get_by_role("alert")).to_contain_text(
        german("Please say in your own words what is missing or why.")
    )
    keys.type_into(keys.page.get_by_label(label("Your words to the author")), "Wer hat gezählt?")
    keys.follow(button_of(keys.page, "Record the decision"))
    expect(keys.page.get_by_role("main")).to_contain_text(german("This has already been decided."))

    keys = Keyboard(plain_phone())
    sign_in_for(keys, member, reverse("projects:status", args=[project.pk]))
    expect(keys.page.get_by_role("main")).to_contain_text("Wer hat gezählt?")
    keys.follow(keys.page.get_by_role("link", name=german("The story")))
    keys.type_into(keys.page.get_by_label(label("The effect")), "Gezählt hat die Hochschule.")
    keys.follow(button_of(keys.page, "Save and go on later"))
    keys.follow(keys.page.get_by_role("link", name=german("Answer and send back")).first)
    keys.tick(keys.page.get_by_role("checkbox", name="Wer hat gezählt?"))
    keys.type_into(keys.page.get_by_label(label("Your words to the editorial desk")), "Steht jetzt im Text.")
    keys.follow(button_of(keys.page, "Send the answer"))
    expect(keys.page.get_by_role("main")).to_contain_text("Steht jetzt im Text.")

    keys.follow(keys.page.get_by_role("link", name=german("Withdraw the submission")))
    keys.follow(button_of(keys.page, "Withdraw"))
    expect(keys.page.get_by_role("link", name=german("Check and submit")).first).to_be_visible()
