"""Saxony as data: its thirteen districts, its postcodes, and a map of both drawn as patchwork.

Plain functions over two committed files (see data/README.md); nothing here asks a database.
"""

import csv
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from core.weave import FALLBACK_DYE, REGION_DYES, Tile, tile_for

DATA = Path(__file__).parent / "data"
ATTRIBUTION = "© GeoBasis-DE / BKG, dl-de/by-2-0, Daten verändert"
POSTCODE_ATTRIBUTION = "© OpenStreetMap-Mitwirkende, ODbL"

MAP_WIDTH = 1000
MAP_MARGIN = 8
_WEST, _EAST, _SOUTH, _NORTH = 11.872, 15.038, 50.172, 51.683
_SQUEEZE = math.cos(math.radians(51))
_SCALE = (MAP_WIDTH - 2 * MAP_MARGIN) / ((_EAST - _WEST) * _SQUEEZE)
MAP_HEIGHT = round((_NORTH - _SOUTH) * _SCALE) + 2 * MAP_MARGIN


@dataclass(frozen=True, slots=True)
class District:
    """A Landkreis or a kreisfreie Stadt, with its outline and the place for its name in map units."""

    ags: str
    slug: str
    name: str
    kind: str
    nuts: str
    outline: str
    name_place: tuple[int, int]

    @property
    def name_lines(self) -> tuple[str, ...]:
        """The name as written on a map: a double name takes two lines."""
        head, hyphen, tail = self.name.rpartition("-")
        return (head + hyphen, tail) if hyphen else (self.name,)


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode of Saxony; `ags` is its main district, `ags_all` every district that it touches."""

    code: str
    latitude: float
    longitude: float
    ags: str
    ags_all: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """What a caller knows about a district: which region answers for it, and where its link leads."""

    ags: str
    href: str
    count: int = 0
    count_label: str = ""
    region: str = ""
    region_href: str = ""
    dye: str = FALLBACK_DYE
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pin:
    """Something at a place; pins that would overlap become one button that counts them and leads to their district."""

    latitude: float
    longitude: float
    title: str
    href: str
    count: int = 1
    ags: str = ""


@dataclass(frozen=True, slots=True)
class Patch:
    """A district as drawn: its outline in its region's dye, with an accessible name."""

    district: District
    area: Area | None
    dye: str
    label: str


@dataclass(frozen=True, slots=True)
class Button:
    """One or several pins as drawn; `title` names at most three of them."""

    x: int
    y: int
    title: str
    href: str
    count: int

    @property
    def radius(self) -> int:
        return 12 if self.count < 2 else 17


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A region in the legend."""

    name: str
    dye: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class SaxonyMap:
    """All that `components/map.html` draws."""

    width: int
    height: int
    patches: tuple[Patch, ...]
    buttons: tuple[Button, ...]
    legend: tuple[LegendEntry, ...]
    tiles: tuple[Tile, ...]
    shows_names: bool = False
    attribution: str = ATTRIBUTION


@lru_cache(maxsize=1)
def districts() -> tuple[District, ...]:
    """The thirteen districts, by AGS."""
    features = json.loads((DATA / "saxony-districts.geojson").read_text(encoding="utf-8"))["features"]
    return tuple(sorted((_district(feature) for feature in features), key=lambda district: district.ags))


def district_by_ags(ags: object) -> District | None:
    """The district with this key, or None."""
    return next((district for district in districts() if district.ags == ags), None)


def lookup_postcode(code: object) -> Postcode | None:
    """The postcode, or None for anything that is not one of Saxony's."""
    text = code.strip() if isinstance(code, str) else ""
    return _postcodes().get(text) if len(text) == 5 and text.isascii() and text.isdigit() else None


def postcodes() -> tuple[Postcode, ...]:
    """All postcodes of Saxony in order."""
    return tuple(_postcodes().values())


def project(latitude: float, longitude: float) -> tuple[int, int] | None:
    """A place in map units, or None where it is no place on the map."""
    try:
        lat, lon = float(latitude), float(longitude)
    except (TypeError, ValueError, OverflowError):
        return None
    if not (_SOUTH <= lat <= _NORTH and _WEST <= lon <= _EAST):
        return None
    return _point(lon, lat)


