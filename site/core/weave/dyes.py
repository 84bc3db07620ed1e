"""Plant dyes and the cloths that mix them. A region's dye is data and names one of these."""

from typing import NamedTuple

DYES = {
    "indigo": "#23408E",
    "woad": "#5B7FC7",
    "madder": "#B3341F",
    "rose": "#E2856E",
    "moss": "#2F6B4F",
    "reed": "#8DB48E",
    "elder": "#6A3A73",
    "mallow": "#B58ABF",
    "walnut": "#7A4B23",
    "straw": "#CF9A62",
    "pine": "#1D6273",
    "mist": "#74AFBE",
    "weld": "#F2B705",
    "linen": "#EDE4D3",
    "ink": "#1B2130",
}
REGION_DYES = ("indigo", "madder", "moss", "woad", "rose", "reed", "elder", "walnut", "pine")
FALLBACK_DYE = "indigo"


class Palette(NamedTuple):
    """The dyes of one cloth: field and second fill most of it, the accent is a single thread."""

    field: str
    second: str
    light: str
    accent: str


CLOTHS: dict[str, tuple[Palette, ...]] = {
    "indigo": (
        Palette("indigo", "woad", "linen", "weld"),
        Palette("indigo", "ink", "linen", "madder"),
        Palette("woad", "indigo", "linen", "rose"),
        Palette("indigo", "reed", "linen", "weld"),
        Palette("indigo", "rose", "linen", "ink"),
        Palette("ink", "woad", "linen", "weld"),
    ),
    "madder": (
        Palette("madder", "rose", "linen", "indigo"),
        Palette("madder", "ink", "linen", "weld"),
        Palette("rose", "madder", "linen", "ink"),
        Palette("madder", "straw", "linen", "ink"),
        Palette("madder", "woad", "linen", "weld"),
        Palette("ink", "rose", "linen", "madder"),
    ),
    "moss": (
        Palette("moss", "reed", "linen", "weld"),
        Palette("moss", "ink", "linen", "rose"),
        Palette("reed", "moss", "linen", "madder"),
        Palette("moss", "weld", "linen", "ink"),
        Palette("moss", "mist", "linen", "rose"),
        Palette("ink", "reed", "linen", "moss"),
    ),
    "woad": (Palette("woad", "indigo", "linen", "rose"), Palette("woad", "linen", "linen", "weld")),
    "rose": (Palette("rose", "madder", "linen", "ink"), Palette("rose", "linen", "linen", "moss")),
    "reed": (Palette("reed", "moss", "linen", "madder"), Palette("reed", "linen", "linen", "indigo")),
    "elder": (Palette("elder", "mallow", "linen", "weld"), Palette("elder", "ink", "linen", "rose")),
    "walnut": (Palette("walnut", "straw", "linen", "weld"), Palette("straw", "walnut", "linen", "indigo")),
    "pine": (Palette("pine", "mist", "linen", "weld"), Palette("pine", "ink", "linen", "rose")),
    "weld": (Palette("weld", "linen", "linen", "moss"), Palette("ink", "weld", "linen", "madder")),
}
ANY_CLOTH = tuple(cloth for name in ("indigo", "madder", "moss", "weld") for cloth in CLOTHS[name])


def shade(colour: str) -> str:
    """The dark between the threads."""
    channels = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{int(channel * 0.42):02X}" for channel in channels)
