"""A page's body: whatever stands in it, the page costs the same, and every use keeps its own words."""

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page

from core.models import PortalImage
from home.models import HomePage, StandardPage
from tests.e2e.body_blocks import block_values
from tests.factories import make_contact_person, make_image, make_project
from tests.factories.counting import queries_when_cold

pytestmark = pytest.mark.django_db


def make_page(*blocks: tuple[str, Any], language: str = "de", **fields: Any) -> StandardPage:
    """A public page with these blocks, as they are stored."""
    body = json.dumps([{"type": kind, "value": value} for kind, value in blocks])
    home = HomePage.objects.get(locale__language_code=language, depth=2)
    page = StandardPage(title="Eine Seite", body=body, locale=home.locale, **fields)
    return home.add_child(instance=page)


def every_block(times: int) -> list[tuple[str, Any]]:
    """All blocks so many times, each time with things of its own."""
    found = []
    for _time in range(times):
        project, person = make_project(live=True), make_contact_person(portrait=make_image(300, 300))
        found += [(kind, value) for kind, many in block_values(project, person).items() for value in many]
    return found


def picture(image: PortalImage, alt: str) -> tuple[str, Any]:
    return "image", {"image": {"image": image.pk, "alt_text": alt, "decorative": False}, "caption": ""}


def html_of(client: Client, page: Page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_body_costs_the_same_however_long_it_is(client: Client) -> None:
    short, long = make_page(*every_block(1), slug="kurz"), make_page(*every_block(4), slug="lang")
    costs = [queries_when_cold(client, page.url) for page in (short, long)]
    assert len(costs[0]) == len(costs[1]) <= 25


def test_one_picture_has_other_words_in_every_place(client: Client) -> None:
    image = make_image()
    html = html_of(client, make_page(picture(image, "Von vorn"), picture(image, "Von der Seite")))
    assert html.count('alt="Von vorn"') == 1
    assert html.count('alt="Von der Seite"') == 1


def test_what_has_been_deleted_leaves_a_gap_only(client: Client) -> None:
    project, person = make_project(live=True), make_contact_person()
    blocks = [("contacts", {"title": "Fragen?", "persons": [person.pk]}), picture(make_image(), "Weg")]
    blocks += [("text", f'<p>Siehe <a linktype="page" id="{project.pk}">dort</a>.</p>')]
    page = make_page(*blocks)
    person.delete()
    PortalImage.objects.all().delete()
    Page.objects.get(pk=project.pk).delete()
    html = html_of(client, page)
    assert "Siehe <a>dort</a>." in html
    assert "Weg" not in html


def test_links_lead_to_the_page_in_the_reader_s_language(client: Client) -> None:
    target = make_page(slug="ziel")
    english = target.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.slug = "goal"
    english.save_revision().publish()
    link = ("text", f'<p><a linktype="page" id="{target.pk}">dort</a></p>')
    assert '<a href="/ziel/">dort</a>' in html_of(client, make_page(link, slug="hier"))
    assert '<a href="/en/goal/">dort</a>' in html_of(client, make_page(link, slug="here", language="en"))


def test_links_to_a_language_that_is_not_public_stay_with_the_original(client: Client) -> None:
    target = make_page(slug="ziel")
    target.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    link = ("text", f'<p><a linktype="page" id="{target.pk}">dort</a></p>')
    assert '<a href="/ziel/">dort</a>' in html_of(client, make_page(link, slug="here", language="en"))


def test_showing_a_page_changes_nothing_that_would_be_saved(client: Client) -> None:
    link = f'<p><a linktype="page" id="{make_project(live=True).pk}">dort</a></p>'
    page = make_page(("text", link), picture(make_image(), "Von vorn"))
    stored = StandardPage.objects.get(pk=page.pk).body.get_prep_value()
    assert client.get(page.url).context["page"].body.get_prep_value() == stored
