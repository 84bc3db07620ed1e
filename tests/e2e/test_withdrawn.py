"""Life after publishing: a project is withdrawn with an explanation, restored, and confirmed by a link in a mail."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from core.aftercare import rounds
from core.aftercare.care import care_of
from core.models import Decision
from projects.models import ProjectPage
from tests.e2e.language import german, label
from tests.e2e.people import latest_mail, link_in, sign_in
from tests.e2e.watching import Session, public_lists
from tests.factories import make_actor, make_actor_lead, make_contributor, make_moderator, make_project, publish
from tests.factories.sign_in import give_second_factor

pytestmark = pytest.mark.e2e

TITLE, QUERY = "Werkstatt für alle", "Werkstatt"
WHY = "Der Träger hat das Projekt beendet."
AGAIN = "Ein neuer Träger führt es weiter."
OUTDATED = "Wir öffnen jetzt mittwochs."


@dataclass
class Cast:
    """Everybody's browser; the author has none open."""

    moderator: Page
    lead: Page
    reader: Page
    project: Any
    author_address: str
    lead_address: str
    moderators_address: str


@pytest.fixture
def cast(new_phone: Callable[..., Page]) -> Cast:
    actor = make_actor("chemnitz", name="Werkbank Zwickau")
    author, lead, moderator = make_contributor(actor), make_actor_lead(actor), make_moderator("chemnitz")
    page = publish(make_project("chemnitz", title=TITLE, actor=actor, user=author), by=moderator)
    ProjectPage.objects.filter(pk=page.pk).update(owner=author)
    cast = Cast(
        moderator=new_phone(),
        lead=new_phone(),
        reader=new_phone(),
        project=page,
        author_address=author.email,
        lead_address=lead.email,
        moderators_address=moderator.email,
    )
    sign_in(cast.moderator, moderator.email, secret=give_second_factor(moderator))
    sign_in(cast.lead, lead.email)
    return cast


def test_a_project_is_withdrawn_restored_and_confirmed_without_an_account(cast: Cast) -> None:
    places = public_lists(QUERY)
    reader = Session(cast.reader.context)
    slug = f"/{cast.project.slug}/"
    assert reader.naming(slug, places) == set(places)

    moderator_withdraws(cast)
    assert reader.naming(slug, places) == set()
    reader_reads_the_notice(cast)
    assert WHY in latest_mail(cast.author_address)

    moderator_restores(cast)
    assert reader.naming(slug, places) == set(places)
    assert AGAIN in latest_mail(cast.author_address)

    author_confirms_by_mail(cast)
    lead_says_on_the_status_page_that_it_is_outdated(cast)
    desk_reads_it(cast)
    kinds = list(Decision.objects.about(cast.project).values_list("kind", flat=True))
    assert kinds[-3:] == ["retracted", "restored", "confirmed"]


def moderator_withdraws(cast: Cast) -> None:
    """Wagtail's own address for unpublishing leads to the form, which wants an explanation."""
    page = cast.moderator
    page.goto(reverse("wagtailadmin_pages:unpublish", args=[cast.project.pk]))
    page.get_by_role("radio").first.check()
    page.get_by_label(german("Explanation for readers")).fill(WHY)
    press(page, "Take down")
    expect(page.get_by_role("main")).to_contain_text(WHY)


def reader_reads_the_notice(cast: Cast) -> None:
    page = cast.reader
    page.goto(cast.project.url)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text(WHY)).to_be_visible()
    page.goto(f"{reverse('search')}?q={QUERY}")
    expect(page.get_by_role("main").get_by_role("link", name=TITLE)).to_have_count(0)


def moderator_restores(cast: Cast) -> None:
    page = cast.moderator
    page.get_by_role("link", name=german("Make valid again…")).click()
    page.get_by_label(german("Why is it valid again?")).fill(AGAIN)
    press(page, "Make valid again")
    expect(page.get_by_role("main")).to_contain_text(AGAIN)
    cast.reader.goto(cast.project.url)
    expect(cast.reader.get_by_text(WHY)).to_have_count(0)


def author_confirms_by_mail(cast: Cast) -> None:
    """The question comes when it is due; the link asks for no account and works once."""
    care = care_of(cast.project)
    care.due_on = timezone.localdate() - timedelta(days=1)
    care.save()
    rounds.do_due_checks(timezone.now())
    link = link_in(latest_mail(cast.author_address), reverse("aftercare:answer", args=["-"]).removesuffix("-/"))
    page = cast.reader
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    press(page, "Still right")
    expect(page.get_by_role("heading", level=1)).to_have_text(german("Thank you"))
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(german("This link can no longer be used"))


def lead_says_on_the_status_page_that_it_is_outdated(cast: Cast) -> None:
    page = cast.lead
    page.goto(reverse("projects:status", args=[cast.project.pk]))
    page.get_by_role("link", name=german("Confirm that it is still right")).click()
    page.get_by_label(label("What is not right any more?")).fill(OUTDATED)
    press(page, "Not right any more")
    expect(page.get_by_role("main")).to_contain_text(OUTDATED)


def desk_reads_it(cast: Cast) -> None:
    mail = latest_mail(cast.moderators_address)
    assert OUTDATED in mail
    page = cast.moderator
    page.goto(link_in(mail, reverse("aftercare_page", args=[care_of(cast.project).pk])))
    expect(page.get_by_role("main")).to_contain_text(OUTDATED)
    expect(page.get_by_role("table")).to_contain_text(WHY)


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=german(words), exact=True).click()
