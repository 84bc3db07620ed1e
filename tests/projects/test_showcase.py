"""The page of one project."""

import datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import PageFunding, PageTargetGroup, PageTopic, Region
from projects.cards import actor_items, teaser_items
from projects.models import ProjectPage, ProjectPartner, ProjectSought
from projects.showcase import duration_in_words
from tests.factories import (
    make_actor,
    make_contact_person,
    make_funding_source,
    make_image,
    make_project,
    make_target_group,
    make_topic,
)

pytestmark = pytest.mark.django_db


def page_of(client: Client, project: ProjectPage) -> str:
    answer = client.get(project.url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_problem_approach_and_effect_are_headed_sections(client: Client) -> None:
    text = page_of(client, make_project(live=True, problem="Leerstand.\n\nKein Treff."))
    for heading in ("problem", "approach", "effect"):
        assert f'<h2 id="{heading}">' in text
    assert "<p>Leerstand.</p>" in text


def test_what_people_typed_is_escaped(client: Client) -> None:
    text = page_of(client, make_project(live=True, problem="<script>alert(1)</script>", costs="<b>viel</b>"))
    assert "<script>alert" not in text
    assert "&lt;b&gt;viel&lt;/b&gt;" in text


def test_the_copy_card_names_costs_people_form_and_failures(client: Client) -> None:
    project = make_project(
        live=True, costs="486.000 Euro", staff="2,6 Stellen", legal_form="Genossenschaft", what_failed="Das Café."
    )
    text = page_of(client, project)
    for words in ("486.000 Euro", "2,6 Stellen", "Genossenschaft", "Das Café."):
        assert words in text


def test_a_project_without_anything_to_copy_has_no_copy_card(client: Client) -> None:
    assert 'id="copy-card"' not in page_of(client, make_project(live=True))


def test_public_partners_are_linked_and_others_only_named(client: Client) -> None:
    public, hidden = make_actor(name="Querbeet"), make_actor(name="Noch nicht öffentlich", live=False)
    project = make_project(live=True, other_partners="Stadt Penig, Sparkasse")
    for actor in (public, hidden):
        ProjectPartner.objects.create(page=project, actor=actor)
    text = page_of(client, project)
    assert f'href="{public.get_absolute_url()}"' in text
    assert f'href="{hidden.get_absolute_url()}"' not in text
    assert "Noch nicht öffentlich" in text
    assert "Stadt Penig" in text


def test_funding_is_printed_with_its_sentence(client: Client) -> None:
    project = make_project(live=True)
    source = make_funding_source(name="Stiftung", statement="Gefördert von der Stiftung Kettfaden.")
    PageFunding.objects.create(page=project, funding_source=source)
    assert "Gefördert von der Stiftung Kettfaden." in page_of(client, project)


def test_what_is_sought_is_named(client: Client) -> None:
    project = make_project(live=True)
    ProjectSought.objects.create(page=project, kind="rooms")
    assert client.get(project.url).context["sought"] == [str(ProjectSought(kind="rooms").get_kind_display())]


def test_a_picture_carries_its_own_description_and_credit(client: Client) -> None:
    image = make_image(author="Mila Sandner", is_symbolic=True)
    text = page_of(client, make_project(live=True, image=image, image_alt="Ein Wartesaal mit Ofen"))
    assert 'alt="Ein Wartesaal mit Ofen"' in text
    assert "Mila Sandner" in text


@time_machine.travel("2026-11-22")
@pytest.mark.parametrize(("until", "running"), [("2026-11-22", True), ("2026-11-21", False)])
def test_a_campaign_is_told_as_text_and_loads_nothing(client: Client, until: str, running: bool) -> None:
    project = make_project(
        live=True, campaign_url="https://kampagne.example.org/ofen", campaign_until=datetime.date.fromisoformat(until)
    )
    answer = client.get(project.url)
    assert answer.context["campaign"]["kind"] == ("success" if running else "info")
    text = answer.content.decode()
    assert '<a href="https://kampagne.example.org/ofen"' in text
    assert "<iframe" not in text


def test_the_organisations_own_people_come_before_the_regions(client: Client) -> None:
    actor = make_actor("chemnitz")
    region = Region.objects.get(slug="chemnitz")
    agency = make_contact_person(region=region, on_team=True, name="Region")
    own = make_contact_person(actor=actor, name="Eigene")
    make_contact_person(region=Region.objects.get(slug="leipzig"), on_team=True, name="Fremde")
    people = client.get(make_project(live=True, actor=actor).url).context["contacts"]
    assert [person["name"] for person in people] == [own.name, agency.name]


def test_similar_projects_say_why(client: Client) -> None:
    topic, group = make_topic("Pflege"), make_target_group("Familien")
    one, near, far = (make_project("chemnitz", live=True, title=title) for title in ("Eins", "Nah", "Fern"))
    for project in (one, near):
        PageTargetGroup.objects.create(page=project, target_group=group)
    for project in (one, near, far):
        PageTopic.objects.create(page=project, topic=topic)
    similar = client.get(one.url).context["similar"]
    assert [card["title"] for card in similar] == ["Nah", "Fern"]
    assert any("Familien" in reason for reason in similar[0]["labels"])
    assert not any("Familien" in reason for reason in similar[1]["labels"])


def test_drafts_and_other_languages_are_never_similar(client: Client) -> None:
    topic = make_topic()
    one, draft = make_project(live=True), make_project()
    for project in (one, draft):
        PageTopic.objects.create(page=project, topic=topic)
    assert client.get(one.url).context["similar"] == []


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, ""),
        (datetime.date(2021, 9, 1), None, "2021"),
        (datetime.date(2021, 9, 1), datetime.date(2024, 3, 1), "2024"),
    ],
)
def test_duration_is_told_in_months(start: Any, end: Any, words: str) -> None:
    told = duration_in_words(start, end)
    assert words in told
    assert bool(told) == bool(words)


