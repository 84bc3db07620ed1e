"""Public lists: filters, counts, words, pages - and query strings that try to break them."""

from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation

from core.listing import Facet, Listing, Sort, View
from core.listing_words import in_sentence, join_or
from core.models import District, Region

pytestmark = pytest.mark.django_db

SORTS = (Sort("name", "Name", ("name",)), Sort("key", "Key", ("-ags",)))
VIEWS = (View("list", "List"), View("map", "Map", "map"))


@pytest.fixture
def saxony() -> None:
    """Five districts: three in the west (deputy: east), one in the east, one nowhere."""
    District.objects.all().delete()
    east = Region.objects.create(name="East", slug="east")
    west = Region.objects.create(name="West", slug="west", deputy=east)
    for ags, name, kind, region in (
        ("1", "Aue", "rural", west),
        ("2", "Börde", "rural", west),
        ("3", "Chemnitz", "city", west),
        ("4", "Dresden", "city", east),
        ("5", "Elster", "rural", None),
    ):
        District.objects.create(ags=ags, name=name, slug=name.lower(), kind=kind, region=region)


def facets() -> list[Facet]:
    regions = Facet(
        "region",
        "Region",
        [("west", "West"), ("east", "East"), ("statewide", "Saxony")],
        ("region__slug",),
        null_value="statewide",
        phrase=lambda names: f"in {names}",
    )
    return [regions, Facet("kind", "Kind", [("rural", "Rural"), ("city", "City"), ("sea", "Sea")], ("kind",))]


def listing(query: str = "", **options: Any) -> Listing:
    return Listing(
        params=QueryDict(query),
        queryset=District.objects.all(),
        **{"facets": facets(), "sorts": SORTS, "views": VIEWS, "search_lookups": ("name",), "path": "/x/", **options},
    )


def names(shown: Listing) -> list[str]:
    return [district.name for district in shown.hits]


def counts(shown: Listing, facet: str) -> dict[str, int]:
    group = next(group for group in shown.groups if group.name == facet)
    return {option.value: option.count for option in group.options}


