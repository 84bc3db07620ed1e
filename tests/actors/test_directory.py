"""The public directory of actors and the page of each."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from actors.models import Actor, ActorTargetGroup, ActorText, ActorTopic, ContactPerson, RegionOffice
from actors.querysets import by_region, offices
from core.models import District, Region
from core.registries import ActorPanel, actor_panels
from tests.factories import (
    make_actor,
    make_contact_person,
    make_image,
    make_target_group,
    make_topic,
    publish,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 25


def page_text(client: Client, address: str = "/akteure/", status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def shown(client: Client, query: str = "") -> set[str]:
    return {card["title"] for card in client.get(f"/akteure/{query}").context["cards"]}


class TestFilters:
    @pytest.fixture(autouse=True)
    def network(self) -> None:
        leipzig = District.objects.get(ags="14713")
        self.hub = make_actor("leipzig", name="Werkhof", kind="startup", district=leipzig, postcode="04103")
        self.club = make_actor("chemnitz", name="Verein", kind="member", city="Mittweida")
        self.office = make_actor(None, name="Landesstelle", kind="administration")
        make_actor("leipzig", name="Entwurf", live=False)

    def test_drafts_are_not_listed(self, client: Client) -> None:
        assert shown(client) == {"Werkhof", "Verein", "Landesstelle"}

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("?kind=startup", {"Werkhof"}),
            ("?region=chemnitz", {"Verein"}),
            ("?region=statewide", {"Landesstelle"}),
            ("?region=chemnitz&region=leipzig", {"Werkhof", "Verein"}),
            ("?q=mittweida", {"Verein"}),
            ("?kind=startup&region=chemnitz", set()),
        ],
    )
    def test_facets_narrow_the_list(self, client: Client, query: str, names: set[str]) -> None:
        assert shown(client, query) == names

    def test_topic_target_group_and_district_narrow_it_too(self, client: Client) -> None:
        topic, group = make_topic(slug="pflege"), make_target_group(slug="familien")
        ActorTopic.objects.create(actor=self.hub, topic=topic)
        ActorTargetGroup.objects.create(actor=self.hub, target_group=group)
        for query in ("?topic=pflege", "?target_group=familien", f"?district={self.hub.district.slug}"):
            assert shown(client, query) == {"Werkhof"}

    def test_counts_come_from_the_same_query(self, client: Client) -> None:
        groups = {group.name: group for group in client.get("/akteure/?region=leipzig").context["listing"].groups}
        counts = {option.value: option.count for option in groups["kind"].options}
        assert (counts["startup"], counts["member"]) == (1, 0)

    def test_a_sentence_says_what_is_shown(self, client: Client) -> None:
        with translation.override("de"):
            sentence = client.get("/akteure/?region=leipzig").context["sentence"]
        assert sentence.startswith("1 ")
        assert "Leipzig" in sentence

    def test_the_map_shows_the_same_hits(self, client: Client) -> None:
        context = client.get("/akteure/?view=map").context
        assert [button.title for button in context["map"].buttons] == ["Werkhof"]
        assert sum(patch.area.count for patch in context["map"].patches) == 1
        assert {item["title"] for item in context["unplaced"]} == {"Verein", "Landesstelle"}
        assert context["unplaced_count"] == 2

    def test_several_at_one_place_lead_to_their_districts_list(self, client: Client) -> None:
        make_actor("leipzig", name="Nebenan", postcode="04103", district=self.hub.district)
        [button] = client.get("/akteure/?view=map").context["map"].buttons
        assert (button.count, button.href) == (2, f"/akteure/?district={self.hub.district.slug}")


@pytest.mark.parametrize(
    "query",
    [
        "?page=0",
        "?page=99999999999999999999",
        "?page=-1",
        "?page=%00",
        "?q=%00",
        "?q=%22unbalanced",
        "?q=" + "x" * 10_000,
        "?region=atlantis&kind=%FF&view=globe&sort=%27--",
        "?district=" + "a" * 5000,
        "?view=map&q=%25",
    ],
)
@pytest.mark.parametrize("path", ["/akteure/", "/mentorinnen/"])
def test_no_query_string_breaks_a_directory(client: Client, path: str, query: str) -> None:
    make_actor()
    assert client.get(path + query).status_code in {200, 400, 404}


@pytest.mark.parametrize("path", ["/akteure/", "/mentorinnen/"])
@pytest.mark.parametrize("slug", ["gibt-es-nicht", "x" * 3000, "%00", "a%00b", "ä", "..%2f.."])
def test_an_unknown_address_is_not_found(client: Client, path: str, slug: str) -> None:
    assert client.get(f"{path}{slug}/").status_code in {400, 404}


class TestPage:
    def test_a_draft_has_no_public_page(self, client: Client) -> None:
        actor = make_actor(live=False)
        assert client.get(actor.get_absolute_url()).status_code == 404

    def test_it_names_people_topics_and_place(self, client: Client) -> None:
        actor = make_actor("chemnitz", name="Werkhof", city="Plauen")
        make_contact_person(actor, name="Ines Marschner", phone="03741 12345")
        text = page_text(client, actor.get_absolute_url())
        for words in ("Werkhof", "Ines Marschner", 'href="tel:+49374112345"', "Plauen"):
            assert words in text

    def test_addresses_of_people_are_hidden_from_harvesters(self, client: Client) -> None:
        actor = make_actor(email="post@example.org")
        make_contact_person(actor, email="ines@example.org")
        text = page_text(client, actor.get_absolute_url())
        assert "@example.org" not in text
        assert "mailto:" not in text

    def test_without_people_of_its_own_the_region_helps(self, client: Client) -> None:
        agency = make_actor("chemnitz", kind="agency")
        make_contact_person(agency, name="Ines Marschner", on_team=True, region=Region.objects.get(slug="chemnitz"))
        assert "Ines Marschner" in page_text(client, make_actor("chemnitz").get_absolute_url())
        assert "Ines Marschner" not in page_text(client, make_actor("leipzig").get_absolute_url())

    def test_words_of_the_readers_language_win(self, client: Client) -> None:
        actor = make_actor(live=False)
        ActorText.objects.create(actor=actor, language="en", summary="We bring neighbours together.")
        actor = Actor.objects.get(pk=actor.pk)
        actor.save_revision(clean=False)
        publish(actor)
        assert "We bring neighbours together." in page_text(client, f"/en/akteure/{actor.slug}/")
        assert "We bring neighbours together." not in page_text(client, f"/akteure/{actor.slug}/")

    def test_domains_show_what_the_actor_has_contributed(self, client: Client, monkeypatch: Any) -> None:
        panel = ActorPanel(
            title="Projekte",
            template="components/card_project.html",
            items=lambda actor, locale, limit: [actor],
            cards=lambda items, data: [{"title": f"Projekt von {actor.name}", "url": "/x/"} for actor in items],
        )
        monkeypatch.setitem(actor_panels._entries, "example", panel)
        actor = make_actor(name="Werkhof")
        assert "Projekt von Werkhof" in page_text(client, actor.get_absolute_url())

    def test_nothing_in_it_depends_on_the_reader(self, client: Client) -> None:
        response = client.get(make_actor().get_absolute_url())
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")

    def test_words_of_editors_are_escaped(self, client: Client) -> None:
        actor = make_actor(name="<script>alert(1)</script>")
        assert "<script>alert(1)" not in page_text(client, actor.get_absolute_url())


class TestQueryCounts:
    def test_a_page_with_many_people_asks_no_more(self, client: Client, django_assert_max_num_queries: Any) -> None:
        actor = make_actor(image=make_image())
        counts = []
        for _round in range(2):
            for _number in range(5):
                make_contact_person(actor, portrait=make_image())
            client.get(actor.get_absolute_url())
            with django_assert_max_num_queries(MOST_QUERIES) as captured:
                client.get(actor.get_absolute_url())
            counts.append(len(captured))
        assert counts[0] == counts[1]


class TestBlockers:
    def blockers(self, actor: Actor) -> str:
        return " ".join(actor.publication_blockers())

    def test_a_complete_actor_has_none(self) -> None:
        assert make_actor(live=False).publication_blockers() == []

    def test_each_missing_part_is_one_reason(self) -> None:
        actor = make_actor(live=False)
        actor.texts = [ActorText(language="en", summary="Only English")]
        actor.actor_topics = []
        actor.image = make_image(description="", author="", depicted_persons="unknown")
        assert len(actor.publication_blockers()) == 5

    def test_a_decorative_picture_needs_no_description(self) -> None:
        actor = make_actor(live=False, image=make_image(description="", is_decorative=True))
        assert actor.publication_blockers() == []


class TestPlatform:
    """What "About the platform" and the pages of regions show."""

    def test_partners_are_public_and_have_a_role(self) -> None:
        for name, kind, role, live in (
            ("Freistaat", "administration", "Auftraggeber", True),
            ("Hub", "agency", "Region Leipzig", True),
            ("Verein", "member", "", True),
            ("Neu", "agency", "Noch geheim", False),
            ("Büro", "agency", "", True),
        ):
            actor = make_actor("leipzig", name=name, kind=kind, live=False)
            actor.texts.update(role=role)
            actor = Actor.objects.get(pk=actor.pk)
            actor.save_revision(clean=False)
            if live:
                publish(actor)
        assert [actor.name for actor in Actor.objects.partners()] == ["Freistaat", "Hub"]

    def test_the_team_stands_together_by_region(self) -> None:
        agency = make_actor(None, kind="agency")
        dresden, leipzig = Region.objects.get(slug="dresden"), Region.objects.get(slug="leipzig")
        make_contact_person(agency, name="Lea", on_team=True, region=leipzig)
        make_contact_person(agency, name="Dora", on_team=True, region=dresden)
        make_contact_person(agency, name="Zentrale", on_team=True)
        make_contact_person(agency, name="Extern")
        groups = by_region(ContactPerson.objects.team())
        assert [(region, [person.name for person in people]) for region, people in groups] == [
            (None, ["Zentrale"]),
            (dresden, ["Dora"]),
            (leipzig, ["Lea"]),
        ]

    def test_offices_name_the_lead_agency_first(self) -> None:
        leipzig = Region.objects.get(slug="leipzig")
        lead, agency = make_actor(None, kind="agency"), make_actor("leipzig", kind="agency")
        RegionOffice.objects.all().delete()
        RegionOffice.objects.create(region=leipzig, agency=agency)
        RegionOffice.objects.create(region=None, agency=lead)
        assert [office.agency for office in offices()] == [lead, agency]

    def test_there_is_one_lead_agency(self) -> None:
        RegionOffice.objects.all().delete()
        RegionOffice.objects.create(region=None, agency=make_actor(None))
        with pytest.raises(ValidationError):
            RegionOffice(region=None, agency=make_actor(None)).full_clean()
