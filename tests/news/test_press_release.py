"""A press release on its way: typed into the admin form, approved by a colleague, read by the public."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils.html import escape
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from core import gate, review
from core.models import Region
from news.models import NewsIndexPage, NewsPage
from tests.factories import (
    make_actor,
    make_contact_person,
    make_editor,
    make_image,
    make_topic,
    region_index,
)

pytestmark = pytest.mark.django_db

HEADINGS = ["Woher die Ideen kommen", "Was am häufigsten fehlt", "Wie es weitergeht"]
QUOTES = [
    "Die meisten Teams haben an einem Küchentisch angefangen.",
    "Am häufigsten fehlt nicht Geld, sondern jemand, der zurückruft.",
    "Im nächsten Jahr kommen wir zu den Leuten und nicht umgekehrt.",
]
LEAD = "126 Teams hat die Zukunftsplattform im vergangenen Jahr begleitet, 41 mehr als im Jahr davor."


class Outline(HTMLParser):
    """Reads a page into a flat list of (path of elements, attributes, text) for questions about its structure."""

    VOID = {"area", "br", "hr", "img", "input", "link", "meta", "source", "use", "path", "rect", "circle"}

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[dict] = []
        self.stack: list[dict] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "within": list(self.open), "attrs": dict(attrs), "text": ""}
        self.elements.append(element)
        if tag not in self.VOID:
            self.open.append(tag)
            self.stack.append(element)

    def handle_startendtag(self, tag, attrs):
        self.elements.append({"tag": tag, "within": list(self.open), "attrs": dict(attrs), "text": ""})

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open and self.open.pop() != tag:
                self.stack.pop()
            self.stack.pop()

    def handle_data(self, data):
        for element in self.stack:
            element["text"] += data

    def all(self, tag, within=()):
        found = [e for e in self.elements if e["tag"] == tag and set(within) <= set(e["within"])]
        return [{**e, "text": re.sub(r"\s+", " ", e["text"]).strip()} for e in found]


@pytest.fixture
def agency():
    return make_actor("chemnitz", kind="agency", name="parikom Regionalbüro")


@pytest.fixture
def editor():
    return make_editor("chemnitz")


@pytest.fixture
def persons(agency):
    region = Region.objects.get(slug="chemnitz")
    return [
        make_contact_person(
            agency, region=region, name="Tobias Rennert", phone="0371 23125 202", email="t.rennert@example.org"
        ),
        make_contact_person(
            agency, region=region, name="Samira Haddad", phone="0371 23125 203", email="s.haddad@example.org"
        ),
    ]


def quote(text):
    return (
        "quote",
        {
            "text": text,
            "speaker": "Dr. Henrike Wolfram",
            "function": "Leitung der Landeskoordination",
            "organisation": "Zukunftsplattform",
        },
    )


def typed(editor, persons, **changes):
    """The form as the editor fills it in."""
    image = make_image(
        author="Mila Sandner", agency="Bildwerkstatt Querfaden", is_symbolic=True, uploaded_by_user=editor
    )
    links = '<p>Mehr dazu im <a href="https://example.org/bericht">Jahresbericht</a>.</p>'
    parts = [("text", rich_text("<p>Chemnitz. Die Zahlen liegen vor.</p>"))]
    for heading, words in zip(HEADINGS, QUOTES, strict=True):
        parts += [("heading", {"text": heading}), ("text", rich_text(links)), quote(words)]
    form = {
        "title": "126 Teams begleitet",
        "slug": "126-teams-begleitet",
        "lead": LEAD,
        "byline": "Tobias Rennert",
        "publish_date": "2026-11-18",
        "image": image.pk,
        "image_alt": "Ein langer Küchentisch, an dem fünf Menschen schreiben.",
        "image_caption": "So fängt es an.",
        "body": streamfield(parts),
        "contact_links": inline_formset([{"person": person.pk} for person in persons]),
        "responsible": persons[0].pk,
        "related_links": inline_formset([]),
        "page_topics": inline_formset([{"topic": make_topic(name="Engagement").pk}]),
        "also_in": inline_formset([]),
        "summary_simple": "",
        "seo_title": "",
        "search_description": "",
        "review_date": "",
        "go_live_at": "",
        "expire_at": "",
        "comments": inline_formset([]),
        "action-submit": "1",
    }
    return nested_form_data({**form, **changes})


def add_url():
    index = region_index(NewsIndexPage, "chemnitz")
    return reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])


@pytest.fixture
def public_page(client, staff_client, editor, persons):
    """The public HTML after submission and approval by a second person."""
    response = staff_client(editor).post(add_url(), typed(editor, persons))
    assert response.status_code == 302, response.context["form"].errors
    page = NewsPage.objects.get(slug="126-teams-begleitet")
    assert not page.live
    review.decide(
        task_state=page.current_workflow_task_state,
        user=make_editor("chemnitz"),
        action=review.APPROVE,
        shown=gate.shown_token(page.get_latest_revision()),
    )
    response = client.get(NewsPage.objects.get(pk=page.pk).url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def outline(public_page):
    return Outline(public_page[public_page.index("<main") : public_page.index("</main>")])


def test_the_form_opens_for_an_editor_of_the_region(staff_client, editor):
    assert staff_client(editor).get(add_url()).status_code == 200


def test_the_form_is_closed_for_an_editor_of_another_region(staff_client):
    assert staff_client(make_editor("dresden")).get(add_url()).status_code == 302


def test_title_lead_and_byline_head_the_story(outline):
    assert [heading["text"] for heading in outline.all("h1")] == ["126 Teams begleitet"]
    [header] = outline.all("header", within=["article"])
    assert LEAD in header["text"]
    assert "Tobias Rennert" in header["text"]
    assert outline.all("time", within=["header"])[0]["attrs"]["datetime"] == "2026-11-18"


def test_the_opening_picture_is_a_figure_with_alternative_text_caption_and_credit(outline):
    [image] = outline.all("img", within=["figure"])
    assert image["attrs"]["alt"] == "Ein langer Küchentisch, an dem fünf Menschen schreiben."
    caption = next(c["text"] for c in outline.all("figcaption") if "So fängt es an." in c["text"])
    assert "Mila Sandner / Bildwerkstatt Querfaden" in caption
    assert re.search("Symbol", caption)


def test_sub_headings_are_of_the_second_level_in_their_order(outline):
    headings = [heading["text"] for heading in outline.all("h2")]
    assert [heading for heading in headings if heading in HEADINGS] == HEADINGS


def test_each_quote_is_a_quotation_with_speaker_and_function(outline):
    quotations = outline.all("blockquote", within=["figure"])
    assert [quotation["text"] for quotation in quotations] == QUOTES
    sources = outline.all("cite", within=["figure", "figcaption"])
    assert len(sources) == 3
    for source in sources:
        assert "Dr. Henrike Wolfram" in source["text"]
        assert "Leitung der Landeskoordination, Zukunftsplattform" in source["text"]


def test_links_lead_on(outline):
    links = [link for link in outline.all("a") if link["attrs"].get("href") == "https://example.org/bericht"]
    assert [link["text"] for link in links] == ["Jahresbericht"] * 3


def test_the_contact_box_names_two_people_in_contact_markup(outline, persons):
    addresses = outline.all("address", within=["ul", "li"])
    assert len(addresses) == 2
    for address, person in zip(addresses, persons, strict=True):
        assert person.name in address["text"]
        assert "Regionalberatung" in address["text"]
        assert "parikom Regionalbüro" in address["text"]
    hrefs = [link["attrs"]["href"] for link in outline.all("a", within=["address"])]
    assert "tel:+4937123125202" in hrefs
    assert "mailto:t.rennert%40example.org" in hrefs


def test_mail_addresses_do_not_stand_in_the_source_as_such(public_page):
    assert "t.rennert@example.org" not in public_page
    assert "mailto:t.rennert" not in public_page


def test_somebody_answers_for_the_content(outline):
    assert "Tobias Rennert, parikom Regionalbüro" in outline.all("article")[0]["text"]


def test_the_editor_cannot_approve_the_own_press_release(staff_client, editor, persons):
    staff_client(editor).post(add_url(), typed(editor, persons))
    page = NewsPage.objects.get(slug="126-teams-begleitet")
    with pytest.raises(review.ReviewError):
        review.decide(
            task_state=page.current_workflow_task_state,
            user=editor,
            action=review.APPROVE,
            shown=gate.shown_token(page.get_latest_revision()),
        )
    assert not NewsPage.objects.get(pk=page.pk).live


def test_what_the_admin_form_shows_again_is_what_was_typed(staff_client, editor, persons):
    client = staff_client(editor)
    data = typed(editor, persons)
    data.pop("action-submit")
    client.post(add_url(), data)
    page = NewsPage.objects.get(slug="126-teams-begleitet")
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    for words in (LEAD, "So fängt es an.", "Ein langer Küchentisch, an dem fünf Menschen schreiben."):
        assert escape(words) in html


def test_a_new_story_can_be_previewed_before_it_is_saved(staff_client, editor, persons):
    client = staff_client(editor)
    index = region_index(NewsIndexPage, "chemnitz")
    url = reverse("wagtailadmin_pages:preview_on_add", args=["news", "newspage", index.pk])
    assert client.post(url, typed(editor, persons)).json()["is_valid"]
    response = client.get(url)
    assert response.status_code == 200
    assert LEAD in response.content.decode()