def test_a_draft_has_no_public_page(client: Client) -> None:
    assert client.get(make_project().url).status_code == 404


def test_the_page_costs_a_fixed_number_of_queries(client: Client) -> None:
    actor = make_actor("chemnitz")
    project = make_project(live=True, actor=actor, image=make_image(), image_alt="Bild")
    topic = make_topic()
    PageTopic.objects.create(page=project, topic=topic)

    def cost() -> int:
        client.get(project.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(project.url)
        return len(queries)

    alike = make_project(live=True, actor=actor)
    PageTopic.objects.create(page=alike, topic=topic)
    make_contact_person(actor=actor)
    ProjectPartner.objects.create(page=project, actor=make_actor())
    small = cost()
    for _number in range(4):
        other = make_project(live=True, actor=actor)
        PageTopic.objects.create(page=other, topic=topic)
        PageTopic.objects.create(page=project, topic=make_topic())
        PageTargetGroup.objects.create(page=project, target_group=make_target_group())
        ProjectPartner.objects.create(page=project, actor=make_actor())
        make_contact_person(actor=actor)
    assert cost() == small
    assert small <= 25


def test_an_organisations_page_shows_what_it_owns_and_takes_part_in(client: Client) -> None:
    actor = make_actor("chemnitz")
    own = make_project(live=True, actor=actor, title="Eigenes")
    shared = make_project(live=True, title="Gemeinsames")
    make_project(live=True, title="Fremdes")
    ProjectPartner.objects.create(page=shared, actor=actor)
    titles = [project.title for project in actor_items(actor, own.locale, 6)]
    assert titles == ["Gemeinsames", "Eigenes"]


def test_teasers_of_a_region_are_its_own_newest_projects() -> None:
    region = Region.objects.get(slug="leipzig")
    make_project("chemnitz", live=True, title="Anderswo")
    here = make_project("leipzig", live=True, title="Hier")
    assert [project.title for project in teaser_items(region.pk, here.locale, 3)] == ["Hier"]
    assert len(teaser_items(None, here.locale, 1)) == 1
