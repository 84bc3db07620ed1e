"""Every pair of colours that the style sheets put together is legible, in light and in dark."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
PAIR = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)")
GROUNDS = ("paper", "linen", "card")
# Linen is darker than paper: these tokens have a deeper tone there.
DEEPER = {
    name: light for name, light, _ in PAIR.findall((CSS / "components" / "panel.css").read_text(encoding="utf-8"))
}


def _tokens(file, selector):
    text = (CSS / file).read_text(encoding="utf-8")
    start = text.index(selector)
    return {name: pair for name, *pair in PAIR.findall(text[start : text.index("}", start)])}


TOKENS = _tokens("tokens.css", ":root")
DYES = dict(re.findall(r'\[data-dye="(\w+)"\] \{ (--dye: light-dark\([^)]*\))', (CSS / "dyes.css").read_text("utf-8")))


def _luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("token", ["ink", "grey", "indigo", "indigo-deep", "madder", "moss"])
def test_text_is_legible_on_every_ground(token, ground):
    light, dark = TOKENS[token]
    if ground == "linen":
        light = DEEPER.get(token, light)

    assert contrast(light, TOKENS[ground][0]) >= 4.5
    assert contrast(dark, TOKENS[ground][1]) >= 4.5


@pytest.mark.parametrize("token", ["ink", "grey", "indigo", "madder", "moss", "weld"])
@pytest.mark.parametrize("night", ["#1B2130", "#090B12"])
def test_text_is_legible_on_ink_panels(token, night):
    assert contrast(TOKENS[token][1], night) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize("token", ["indigo", "indigo-deep", "madder"])
def test_the_words_on_a_button_are_legible(token, scheme):
    assert contrast(TOKENS["on-action"][scheme], TOKENS[token][scheme]) >= 4.5


@pytest.mark.parametrize("token", ["ink", "indigo"])
@pytest.mark.parametrize("scheme", [0, 1])
def test_marked_and_selected_words_stay_legible(token, scheme):
    assert contrast(TOKENS[token][scheme], TOKENS["selection"][scheme]) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("token", ["rule-strong", "edge", "stitch-open"])
def test_the_edge_of_what_can_be_used_stands_out(token, ground):
    light, dark = TOKENS[token]
    if ground == "linen":
        light = DEEPER.get(token, light)

    assert contrast(light, TOKENS[ground][0]) >= 3
    assert contrast(dark, TOKENS[ground][1]) >= 3


@pytest.mark.parametrize("dye", DYES)
def test_a_regions_dye_is_legible_as_text_on_every_ground(dye):
    light, dark = re.findall(r"#\w{6}", DYES[dye]) or ("#1B2130", "#F3EFE6")

    assert all(contrast(light, TOKENS[ground][0]) >= 4.5 for ground in GROUNDS)
    assert all(contrast(dark, TOKENS[ground][1]) >= 4.5 for ground in GROUNDS)


@pytest.mark.parametrize("ground", [*(TOKENS[ground][scheme] for ground in GROUNDS for scheme in (0, 1)), "#090B12"])
def test_the_focus_ring_stands_out_from_every_ground(ground):
    ring, edge = TOKENS["weld"][0], "#1B2130"

    assert max(contrast(ring, ground), contrast(edge, ground)) >= 3
    assert contrast(ring, edge) >= 3