def draw_map(areas: Iterable[Area] = (), pins: Iterable[Pin] = (), *, shows_names: bool = False) -> SaxonyMap:
    """The map with a patch per district; districts without an area stay undyed and carry no link.

    `shows_names` writes the districts' names on a map that has the room for them.
    """
    by_ags = {area.ags: area for area in areas}
    patches = tuple(_patch(district, by_ags.get(district.ags)) for district in districts())
    tiles = tuple(tile_for(dye) for dye in dict.fromkeys(patch.dye for patch in patches if patch.area))
    return SaxonyMap(MAP_WIDTH, MAP_HEIGHT, patches, _buttons(pins, by_ags), _legend(by_ags), tiles, shows_names)


def _point(longitude: float, latitude: float) -> tuple[int, int]:
    x = (longitude - _WEST) * _SQUEEZE * _SCALE + MAP_MARGIN
    y = (_NORTH - latitude) * _SCALE + MAP_MARGIN
    return round(x), round(y)


def _district(feature: dict) -> District:
    properties, geometry = feature["properties"], feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    rings = [[_point(*position) for position in ring] for polygon in polygons for ring in polygon]
    return District(
        ags=properties["ags"],
        slug=properties["slug"],
        name=properties["name"],
        kind=properties["type"],
        nuts=properties["nuts"],
        outline="".join(_outline(ring) for ring in rings),
        name_place=_room_for_name(max(rings, key=len)),
    )


def _outline(ring: list[tuple[int, int]]) -> str:
    """A closed path in relative steps; neighbours round the same border points, so they meet without a gap."""
    x, y = ring[0]
    steps = []
    for next_x, next_y in ring[1:-1]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x} {next_y - y}")
            x, y = next_x, next_y
    return f"M{ring[0][0]} {ring[0][1]}l" + " ".join(steps).replace(" -", "-") + "z"


def _room_for_name(ring: list[tuple[int, int]]) -> tuple[int, int]:
    """The middle of the longest level line inside the outline, away from its upper and lower ends."""
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    lines = []
    for share in range(25, 80, 5):
        level = top + (bottom - top) * share / 100 + 0.5
        crossings = sorted(
            x + (level - y) * (next_x - x) / (next_y - y)
            for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True)
            if (y < level) != (next_y < level)
        )
        lines += [
            (right - left, left, right, level) for left, right in zip(crossings[::2], crossings[1::2], strict=True)
        ]
    _, left, right, level = max(lines)
    return round((left + right) / 2), round(level)


@lru_cache(maxsize=1)
def _postcodes() -> Mapping[str, Postcode]:
    with (DATA / "saxony-postcodes.csv").open(encoding="utf-8", newline="") as table:
        return {
            row["plz"]: Postcode(
                code=row["plz"],
                latitude=float(row["lat"]),
                longitude=float(row["lon"]),
                ags=row["ags"],
                ags_all=tuple(row["ags_all"].split(";")),
                places=tuple(place.strip() for place in row["places"].split(";") if place.strip()),
            )
            for row in csv.DictReader(table)
        }


def _patch(district: District, area: Area | None) -> Patch:
    dye = area.dye if area and area.dye in REGION_DYES else FALLBACK_DYE if area else "undyed"
    parts = [district.name, *((area.count_label or str(area.count), area.region) if area else ())]
    return Patch(district, area, dye, ", ".join(part for part in parts if part))


def _legend(by_ags: Mapping[str, Area]) -> tuple[LegendEntry, ...]:
    entries: dict[str, LegendEntry] = {}
    for area in by_ags.values():
        if area.region:
            known = entries.get(area.region)
            dye = area.dye if area.dye in REGION_DYES else FALLBACK_DYE
            count = area.count + (known.count if known else 0)
            entries[area.region] = LegendEntry(area.region, dye, area.region_href, count)
    return tuple(sorted(entries.values(), key=lambda entry: entry.name))


def _buttons(pins: Iterable[Pin], by_ags: Mapping[str, Area], reach: int = 44) -> tuple[Button, ...]:
    """Pins as buttons far enough apart to be hit."""
    heaps: list[tuple[tuple[int, int], list[Pin]]] = []
    for pin in pins:
        place = project(pin.latitude, pin.longitude)
        if place is None:
            continue
        near = next((members for spot, members in heaps if math.dist(place, spot) < reach), None)
        if near is None:
            heaps.append((place, [pin]))
        else:
            near.append(pin)
    return tuple(_button(place, members, by_ags) for place, members in heaps)


def _button(place: tuple[int, int], members: list[Pin], by_ags: Mapping[str, Area]) -> Button:
    first = members[0]
    area = by_ags.get(first.ags) if len(members) > 1 else None
    title = ", ".join(pin.title for pin in members[:3]) + (" …" if len(members) > 3 else "")
    return Button(*place, title, area.href if area else first.href, sum(pin.count for pin in members))