@pytest.mark.usefixtures("saxony")
class TestFilters:
    def test_without_filters_everything_is_listed(self) -> None:
        assert len(names(listing())) == 5

    def test_values_of_one_facet_widen_the_hits(self) -> None:
        assert names(listing("region=west&region=east")) == ["Aue", "Börde", "Chemnitz", "Dresden"]

    def test_two_facets_narrow_the_hits(self) -> None:
        assert names(listing("region=west&kind=city")) == ["Chemnitz"]

    def test_the_null_choice_finds_what_has_no_value(self) -> None:
        assert names(listing("region=statewide")) == ["Elster"]

    def test_each_facet_is_counted_beside_the_others(self) -> None:
        shown = listing("region=west&kind=city")
        assert counts(shown, "region") == {"west": 1, "east": 1, "statewide": 0}
        assert counts(shown, "kind") == {"rural": 2, "city": 1, "sea": 0}

    def test_a_choice_without_hits_stays_visible_but_cannot_be_chosen(self) -> None:
        kind = next(group for group in listing().groups if group.name == "kind")
        assert [option.disabled for option in kind.options] == [False, False, True]

    def test_a_chosen_choice_without_hits_can_be_taken_back(self) -> None:
        kind = next(group for group in listing("kind=sea").groups if group.name == "kind")
        assert not kind.options[2].disabled

    def test_all_counts_together_cost_one_query(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(1):
            assert listing("region=west&q=e").groups

    def test_a_second_lookup_counts_like_the_list(self) -> None:
        both = Facet("region", "Region", [("west", "West"), ("east", "East")], ("region__slug", "region__deputy__slug"))
        Region.objects.filter(slug="west").update(deputy=Region.objects.get(slug="east"))
        shown = listing("", facets=[both])
        assert counts(shown, "region") == {"west": 3, "east": 4}
        assert listing("region=east", facets=[both]).count == 4

    def test_a_second_lookup_with_the_same_value_counts_once(self) -> None:
        both = Facet("region", "Region", [("west", "West")], ("region__slug", "region__deputy__slug"))
        west = Region.objects.get(slug="west")
        Region.objects.filter(slug="west").update(deputy=west)
        assert counts(listing("", facets=[both]), "region") == {"west": 3}

    def test_a_lookup_over_many_rows_lists_each_item_once(self) -> None:
        kinds = Facet("kind", "Kind", [("rural", "Rural"), ("city", "City")], ("districts__kind",))
        shown = Listing(params=QueryDict("kind=rural&kind=city"), queryset=Region.objects.all(), facets=[kinds])
        assert shown.count == 2
        assert counts(shown, "kind") == {"rural": 1, "city": 2}


@pytest.mark.usefixtures("saxony")
class TestSearchWords:
    @pytest.mark.parametrize("typed", ["börde", "BÖRDE", "boerde", "Bör"])
    def test_words_are_found_whatever_way_they_are_spelt(self, typed: str) -> None:
        assert names(listing(f"q={typed}")) == ["Börde"]

    def test_every_word_has_to_occur(self) -> None:
        assert names(listing("q=Aue+Dresden")) == []

    def test_search_words_are_one_removable_filter(self) -> None:
        (active,) = listing("q=Aue").active
        assert (active.label, active.remove_url) == ("Aue", "/x/")


@pytest.mark.usefixtures("saxony")
class TestWords:
    def test_every_filter_in_force_can_be_removed_alone(self) -> None:
        shown = listing("region=west&region=east&kind=city&sort=key&page=1")
        assert [active.label for active in shown.active] == ["West", "East", "City"]
        assert shown.active[0].remove_url == "/x/?region=east&kind=city&sort=key"

    def test_the_sentence_names_what_is_chosen(self) -> None:
        shown = listing("region=west&region=east&q=Aue")
        with translation.override("en"):
            assert shown.sentence("1 district") == "1 district in West or East with “Aue”"

    def test_clearing_all_filters_keeps_order_and_view(self) -> None:
        assert listing("region=west&sort=key&view=map&q=Aue").reset_url == "/x/?sort=key&view=map"

    def test_the_other_view_keeps_the_filters(self) -> None:
        urls = {str(link.label): link.url for link in listing("region=west&page=1").view_links}
        assert urls == {"List": "/x/?region=west", "Map": "/x/?region=west&view=map"}

    def test_the_form_carries_order_and_view_unseen(self) -> None:
        assert listing("sort=key&view=map&kind=city").hidden == [
            {"name": "sort", "value": "key"},
            {"name": "view", "value": "map"},
        ]

    @pytest.mark.parametrize(
        ("language", "label", "said"),
        [
            ("de", "Ältere Menschen", "ältere Menschen"),
            ("de", "Kinder und Jugendliche", "Kinder und Jugendliche"),
            ("de", "Familien", "Familien"),
            ("en", "Single parents", "single parents"),
            ("en", "NGOs", "NGOs"),
            ("hsb", "Swójby", "Swójby"),
        ],
    )
    def test_labels_fit_into_a_sentence(self, language: str, label: str, said: str) -> None:
        with translation.override(language):
            assert in_sentence(label) == said

    def test_three_choices_are_joined_as_one_would_say_them(self) -> None:
        with translation.override("en"):
            assert join_or(["a", "b", "c"]) == "a, b or c"


@pytest.mark.usefixtures("saxony")
class TestOrderAndPages:
    def test_the_first_sort_is_the_default(self) -> None:
        assert names(listing())[0] == "Aue"

    def test_another_sort_can_be_chosen(self) -> None:
        assert names(listing("sort=key"))[0] == "Elster"

    def test_a_leading_order_comes_before_the_chosen_one(self) -> None:
        assert names(listing("sort=key", leading_order=("kind",)))[0] == "Dresden"

    def test_pages_keep_the_filters(self) -> None:
        shown = listing("region=west&page=2", per_page=2)
        assert shown.page_obj is not None
        assert [district.name for district in shown.page_obj] == ["Chemnitz"]
        assert shown.base_query == "region=west"

    @pytest.mark.parametrize("page", ["0", "-1", "3", "abc", "1e3", "٣", "9" * 5000, "%00"])
    def test_a_page_that_does_not_exist_is_not_found(self, page: str) -> None:
        shown = listing(f"page={page}", per_page=3)
        assert (shown.page_obj, shown.status) == (None, 404)

    def test_an_empty_list_has_a_first_page(self) -> None:
        assert listing("kind=sea").status == 200


@pytest.mark.usefixtures("saxony")
class TestHostileQueryStrings:
    def test_an_unknown_value_is_left_out_and_named(self) -> None:
        shown = listing("region=west&region=atlantis")
        assert shown.count == 3
        assert [(unknown.name, unknown.value) for unknown in shown.unknown] == [("region", "atlantis")]

    def test_unknown_order_and_view_are_named_too(self) -> None:
        shown = listing("sort=colour&view=globe")
        assert [unknown.name for unknown in shown.unknown] == ["sort", "view"]
        assert (shown.sort.key, shown.view.key) == ("name", "list")

    def test_parameters_nobody_asked_for_are_ignored(self) -> None:
        assert listing("utm_source=mail&fbclid=1").unknown == []

    @pytest.mark.parametrize(
        "query",
        [
            "region=%00",
            "q=%00",
            "q=%22unbalanced",
            "q=%25_%5C%27%3B--",
            "q=" + "x" * 10_000,
            "q=" + "+".join(["wort"] * 3000),
            "region=" + "west" * 4000,
            "&".join(["region=west"] * 500),
            "region=%FF%FE",
            "q=%F0%9F%A7%B5",
            "sort=%00&view=%00&page=%00",
        ],
    )
    def test_nothing_in_a_query_string_breaks_the_list(self, query: str) -> None:
        shown = listing(query)
        assert shown.groups
        assert shown.status in {200, 404}
        assert isinstance(shown.count, int)
        assert shown.active is not None
