"""The whole story on a phone: invited, written, reviewed twice, published, found, changed again."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from actors.models import Actor
from core.models import Decision
from core.models.media import DepictedPersons, Licence
from projects.models import ProjectIndexPage, ProjectPage
from tests.e2e.language import german, label
from tests.e2e.people import latest_mail, link_in, sign_in
from tests.e2e.watching import Session, desk_lists, draft_doors, public_lists
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_moderator,
    make_target_group,
    make_topic,
    region_index,
    send_summaries,
)
from tests.factories.sign_in import give_second_factor

pytestmark = [pytest.mark.e2e, pytest.mark.indexed]

TITLE, SLUG, QUERY = "Suppe ohne Grenzen", "suppe-ohne-grenzen", "Suppe"
EMAIL, PASSWORD = "karla.neumann@example.org", "drei-rote-kraniche"
SUMMARY = "Nachbarinnen kochen jeden Freitag für alle, die kommen."
EFFECT = "Im ersten Jahr saßen 38 Menschen regelmäßig am Tisch."
COUNTED = "Im ersten Jahr saßen 38 Menschen regelmäßig am Tisch, gezählt von der Hochschule."
LATER = "Inzwischen kochen 120 Menschen in vier Stadtteilen."
REQUEST = {"effect": "Bitte sagen Sie, wer gezählt hat.", "costs": "Bitte nennen Sie die Kosten."}
NOTE = "Beides steht jetzt im Text."
ALT = "Vier Frauen schneiden Gemüse in einem ehemaligen Laden."
AUTHOR = "Jana Wirth"


@dataclass
class Cast:
    """Everybody's browser, and what belongs to nobody in particular."""

    member: Page
    lead: Page
    moderator: Page
    reader: Page
    stranger: Session
    actor: Actor
    lists: dict[str, str]
    moderators_address: str
    leads_address: str
    mornings: int = 0

    def wait_for_the_morning(self) -> None:
        """Whoever has something to decide reads of it in the summary of the next working day."""
        self.mornings += 1
        assert send_summaries(self.mornings)


@pytest.fixture
def cast(new_phone: Callable[..., Page]) -> Cast:
    """A lead of an organisation, the region's moderator and one of another region, signed in as they would be."""
    make_topic("Nachbarschaft", "nachbarschaft")
    make_target_group("Ältere Menschen", "aeltere")
    actor = make_actor("chemnitz", name="Kulturkiste Sonnenberg")
    lead = make_actor_lead(actor, first_name="Ines", last_name="Marschner")
    moderator, stranger = make_moderator("chemnitz"), make_moderator("leipzig")
    strangers_phone = new_phone()
    sign_in(strangers_phone, stranger.email, secret=give_second_factor(stranger))
    cast = Cast(
        member=new_phone(),
        lead=new_phone(),
        moderator=new_phone(),
        reader=new_phone(),
        stranger=Session(strangers_phone.context),
        actor=actor,
        lists=desk_lists(region_index(ProjectIndexPage, "chemnitz"), QUERY),
        moderators_address=moderator.email,
        leads_address=lead.email,
    )
    sign_in(cast.lead, lead.email)
    sign_in(cast.moderator, moderator.email, secret=give_second_factor(moderator))
    return cast


def test_an_invited_member_brings_a_project_online_and_changes_it_later(cast: Cast) -> None:
    join_by_invitation(cast)
    project = write_draft(cast.member)
    nobody_else_knows(cast, project)
    look_at_preview(cast.member, EFFECT)
    submit(cast.member)
    nobody_else_knows(cast, project)

    lead_passes_on(cast)
    nobody_else_knows(cast, project)
    the_own_desk_knows(cast)

    moderator_requests_changes(cast)
    nobody_else_knows(cast, project)
    member_answers(cast, project)
    nobody_else_knows(cast, project)
    moderator_approves(cast)

    project.refresh_from_db()
    reader_finds_it_everywhere(cast.reader)
    reader_reads(cast.reader, project, COUNTED)

    change_the_story(cast.member, project, LATER)
    the_change_is_hidden(cast, project)
    submit(cast.member)
    lead_passes_on(cast)
    the_change_is_hidden(cast, project)
    moderator_approves(cast)
    reader_reads(cast.reader, project, LATER)
    assert list(Decision.objects.about(project).values_list("kind", flat=True)) == [
        "submitted",
        "stage_approved",
        "changes_requested",
        "answered",
        "submitted",
        "approved",
        "submitted",
        "stage_approved",
        "approved",
    ]


