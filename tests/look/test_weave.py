"""Covers, bands and social cards come from seeds: always the same, light, and plain markup."""

from xml.dom.minidom import parseString

import pytest

from core.weave import DYES, REGION_DYES, SIZES, band_svg, cloth_for, cover_picture, cover_svg, mark_svg, tile_for
from core.weave.dyes import CLOTHS

SEEDS = [f"projekt-{number}" for number in range(150)]
MOST_BYTES = {"lead": 8_000, "card": 8_000, "small": 3_000, "square": 3_000, "selvedge": 3_000}


def root_of(svg):
    return parseString(svg).documentElement.tagName  # noqa: S318 - drawn by ourselves


@pytest.mark.parametrize("size", SIZES)
def test_the_same_seed_gives_the_same_cover(size):
    assert cover_svg("der-bahnhof", size) == cover_svg("der-bahnhof", size)


def test_a_cover_does_not_change_between_processes_or_releases():
    cloth = cloth_for("der-bahnhof", 36, 20)

    assert (cloth.shade, len(cloth.floats)) == ("#4B150D", 374)


def test_different_seeds_give_different_covers():
    assert len({cover_svg(seed) for seed in SEEDS}) == len(SEEDS)


@pytest.mark.parametrize("size", SIZES)
def test_a_cover_is_light(size):
    assert max(len(cover_svg(seed, size)) for seed in SEEDS) <= MOST_BYTES[size]


@pytest.mark.parametrize("seed", ["", "<script>alert(1)</script>", '"><b onload=x>', "\x00", "\ud800", "ß" * 10_000])
def test_a_hostile_seed_leaves_no_trace_in_the_markup(seed):
    for svg in (cover_svg(seed), band_svg("indigo", seed)):
        assert root_of(svg) == "svg"
        assert "script" not in svg
        assert "onload" not in svg


@pytest.mark.parametrize("svg", [cover_svg("a"), cover_svg("a", "selvedge"), band_svg("moss"), mark_svg()])
def test_a_drawing_carries_no_style_and_is_hidden_from_assistive_technology(svg):
    assert "style" not in svg
    assert 'aria-hidden="true"' in svg


def test_an_unknown_size_falls_back_to_the_card():
    assert cover_svg("a", "gigantic") == cover_svg("a", "card")


@pytest.mark.parametrize("dye", REGION_DYES)
def test_a_cover_in_a_regions_dye_is_woven_of_its_cloths_only(dye):
    allowed = {DYES[name] for palette in CLOTHS[dye] for name in palette}
    cloths = [cloth_for(seed, 36, 20, dye) for seed in SEEDS[:30]]

    assert all({thread.colour for thread in cloth.floats} <= allowed for cloth in cloths)
    assert sum(DYES[dye] in {thread.colour for thread in cloth.floats} for cloth in cloths) >= 20


def test_an_unknown_dye_is_woven_all_the_same():
    assert root_of(cover_svg("a", "card", "neon")) == "svg"
    assert root_of(band_svg("neon")) == "svg"


def test_every_region_dye_has_a_draft_of_its_own_on_the_map():
    assert len({(tile.size, tile.weft) for tile in map(tile_for, REGION_DYES)}) == len(REGION_DYES)


@pytest.mark.parametrize("size", [(1200, 675), (1200, 630), (800, 800)])
def test_a_picture_fills_the_size_that_was_asked_for(size):
    assert cover_picture("der-bahnhof", *size).size == size


def test_the_picture_shows_the_cloth_of_the_drawing():
    colours = {colour for _, colour in cover_picture("der-bahnhof").getcolors(1_000_000)}
    threads = {thread.colour for thread in cloth_for("der-bahnhof", 50, 28).floats}

    assert {tuple(int(thread[at : at + 2], 16) for at in (1, 3, 5)) for thread in threads} <= colours
