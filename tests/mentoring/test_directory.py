"""The public directory of mentors and the page of each."""

import pytest
from django.test import Client

from core.models import Region
from mentoring.models import MentorAccess, MentorFormat, MentorLanguage, MentorText, MentorTopic
from tests.factories import make_actor, make_contact_person, make_image, make_mentor, make_topic

pytestmark = pytest.mark.django_db

MOST_QUERIES = 25


def shown(client: Client, query: str = "") -> set[str]:
    return {card["name"] for card in client.get(f"/mentorinnen/{query}").context["cards"]}


class TestFilters:
    @pytest.fixture(autouse=True)
    def mentors(self) -> None:
        ada = make_mentor("chemnitz", name="Ada", intake="paused")
        MentorLanguage.objects.create(mentor=ada, language="hsb")
        MentorFormat.objects.create(mentor=ada, format="walk")
        MentorAccess.objects.create(mentor=ada, access="dgs")
        MentorTopic.objects.create(mentor=ada, topic=make_topic(slug="pflege"))
        make_mentor("leipzig", name="Ben")
        make_mentor(None, name="Cem")
        make_mentor("leipzig", name="Entwurf", live=False)

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("", {"Ada", "Ben", "Cem"}),
            ("?language=hsb", {"Ada"}),
            ("?format=walk", {"Ada"}),
            ("?access=dgs", {"Ada"}),
            ("?topic=pflege", {"Ada"}),
            ("?intake=open", {"Ben", "Cem"}),
            ("?region=leipzig", {"Ben"}),
            ("?region=statewide", {"Cem"}),
            ("?q=ada", {"Ada"}),
            ("?intake=open&language=hsb", set()),
        ],
    )
    def test_facets_narrow_the_list(self, client: Client, query: str, names: set[str]) -> None:
        assert shown(client, query) == names

    def test_who_pauses_says_so(self, client: Client) -> None:
        cards = {card["name"]: card["capacity"] for card in client.get("/mentorinnen/").context["cards"]}
        assert cards["Ada"] != cards["Ben"]


class TestPage:
    def test_a_draft_has_no_public_page(self, client: Client) -> None:
        mentor = make_mentor(live=False)
        assert client.get(f"/mentorinnen/{mentor.slug}/").status_code == 404

    def test_it_names_the_people_of_the_region_and_no_address_of_the_mentor(self, client: Client) -> None:
        agency = make_actor("leipzig", kind="agency")
        make_contact_person(
            agency, name="Ines Marschner", on_team=True, region=Region.objects.get(slug="leipzig"), phone="0341 12345"
        )
        content = client.get(f"/mentorinnen/{make_mentor('leipzig').slug}/").content.decode()
        assert "Ines Marschner" in content
        assert "tel:+4934112345" in content
        assert "<form" not in content.partition("<main")[2].partition("</main>")[0]

    def test_an_organisation_that_is_not_public_is_named_without_a_link(self, client: Client) -> None:
        actor = make_actor(name="Werkhof", live=False)
        mentor = make_mentor(actor=actor)
        content = client.get(f"/mentorinnen/{mentor.slug}/").content.decode()
        assert f"/akteure/{actor.slug}/" not in content


class TestBlockers:
    def test_a_complete_mentor_has_none(self) -> None:
        assert make_mentor(live=False).publication_blockers() == []

    def test_each_missing_part_is_one_reason(self) -> None:
        mentor = make_mentor(live=False)
        mentor.texts = [MentorText(language="en", headline="Only English")]
        mentor.mentor_topics = []
        mentor.image = make_image(description="", author="")
        assert len(mentor.publication_blockers()) == 4
