"""Reading and submitting with the keyboard alone; submitting also without any script."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from actors.models import Actor
from projects.models import ProjectPage
from tests.e2e.keyboard import Keyboard
from tests.e2e.language import german, label
from tests.factories import (
    make_actor,
    make_contact_person,
    make_contributor,
    make_moderator,
    make_project,
    make_target_group,
    make_topic,
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


def test_a_member_submits_by_keyboard_and_without_scripts(
    actor: Actor, address: str, new_context: Callable[..., BrowserContext]
) -> None:
    member = make_contributor(actor)
    make_moderator("chemnitz")
    page = new_context(base_url=address, viewport={"width": 360, "height": 780}, java_script_enabled=False).new_page()
    keys = Keyboard(page)
    main = page.get_by_role("main")

    def button(words: str) -> Any:
        return main.get_by_role("button", name=german(words), exact=True)

    page.goto(reverse("members:overview"))
    keys.type_into(page.get_by_label(label("E-mail address")), member.email)
    keys.type_into(page.get_by_label(label("Password")), PASSWORD)
    keys.follow(button("Sign in"))

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
