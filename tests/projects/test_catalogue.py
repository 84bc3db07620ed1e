"""The catalogue: one query as list and as map, in words, in a fixed number of queries."""

from typing import Any

import pytest
from django.test import Client

from core.models import PageRegion, PageTargetGroup, Region
from projects.catalogue import catalogue as catalogue_context
from projects.models import ProjectIndexPage, ProjectPage, ProjectSought
from tests.factories import make_actor, make_project, make_target_group, region_index

pytestmark = pytest.mark.django_db


def shown(index: ProjectIndexPage, query: str, rf: Any) -> dict[str, Any]:
    return catalogue_context(index, rf.get(f"/?{query}"))


def titles(index: ProjectIndexPage, query: str, rf: Any) -> list[str]:
    return [project.title for project in shown(index, query, rf)["listing"].hits]


def counts(context: dict[str, Any], facet: str) -> dict[str, int]:
    group = next(group for group in context["listing"].groups if group.name == facet)
    return {option.value: option.count for option in group.options if option.count}


@pytest.fixture
def three_regions() -> None:
    """One project in each region and one for all of Saxony."""
    make_project("chemnitz", live=True, title="Bahnhof", phase="proven", postcode="09322")
    make_project("dresden", live=True, title="Elbe", phase="idea", postcode="01067")
    make_project("leipzig", live=True, title="Auwald", phase="spread", postcode="04109")
    make_project(None, live=True, title="Überall", phase="pilot")


@pytest.mark.usefixtures("three_regions")
class TestWhatIsListed:
    def test_the_statewide_catalogue_shows_all_regions(self, catalogue: Any, rf: Any) -> None:
        assert set(titles(catalogue, "", rf)) == {"Bahnhof", "Elbe", "Auwald", "Überall"}

    def test_drafts_are_not_listed(self, catalogue: Any, rf: Any) -> None:
        make_project("chemnitz", title="Entwurf")
        assert "Entwurf" not in titles(catalogue, "", rf)

    def test_a_region_shows_its_own_and_then_statewide_projects(self, rf: Any) -> None:
        assert titles(region_index(ProjectIndexPage, "dresden"), "sort=title", rf) == ["Elbe", "Überall"]

    def test_statewide_projects_stand_in_a_marked_group(self, client: Client) -> None:
        answer = client.get(region_index(ProjectIndexPage, "dresden").url)
        assert answer.context["lead_card"]["title"] == "Elbe"
        assert answer.context["cards"] == []
        assert [card["title"] for card in answer.context["statewide_cards"]] == ["Überall"]

    def test_a_guest_is_shown_in_the_other_region(self, rf: Any) -> None:
        guest = ProjectPage.objects.get(title="Auwald")
        PageRegion.objects.create(page=guest, region=Region.objects.get(slug="dresden"))
        assert "Auwald" in titles(region_index(ProjectIndexPage, "dresden"), "", rf)

    def test_a_region_counts_its_guests_like_the_statewide_facet(self, catalogue: Any, rf: Any) -> None:
        guest = ProjectPage.objects.get(title="Auwald")
        PageRegion.objects.create(page=guest, region=Region.objects.get(slug="dresden"))
        assert counts(shown(catalogue, "", rf), "region") == {
            "chemnitz": 1,
            "dresden": 2,
            "leipzig": 1,
            "statewide": 1,
        }
        assert set(titles(catalogue, "region=dresden", rf)) == {"Elbe", "Auwald"}

    def test_only_the_statewide_catalogue_has_a_region_facet(self, catalogue: Any, rf: Any) -> None:
        regional = shown(region_index(ProjectIndexPage, "dresden"), "", rf)["listing"]
        assert "region" in [facet.name for facet in shown(catalogue, "", rf)["listing"].facets]
        assert "region" not in [facet.name for facet in regional.facets]

    def test_a_region_offers_only_its_own_districts(self, rf: Any) -> None:
        groups = shown(region_index(ProjectIndexPage, "leipzig"), "", rf)["listing"].groups
        district = next(group for group in groups if group.name == "district")
        assert {option.value for option in district.options} == {"leipzig", "landkreis-leipzig", "nordsachsen"}


@pytest.mark.usefixtures("three_regions")
class TestFacets:
    def test_district_follows_from_the_postcode(self, catalogue: Any, rf: Any) -> None:
        assert titles(catalogue, "district=mittelsachsen", rf) == ["Bahnhof"]

    def test_phase_narrows(self, catalogue: Any, rf: Any) -> None:
        assert titles(catalogue, "phase=idea", rf) == ["Elbe"]

    def test_what_is_sought_narrows(self, catalogue: Any, rf: Any) -> None:
        ProjectSought.objects.create(page=ProjectPage.objects.get(title="Elbe"), kind="rooms")
        assert titles(catalogue, "seeks=rooms", rf) == ["Elbe"]

    def test_target_group_narrows_and_is_said_in_words(self, catalogue: Any, rf: Any) -> None:
        group = make_target_group(name="Pflegende Angehörige", slug="pflegende-angehoerige")
        PageTargetGroup.objects.create(page=ProjectPage.objects.get(title="Elbe"), target_group=group)
        context = shown(catalogue, f"target_group={group.slug}", rf)
        assert context["listing"].count == 1
        assert "pflegende Angehörige" in context["sentence"]

    def test_counts_agree_with_the_list_for_every_option(self, catalogue: Any, rf: Any) -> None:
        context = shown(catalogue, "phase=idea&phase=spread", rf)
        for group in context["listing"].groups:
            for option in group.options:
                others = "" if group.name == "phase" else "phase=idea&phase=spread&"
                alone = shown(catalogue, f"{others}{group.name}={option.value}", rf)["listing"]
                assert option.count == alone.count, (group.name, option.value)

    def test_the_search_finds_words_of_the_organisation(self, catalogue: Any, rf: Any) -> None:
        make_project("leipzig", live=True, title="Werkstatt", actor=make_actor("leipzig", name="Querbeet Grimma"))
        assert titles(catalogue, "q=querbeet", rf) == ["Werkstatt"]

    def test_sorting_by_phase_puts_the_most_proven_first(self, catalogue: Any, rf: Any) -> None:
        assert titles(catalogue, "sort=phase", rf) == ["Auwald", "Bahnhof", "Überall", "Elbe"]


