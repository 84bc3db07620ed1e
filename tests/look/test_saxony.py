"""The districts, the postcodes and the map of Saxony."""

import pytest

from core.saxony import (
    Area,
    Pin,
    district_by_ags,
    districts,
    draw_map,
    lookup_postcode,
    postcodes,
    project,
)

CHEMNITZ = (50.8323, 12.9253)


def test_saxony_has_thirteen_districts():
    assert len(districts()) == 13
    assert district_by_ags("14511").name == "Chemnitz"


def test_a_postcode_leads_to_its_district():
    postcode = lookup_postcode("09111")

    assert (postcode.ags, postcode.places) == ("14511", ("Chemnitz",))
    assert project(postcode.latitude, postcode.longitude)


def test_a_postcode_on_the_border_names_both_districts():
    shared = [postcode for postcode in postcodes() if len(postcode.ags_all) > 1]

    assert len(shared) == 13
    assert all(postcode.ags in postcode.ags_all for postcode in shared)


def test_every_postcode_lies_on_the_map_in_a_known_district():
    assert len(postcodes()) == 384
    assert all(
        district_by_ags(postcode.ags) and project(postcode.latitude, postcode.longitude) for postcode in postcodes()
    )


@pytest.mark.parametrize(
    "code",
    [
        "",
        "10115",
        "0911",
        "091111",
        "0911a",
        "٠٩١١١",
        "09111\x00",
        "9" * 10_000,
        None,
        9111,
        9111.0,
        b"09111",
        ["09111"],
    ],
)
def test_what_is_no_saxon_postcode_is_not_found(code):
    assert lookup_postcode(code) is None


def test_blanks_around_a_postcode_do_not_matter():
    assert lookup_postcode(" 09111 ") == lookup_postcode("09111")


@pytest.mark.parametrize(
    "place",
    [(0, 0), (float("nan"), 13), (51, float("inf")), ("51", "x"), (None, None), (10**400, 13), (52.52, 13.4)],
)
def test_a_place_outside_saxony_is_not_on_the_map(place):
    assert project(*place) is None


def test_north_is_up_and_east_is_right():
    chemnitz, dresden = project(*CHEMNITZ), project(51.05, 13.74)

    assert dresden[0] > chemnitz[0]
    assert dresden[1] < chemnitz[1]


def test_neighbours_share_their_border_points():
    corners = [set(_corners(district.outline)) for district in districts()]
    lonely = [
        index
        for index, own in enumerate(corners)
        if sum(len(own & other) for at, other in enumerate(corners) if at != index) < 10
    ]

    assert lonely == []


def test_a_map_without_areas_still_draws_all_districts():
    drawn = draw_map()

    assert len(drawn.patches) == 13
    assert drawn.legend == ()


def test_a_patch_says_its_name_its_number_and_its_region():
    drawn = draw_map([Area("14511", "/projekte/", 19, "19 Projekte", "Region Chemnitz", dye="madder")])
    patch = next(patch for patch in drawn.patches if patch.area)

    assert patch.label == "Chemnitz, 19 Projekte, Region Chemnitz"
    assert patch.dye == "madder"


def test_the_legend_adds_up_the_districts_of_a_region():
    areas = [Area(ags, "/", 2, "", "Region Chemnitz", dye="madder") for ags in ("14511", "14521")]

    assert [(entry.name, entry.count) for entry in draw_map(areas).legend] == [("Region Chemnitz", 4)]


def test_an_unknown_dye_of_a_region_does_not_break_the_map():
    drawn = draw_map([Area("14511", "/", 1, "", "Region", dye='"><script>')])

    assert {tile.dye for tile in drawn.tiles} == {"indigo"}


def test_pins_too_close_to_be_hit_become_one_button_that_leads_to_their_district():
    area = Area("14511", "/chemnitz/", 2, "2 Projekte")
    pins = [Pin(*CHEMNITZ, title, f"/{title}/", ags="14511") for title in ("a", "b", "c", "d")]
    (button,) = draw_map([area], pins).buttons

    assert (button.href, button.count, button.title) == ("/chemnitz/", 4, "a, b, c …")


def test_a_pin_outside_saxony_is_left_out():
    assert draw_map(pins=[Pin(48.1, 11.6, "München", "/")]).buttons == ()


def _corners(outline):
    x, y = 0, 0
    for part in outline.replace("z", "").split("M")[1:]:
        start, _, steps = part.partition("l")
        x, y = (int(number) for number in start.split())
        yield x, y
        numbers = [int(number) for number in steps.replace("-", " -").split()]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            yield x, y
