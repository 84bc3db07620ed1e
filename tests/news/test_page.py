"""A story as readers find it, and what keeps it from them."""

from datetime import date

import pytest
from django.test import RequestFactory
from wagtail.models import Locale, PageViewRestriction
from wagtail.rich_text import RichText
from wagtail_localize.models import Translation, TranslationSource

from actors.models import RegionOffice
from core.gate import publication_blockers
from core.models import PageTopic, Region
from news.models import NewsContact, NewsPage, NewsRelatedPage
from tests.factories import (
    make_actor,
    make_contact_person,
    make_image,
    make_news,
    make_project,
    make_topic,
    publish,
)

pytestmark = pytest.mark.django_db


def context(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.context_data


def with_body(page, *blocks):
    page.body = [(name, value) for name, value in blocks]
    return page


def test_older_and_newer_stories_follow(client):
    stories = [make_news(live=True, publish_date=date(2026, 1, day)) for day in (1, 2, 3)]
    shown = context(client, stories[1])
    assert (shown["older"]["title"], shown["newer"]["title"]) == (stories[0].title, stories[2].title)
    assert context(client, stories[0])["older"] is None
    assert context(client, stories[2])["newer"] is None


def test_of_one_day_the_order_of_publication_counts(client):
    first, second, third = (make_news(live=True, publish_date=date(2026, 1, 1)) for _number in range(3))
    shown = context(client, second)
    assert (shown["older"]["title"], shown["newer"]["title"]) == (first.title, third.title)


def test_stories_on_the_same_topic_are_offered_latest_first(client):
    topic = make_topic()
    stories = [make_news(live=True, publish_date=date(2026, 1, day)) for day in range(1, 7)]
    for story in (stories[0], stories[1], stories[5]):
        PageTopic.objects.create(page=story, topic=topic)
    shown = context(client, stories[5])
    assert [card["title"] for card in shown["same_topic"]] == [stories[1].title, stories[0].title]


def test_stories_of_other_regions_and_drafts_do_not_follow(client):
    make_news("dresden", live=True)
    make_news("chemnitz")
    shown = context(client, make_news("chemnitz", live=True))
    assert (shown["older"], shown["newer"], shown["same_topic"]) == (None, None, [])


def test_chosen_pages_are_shown_in_the_editor_s_order_if_readers_may_see_them(client):
    project, draft, restricted = make_project(live=True), make_project(), make_project(live=True)
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    other = make_news(live=True)
    targets = [other, draft, restricted, project]
    links = [NewsRelatedPage(related=target.page_ptr, sort_order=place) for place, target in enumerate(targets)]
    page = make_news(live=True, related_links=links)
    assert [link["title"] for link in context(client, page)["related"]] == [other.title, project.title]


def test_chosen_pages_are_translated_where_a_translation_is_public(client):
    english = Locale.objects.get(language_code="en")
    project, only_german = make_project(live=True), make_project(live=True)
    translated_project = project.copy_for_translation(english, copy_parents=True)
    translated_project.title = "The station"
    translated_project.save_revision(clean=False)
    publish(translated_project)
    page = make_news(
        live=True, related_links=[NewsRelatedPage(related=target.page_ptr) for target in (project, only_german)]
    )
    translated = page.copy_for_translation(english, copy_parents=True)
    translated.save_revision(clean=False)
    shown = context(client, publish(translated))
    assert [link["title"] for link in shown["related"]] == ["The station", only_german.title]


def test_without_a_named_person_the_agency_of_the_region_answers_for_the_content(client):
    agency = make_actor("chemnitz", kind="agency", name="parikom")
    RegionOffice.objects.update_or_create(region=Region.objects.get(slug="chemnitz"), defaults={"agency": agency})
    assert context(client, make_news("chemnitz", live=True))["responsible"] == "parikom"


def test_a_statewide_story_without_a_named_person_is_answered_for_by_the_lead_agency(client):
    agency = make_actor(None, kind="agency", name="Landeskoordination")
    RegionOffice.objects.update_or_create(region=None, defaults={"agency": agency})
    assert context(client, make_news(None, live=True))["responsible"] == "Landeskoordination"


def test_the_trail_leads_home(client):
    page = make_news("chemnitz", live=True)
    assert [step["url"] for step in context(client, page)["breadcrumbs"]] == [
        "/",
        "/chemnitz/",
        "/chemnitz/meldungen/",
        page.url,
    ]


def test_a_draft_can_be_previewed():
    page = make_news()
    draft = page.get_latest_revision().as_object()
    draft.contact_links = [NewsContact(person=make_contact_person())]
    response = draft.make_preview_request(RequestFactory().get("/"))
    assert response.status_code == 200
    assert page.title in response.rendered_content


def test_a_picture_without_any_description_is_a_blocker():
    page = make_news(image=make_image(description=""))
    assert any("alternative text" in blocker or "Alternativtext" in blocker for blocker in publication_blockers(page))


@pytest.mark.parametrize(
    ("picture", "use"),
    [
        ({"description": "Drei Menschen."}, {}),
        ({"description": ""}, {"image_alt": "Drei Menschen."}),
        ({"description": ""}, {"image_is_decorative": True}),
        ({"description": "", "is_decorative": True}, {}),
    ],
)
def test_a_picture_that_is_described_or_decorative_may_be_published(picture, use):
    assert publication_blockers(make_news(image=make_image(**picture), **use)) == []


def test_the_text_of_this_use_replaces_the_description_of_the_picture(client):
    image = make_image(description="Ein Tisch.")
    own = make_news(live=True, image=image, image_alt="Hier wurde der Verein gegründet.")
    html = client.get(own.url).content.decode()
    assert 'alt="Hier wurde der Verein gegründet."' in html
    assert 'alt="Ein Tisch."' in client.get(make_news(live=True, image=image).url).content.decode()
    decorative = make_news(live=True, image=image, image_is_decorative=True)
    assert 'alt="Ein Tisch."' not in client.get(decorative.url).content.decode()


def test_a_picture_of_which_nobody_knows_the_author_is_a_blocker():
    assert len(publication_blockers(make_news(image=make_image(author="", agency="")))) == 1


def test_a_picture_in_the_body_needs_an_author_too():
    image = make_image(author="", agency="", title="Sommerfest")
    page = with_body(make_news(), ("image", {"image": image, "caption": ""}))
    [blocker] = publication_blockers(page)
    assert "Sommerfest" in blocker


def test_a_story_without_picture_may_be_published():
    assert publication_blockers(make_news()) == []


def full_story():
    """A story that uses everything an editor can add."""
    agency = make_actor("chemnitz", kind="agency")
    persons = [make_contact_person(agency, portrait=make_image()) for _number in range(2)]
    page = make_news(
        image=make_image(),
        responsible=persons[0],
        contact_links=[NewsContact(person=person) for person in persons],
        related_links=[NewsRelatedPage(related=make_project(live=True).page_ptr)],
    )
    draft = page.get_latest_revision().as_object()
    quote = {"text": "Ja.", "speaker": "Ines", "function": "Leitung", "organisation": "Verein"}
    with_body(
        draft,
        ("heading", {"text": "Zwischentitel"}),
        ("text", RichText('<p>Text mit <a href="https://example.org/">Verweis</a>.</p>')),
        ("quote", quote),
    )
    draft.save_revision()
    return publish(NewsPage.objects.get(pk=page.pk))


def test_a_story_sets_no_cookie(client):
    response = client.get(make_news(live=True).url)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_translating_a_story_carries_picture_and_links_along():
    page = full_story()
    source, _created = TranslationSource.get_or_create_from_instance(page)
    english = Locale.objects.get(language_code="en")
    translation = Translation.objects.create(source=source, target_locale=english)
    translation.save_target(publish=False)
    translated = NewsPage.objects.get(translation_key=page.translation_key, locale=english)
    assert translated.image == page.image
    assert translated.byline == page.byline
    assert translated.contact_links.count() == 2
    assert translated.related_links.count() == 1
    paths = {string.context.path for string in source.stringsegment_set.all()}
    assert {"title", "lead"} <= paths
    assert any(path.startswith("body.") for path in paths)