def join_by_invitation(cast: Cast) -> None:
    """The lead invites by mail; the person opens an account and signs in with it."""
    page = cast.lead
    page.goto(reverse("members:people", args=[cast.actor.pk]))
    page.get_by_label(label("E-mail address")).fill(EMAIL)
    press(page, "Send the invitation")
    expect(page.get_by_role("heading", name=EMAIL)).to_be_visible()

    page = cast.member
    page.goto(link_in(latest_mail(EMAIL), reverse("members:accept", args=["-"]).removesuffix("-/")))
    expect(page.get_by_role("heading", level=1)).to_contain_text(cast.actor.name)
    page.get_by_label(label("First name")).fill("Karla")
    page.get_by_label(label("Last name")).fill("Neumann")
    page.get_by_label(label("Password")).fill(PASSWORD)
    page.get_by_label(label("Password, once more")).fill(PASSWORD)
    press(page, "Open the account and join")
    expect(page.get_by_role("status")).to_contain_text(cast.actor.name)

    page.get_by_role("link", name=german("Sign out"), exact=True).click()
    press(page, "Sign out")
    sign_in(page, EMAIL, password=PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Karla")


def write_draft(page: Page) -> ProjectPage:
    """Five steps, each saved, the last one with a picture."""
    page.get_by_role("link", name=german("Show a project")).first.click()
    on_step(page, 1)
    page.get_by_label(label("Name of the project")).fill(TITLE)
    page.get_by_label(label("Postcode")).fill("09130")
    press(page, "Save and go on")

    on_step(page, 2)
    page.get_by_label(label("Summary")).fill(SUMMARY)
    page.get_by_role("checkbox", name="Nachbarschaft").check()
    page.get_by_role("checkbox", name="Ältere Menschen").check()
    page.get_by_role("radio", name=german("Pilot"), exact=True).check()
    press(page, "Save and go on")

    on_step(page, 3)
    page.get_by_label(label("The problem")).fill("Viele essen allein.")
    page.get_by_label(label("The approach")).fill("Jede Woche kocht jemand anderes für alle.")
    page.get_by_label(label("The effect")).fill(EFFECT)
    press(page, "Save and go on")

    on_step(page, 4)
    page.get_by_role("checkbox", name=german("We advise others who want to copy it.")).check()
    press(page, "Save and go on")

    on_step(page, 5)
    add_picture(page.get_by_role("form", name=german("Add a picture")))
    expect(page.get_by_role("img", name=ALT)).to_be_visible()
    press(page, "Save and go on")
    return ProjectPage.objects.get(slug=SLUG)


def add_picture(form: Locator) -> None:
    picture = BytesIO()
    Image.linear_gradient("L").resize((1200, 800)).save(picture, "JPEG")
    form.get_by_label(label("Picture")).set_input_files(
        {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    )
    form.get_by_label(label("Description")).fill(ALT)
    form.get_by_label(label("Who made the picture?")).fill(AUTHOR)
    form.get_by_label(label("How may it be used?")).select_option(Licence.CC_BY.value)
    form.get_by_role("radio", name=german(DepictedPersons.CONSENT.label)).check()
    form.get_by_role("button", name=german("Save this picture")).click()


def look_at_preview(page: Page, words: str) -> None:
    """The draft as it will look, reached from the last page of the form."""
    page.get_by_role("link", name=german("See it as readers would")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_role("img", name=ALT)).to_be_visible()
    expect(page.get_by_role("figure").filter(has_text=AUTHOR)).to_be_visible()
    page.go_back()


def submit(page: Page) -> None:
    press(page, "Submit")
    expect(page.get_by_role("status").first).to_contain_text(german("Thank you. Your project is on its way."))
    expect(page.get_by_role("main")).to_contain_text(german("In review: your organisation"))


def lead_passes_on(cast: Cast) -> None:
    """The lead of the organisation follows the mail to the review on the public site."""
    page = cast.lead
    cast.wait_for_the_morning()
    page.goto(link_in(latest_mail(cast.leads_address), reverse("review:decide", args=[0]).removesuffix("0/")))
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.get_by_role("radio", name=german("Approve"), exact=True).check()
    press(page, "Record the decision")
    expect(page.get_by_role("main")).to_contain_text(german("This has already been decided."))


def moderator_requests_changes(cast: Cast) -> None:
    """The moderator finds the submission on the desk, takes it on and asks for two things, each at its place."""
    page = cast.moderator
    page.goto(reverse("wagtailadmin_home"))
    page.get_by_role("link", name=TITLE).first.click()
    press(page, "Take it on")
    page.get_by_role("radio", name=german("Request changes"), exact=True).check()
    for row, (place, words) in zip(page.locator(".points__row").all(), REQUEST.items(), strict=True):
        row.get_by_label(label("Where")).select_option(place)
        row.get_by_label(label("What is to be changed")).fill(words)
    press(page, "Decide")
    expect(page).to_have_url(re.compile(re.escape(reverse("core_review_queue"))))


def member_answers(cast: Cast, project: ProjectPage) -> None:
    """The member reads the words on the status page, changes what is asked for, ticks it off and sends it back."""
    page = cast.member
    page.goto(link_in(latest_mail(EMAIL), reverse("projects:status", args=[project.pk])))
    wanted = page.get_by_role("region", name=german("The reviewers ask you for changes"))
    for point in REQUEST.values():
        expect(wanted.get_by_role("listitem").filter(has_text=point)).to_be_visible()

    wanted.get_by_role("link", name=german("The story")).click()
    page.get_by_label(label("The effect")).fill(COUNTED)
    press(page, "Save and go on")
    on_step(page, 4)
    page.get_by_label(label("What does it cost?")).fill("Etwa 40 Euro je Abend.")
    press(page, "Save and go on later")

    page.get_by_role("link", name=german("Answer and send back")).first.click()
    for point in REQUEST.values():
        page.get_by_role("checkbox", name=point).check()
    page.get_by_label(label("Your words to the editorial desk")).fill(NOTE)
    press(page, "Send the answer")
    expect(page.get_by_role("main")).to_contain_text(NOTE)


def moderator_approves(cast: Cast) -> None:
    """The moderator follows the summary to the desk and approves; an answered request opens on its points."""
    page = cast.moderator
    cast.wait_for_the_morning()
    page.goto(link_in(latest_mail(cast.moderators_address), reverse("core_review_queue")))
    page.get_by_role("radio", name=german("Approve"), exact=True).check()
    press(page, "Decide")
    expect(page).to_have_url(re.compile(re.escape(reverse("core_review_queue"))))
    cast.member.goto(link_in(latest_mail(EMAIL), reverse("projects:status", args=[0]).removesuffix("0/")))
    expect(cast.member.get_by_role("main")).to_contain_text(german("Public"))


def reader_finds_it_everywhere(page: Page) -> None:
    """In the region's list, the catalogue of all regions, on the map, by search, in the feeds and in the sitemap."""
    places = public_lists(QUERY)
    for name in ("region list", "catalogue", "search"):
        page.goto(places[name])
        expect(page.get_by_role("main").get_by_role("link", name=TITLE)).to_be_visible()
    page.goto(places["map"])
    expect(page.get_by_role("group", name=german("Projects on the map of Saxony"))).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name=TITLE)).to_be_visible()
    assert Session(page.context).naming(SLUG, places) == set(places)