@pytest.mark.usefixtures("three_regions")
class TestAnswers:
    def test_a_page_that_does_not_exist_is_not_found_and_leads_on(self, client: Client, catalogue: Any) -> None:
        answer = client.get(catalogue.url + "?page=99&phase=idea")
        assert answer.status_code == 404
        assert f'href="{catalogue.url}?phase=idea"' in answer.content.decode()

    def test_an_unknown_filter_is_named_and_left_out(self, client: Client, catalogue: Any) -> None:
        answer = client.get(catalogue.url + "?region=atlantis")
        assert answer.status_code == 200
        assert "atlantis" in answer.content.decode()
        assert answer.context["listing"].count == 4

    def test_an_active_filter_is_a_word_that_can_be_removed(self, client: Client, catalogue: Any) -> None:
        text = client.get(catalogue.url + "?phase=idea&region=dresden").content.decode()
        assert f'href="{catalogue.url}?region=dresden"' in text

    def test_filtered_lists_are_kept_out_of_search_engines(self, client: Client, catalogue: Any) -> None:
        assert "noindex" in client.get(catalogue.url + "?phase=idea").content.decode()
        assert "noindex" not in client.get(catalogue.url).content.decode()

    @pytest.mark.parametrize(
        "query", ["q=%00", "page=-1", "region=%00&page=%00", "view=%00", "q=%22", "q=" + "x" * 10_000, "sort=;--"]
    )
    def test_no_query_string_breaks_list_or_map(self, client: Client, catalogue: Any, query: str) -> None:
        assert client.get(f"{catalogue.url}?{query}").status_code in {200, 400, 404}
        assert client.get(f"{catalogue.url}?view=map&{query}").status_code in {200, 400, 404}

    def test_no_cookie_is_set_for_readers(self, client: Client, catalogue: Any) -> None:
        answer = client.get(catalogue.url)
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.usefixtures("three_regions")
class TestMap:
    def test_districts_count_what_the_list_shows(self, client: Client, catalogue: Any) -> None:
        drawn = client.get(catalogue.url + "?view=map").context["map"]
        counted = {patch.district.slug: patch.area.count for patch in drawn.patches if patch.area and patch.area.count}
        assert counted == {"mittelsachsen": 1, "dresden": 1, "leipzig": 1}

    def test_filters_hold_on_the_map_too(self, client: Client, catalogue: Any) -> None:
        drawn = client.get(catalogue.url + "?view=map&phase=idea").context["map"]
        assert sum(patch.area.count for patch in drawn.patches if patch.area) == 1
        assert [button.title for button in drawn.buttons] == ["Elbe"]

    def test_a_district_leads_to_its_projects_in_the_list(self, client: Client, catalogue: Any) -> None:
        drawn = client.get(catalogue.url + "?view=map&phase=idea").context["map"]
        links = {patch.district.slug: patch.area.href for patch in drawn.patches if patch.area}
        assert links["dresden"] == f"{catalogue.url}?phase=idea&district=dresden"
        assert client.get(links["dresden"]).context["listing"].count == 1

    def test_projects_without_a_place_are_named_below_the_map(self, client: Client, catalogue: Any) -> None:
        answer = client.get(catalogue.url + "?view=map")
        assert [item["title"] for item in answer.context["unplaced"]] == ["Überall"]
        assert "Überall" in answer.content.decode()

    def test_several_projects_at_one_place_are_one_button_that_leads_to_their_list(
        self, client: Client, catalogue: Any
    ) -> None:
        make_project("chemnitz", live=True, title="Bahnhof zwei", postcode="09322")
        drawn = client.get(catalogue.url + "?view=map").context["map"]
        button = next(button for button in drawn.buttons if button.count == 2)
        assert "district=mittelsachsen" in button.href

    def test_a_regional_map_shows_only_its_region(self, client: Client) -> None:
        drawn = client.get(region_index(ProjectIndexPage, "leipzig").url + "?view=map").context["map"]
        assert {patch.district.slug for patch in drawn.patches if patch.area} == {
            "leipzig",
            "landkreis-leipzig",
            "nordsachsen",
        }


def test_a_statewide_project_with_a_place_elsewhere_is_named_below_a_regional_map(client: Client) -> None:
    make_project(None, live=True, title="Anderswo daheim", postcode="01067")
    answer = client.get(region_index(ProjectIndexPage, "leipzig").url + "?view=map")
    assert [item["title"] for item in answer.context["unplaced"]] == ["Anderswo daheim"]
    assert not answer.context["map"].buttons


def test_the_legend_counts_what_its_links_lead_to(client: Client, catalogue: ProjectIndexPage) -> None:
    make_project(None, live=True, postcode="09111")
    make_project("chemnitz", live=True)
    for entry in client.get(catalogue.url + "?view=map").context["map"].legend:
        assert client.get(entry.href).context["listing"].count == entry.count
