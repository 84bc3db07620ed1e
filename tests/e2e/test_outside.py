"""A managing director without account or scripts is asked twice, by mailed links, of which the old one is useless."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from core.models import Decision
from projects.models import ProjectPage
from tests.e2e.language import german, label
from tests.e2e.people import latest_mail, link_in, sign_in
from tests.factories import make_actor, make_actor_lead, make_image, make_moderator, make_project, publish, submit
from tests.factories.sign_in import give_second_factor

pytestmark = pytest.mark.e2e

TITLE, DIRECTOR = "Suppe ohne Grenzen", "ute.sander@example.org"
NEW = "Im ersten Jahr saßen 40 Menschen regelmäßig am Tisch."
WISH = "Bitte 38 statt 40 Menschen."
ALT = "Drei Menschen sitzen an einem langen Tisch im Freien."


@dataclass
class Cast:
    """A public project whose organisation has submitted a change, and the browsers of those concerned."""

    moderator: Page
    lead: Page
    director: Page
    project: ProjectPage


@pytest.fixture
def cast(new_phone: Callable[..., Page]) -> Cast:
    actor = make_actor("chemnitz", name="Kinderhilfe Vogtland")
    lead, moderator = make_actor_lead(actor), make_moderator("chemnitz")
    image = make_image(collection=actor.collection, uploaded_by_user=lead)
    project = publish(make_project(user=lead, actor=actor, title=TITLE))
    change(project, lead, effect=NEW, image=image)
    submit(project, lead)
    cast = Cast(moderator=new_phone(), lead=new_phone(), director=new_phone(java_script_enabled=False), project=project)
    sign_in(cast.moderator, moderator.email, secret=give_second_factor(moderator))
    sign_in(cast.lead, lead.email)
    return cast


def change(project: ProjectPage, user: object, **fields: object) -> None:
    draft = project.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=user, clean=False)


def test_a_director_without_an_account_is_asked_twice_before_it_goes_online(cast: Cast) -> None:
    first = moderator_asks(cast, "Stimmt die Zahl der Menschen?")
    director_sees_everything(cast.director, first)
    director_answers(cast.director, first, "Please change", WISH)
    moderator_takes_the_wish_over(cast)
    lead_changes_and_sends_back(cast)

    second = moderator_asks(cast, "Und so?")
    approval_waits(cast)
    director_answers(cast.director, second, "Release as it stands")
    moderator_approves(cast)

    for link in (first, second):
        assert cast.director.goto(link).status == 410
        expect(cast.director.get_by_role("heading", level=1)).to_have_text(
            german("Thank you. Your answer has arrived.")
        )
    cast.director.goto(cast.project.url)
    expect(cast.director.get_by_text("saßen 38 Menschen")).to_be_visible()
    assert list(Decision.objects.about(cast.project).values_list("kind", flat=True))[2:] == [
        "outside_asked",
        "outside_changes",
        "changes_requested",
        "answered",
        "submitted",
        "outside_asked",
        "outside_yes",
        "approved",
    ]


def open_review(page: Page) -> None:
    page.goto(reverse("core_review_queue"))
    page.get_by_role("link", name=TITLE).first.click()


def moderator_asks(cast: Cast, words: str) -> str:
    """From the review to the form; gives the link that was mailed."""
    page = cast.moderator
    open_review(page)
    page.get_by_role("region", name=german("Approval from outside")).get_by_role("link").last.click()
    page.get_by_label(label("Name of the person")).fill("Dr. Ute Sander")
    page.get_by_label(label("Function and organisation")).fill("Geschäftsführung, Kinderhilfe Vogtland")
    page.get_by_label(label("E-mail address")).fill(DIRECTOR)
    page.get_by_label(label("Your words to the person")).fill(words)
    page.get_by_role("button", name=german("Send the question")).click()
    expect(page.get_by_role("status").first).to_contain_text("Dr. Ute Sander")
    return link_in(latest_mail(DIRECTOR), "/freigabe/")


def director_sees_everything(page: Page, link: str) -> None:
    """What changes, and the whole draft with a picture that nobody else can see yet."""
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("region", name=german("Changed since the version that readers see"))).to_contain_text("40")
    page.get_by_role("link", name=german("See the whole draft as readers would")).click()
    expect(page.get_by_text(NEW)).to_be_visible()
    picture = page.get_by_role("img", name=ALT)
    expect(picture).to_be_visible()
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth > 0)")
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"csrftoken"}


def director_answers(page: Page, link: str, answer: str, words: str = "") -> None:
    page.goto(link)
    page.get_by_role("radio", name=german(answer), exact=True).check()
    if words:
        page.get_by_label(label("Your words")).fill(words)
    page.get_by_role("button", name=german("Send the answer")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(german("Thank you. Your answer has arrived."))


def moderator_takes_the_wish_over(cast: Cast) -> None:
    page = cast.moderator
    open_review(page)
    page.get_by_role("link", name=german("Take over these words as points to change")).click()
    expect(page.get_by_role("radio", name=german("Request changes"), exact=True)).to_be_checked()
    page.get_by_role("button", name=german("Decide"), exact=True).click()
    expect(page).to_have_url(re.compile(re.escape(reverse("core_review_queue"))))


def lead_changes_and_sends_back(cast: Cast) -> None:
    page = cast.lead
    page.goto(reverse("projects:status", args=[cast.project.pk]))
    expect(page.get_by_role("main")).to_contain_text(WISH)
    page.get_by_role("link", name=german("The story")).click()
    page.get_by_label(label("The effect")).fill(NEW.replace("40", "38"))
    page.get_by_role("button", name=german("Save and go on later"), exact=True).click()
    page.get_by_role("link", name=german("Answer and send back")).first.click()
    page.get_by_role("checkbox", name=WISH).check()
    page.get_by_role("button", name=german("Send the answer"), exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(german("In review: %(desk)s").partition("%")[0])


def approval_waits(cast: Cast) -> None:
    page = cast.moderator
    open_review(page)
    page.get_by_role("radio", name=german("Approve"), exact=True).check()
    page.get_by_role("button", name=german("Decide"), exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Dr. Ute Sander")
    assert Decision.objects.about(cast.project).filter(kind="approved").count() == 1


def moderator_approves(cast: Cast) -> None:
    page = cast.moderator
    open_review(page)
    page.get_by_role("radio", name=german("Approve"), exact=True).check()
    page.get_by_role("button", name=german("Decide"), exact=True).click()
    expect(page).to_have_url(re.compile(re.escape(reverse("core_review_queue"))))