def reader_reads(page: Page, project: ProjectPage, words: str) -> None:
    page.goto(project.url)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_role("img", name=ALT)).to_be_visible()


def change_the_story(page: Page, project: ProjectPage, words: str) -> None:
    """The member changes the public project and stops before submitting."""
    page.goto(reverse("projects:status", args=[project.pk]))
    page.get_by_role("link", name=german("The story")).click()
    page.get_by_label(label("The effect")).fill(words)
    press(page, "Save and go on later")
    page.get_by_role("link", name=german("Check and submit")).first.click()
    look_at_preview(page, words)


def nobody_else_knows(cast: Cast, project: ProjectPage) -> None:
    """Neither readers nor the moderator of another region see the draft anywhere, or can open it."""
    project.refresh_from_db()
    doors = {"page": project.url, **draft_doors(project)}
    readers = Session(cast.reader.context)
    assert readers.naming(SLUG, public_lists(QUERY)) == set()
    assert readers.opening({name: doors[name] for name in doors.keys() & {"page", "preview", "picture"}}) == set()
    # Doors first: a refusal must not tell the title on the next page either.
    assert cast.stranger.opening(doors) == set()
    assert cast.stranger.naming(TITLE, cast.lists) == set()


def the_own_desk_knows(cast: Cast) -> None:
    """The same lists name the submission to those whose business it is, so that silence elsewhere means something."""
    assert Session(cast.moderator.context).naming(TITLE, cast.lists) == set(cast.lists)


def the_change_is_hidden(cast: Cast, project: ProjectPage) -> None:
    """The page stays as it was approved, and the edit is nobody else's business."""
    project.refresh_from_db()
    reader_reads(cast.reader, project, COUNTED)
    expect(cast.reader.get_by_text(LATER)).to_have_count(0)
    assert Session(cast.reader.context).naming(LATER, public_lists(QUERY)) == set()
    assert cast.stranger.opening(draft_doors(project)) == set()
    assert cast.stranger.naming(LATER, {**cast.lists, "page": project.url}) == set()


def on_step(page: Page, number: int) -> None:
    title = german("Step %(number)s of 5: %(title)s", number=number, title="")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title.strip())


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=german(words), exact=True).click()
