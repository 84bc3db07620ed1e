"""Cloth from a seed: every cover, band and social card is woven by the same draft, as SVG or as a picture.

A cloth is a plan of floats: a thread that lies on top for some crossings. A thread's course through the warp and the weft
decides where it floats (as on a four-shaft loom), its dye decides what one sees. Nothing here knows Django.
"""

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from PIL import Image, ImageDraw

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

# field, second, light, accent: the first two fill most of the cloth, the accent is a single thread.
CLOTHS: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "indigo": (
        ("indigo", "woad", "linen", "weld"),
        ("indigo", "ink", "linen", "madder"),
        ("woad", "indigo", "linen", "rose"),
    ),
    "madder": (
        ("madder", "rose", "linen", "indigo"),
        ("madder", "ink", "linen", "weld"),
        ("rose", "madder", "linen", "ink"),
    ),
    "moss": (
        ("moss", "reed", "linen", "weld"),
        ("moss", "ink", "linen", "rose"),
        ("reed", "moss", "linen", "madder"),
    ),
    "woad": (("woad", "indigo", "linen", "rose"), ("woad", "linen", "linen", "weld")),
    "rose": (("rose", "madder", "linen", "ink"), ("rose", "linen", "linen", "moss")),
    "reed": (("reed", "moss", "linen", "madder"), ("reed", "linen", "linen", "indigo")),
    "elder": (("elder", "mallow", "linen", "weld"), ("elder", "ink", "linen", "rose")),
    "walnut": (("walnut", "straw", "linen", "weld"), ("straw", "walnut", "linen", "indigo")),
    "pine": (("pine", "mist", "linen", "weld"), ("pine", "ink", "linen", "rose")),
    "weld": (("weld", "linen", "linen", "moss"), ("ink", "weld", "linen", "madder")),
}
ANY_CLOTH = tuple(cloth for name in ("indigo", "madder", "moss", "weld") for cloth in CLOTHS[name])

SIZES = {"lead": (48, 24), "card": (36, 20), "small": (20, 12), "square": (12, 12), "selvedge": (64, 3)}
THREAD_WIDTH = 0.88


@dataclass(frozen=True, slots=True)
class Float:
    """A thread on top of the cloth, from one crossing on over `length` crossings."""

    column: int
    row: int
    length: int
    vertical: bool
    colour: str


@dataclass(frozen=True, slots=True)
class Cloth:
    """A woven plan, independent of how it is drawn."""

    columns: int
    rows: int
    shade: str
    floats: tuple[Float, ...]


def cloth_for(seed: str, columns: int, rows: int, dye: str | None = None) -> Cloth:
    """Plan the cloth of a seed; the same seed, size and dye always give the same cloth."""
    rng = _random_for(seed)
    field, second, light, accent = rng.choice(CLOTHS.get(dye or "", ANY_CLOTH))
    draft = rng.choice(DRAFTS)(rng)
    warp = _stripes(rng, columns, field, second, light, accent)
    weft = _picks(rng, rows, field, second, light, accent)
    return Cloth(columns, rows, _shade(DYES[field]), tuple(_floats(draft, warp, weft)))


def selvedge_cloth(seed: str, columns: int, rows: int, dye: str | None = None) -> Cloth:
    """The edge of a cloth, for the rim of a photograph: light picks in even twill on the seed's field."""
    field, second, light, _accent = _random_for(seed).choice(CLOTHS.get(dye or "", ANY_CLOTH))
    warp = [DYES[second if column // 8 % 2 else field] for column in range(columns)]
    floats = _floats(lambda column, row: (column + row) % 4 < 2, warp, [DYES[light]] * rows)
    return Cloth(columns, rows, _shade(DYES[field]), tuple(floats))


def cover_svg(seed: str, size: str = "card", dye: str | None = None) -> str:
    """The cover of a seed as inline SVG: attributes only, hidden from assistive technology."""
    name = size if size in SIZES else "card"
    columns, rows = SIZES[name]
    cloth = selvedge_cloth(seed, columns, rows, dye) if name == "selvedge" else cloth_for(seed, columns, rows, dye)
    return to_svg(cloth, f"weave weave--{name}")


def cover_picture(seed: str, width: int = 1200, height: int = 675, dye: str | None = None) -> Image.Image:
    """The cover of a seed as a raster image, for image fields and social cards."""
    rows = 18
    columns = max(1, round(rows * width / height))
    return to_picture(cloth_for(seed, columns, rows, dye), width, height)


def to_svg(cloth: Cloth, css_class: str) -> str:
    """Draw a cloth as SVG, one path per dye: a float costs some seven bytes."""
    width, height = cloth.columns, cloth.rows
    paths = "".join(f'<path stroke="{colour}" d="{course}"/>' for colour, course in _courses(cloth.floats))
    return (
        f'<svg class="{css_class}" viewBox="-.5-.5 {width} {height}" preserveAspectRatio="xMidYMid slice" '
        f'aria-hidden="true" focusable="false"><path fill="{cloth.shade}" d="M-1-1h{width + 1}v{height + 1}H-1z"/>'
        f'<g fill="none" stroke-width="{THREAD_WIDTH}" stroke-linecap="round">{paths}</g></svg>'
    ).replace("0.", ".")


def to_picture(cloth: Cloth, width: int, height: int) -> Image.Image:
    """Draw a cloth as a picture that fills width x height; drawn at double size so that the round ends are smooth."""
    cell = max(width / cloth.columns, height / cloth.rows) * 2
    picture = Image.new("RGB", (width * 2, height * 2), cloth.shade)
    pen = ImageDraw.Draw(picture)
    inset = cell * (1 - THREAD_WIDTH) / 2
    for thread in cloth.floats:
        across, down = (1, thread.length) if thread.vertical else (thread.length, 1)
        left, top = thread.column * cell, thread.row * cell
        box = (left + inset, top + inset, left + across * cell - inset, top + down * cell - inset)
        pen.rounded_rectangle(box, radius=cell * THREAD_WIDTH / 2, fill=thread.colour)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def band_svg(dye: str | None = None, seed: str = "", name: str = "band") -> str:
    """A ribbon in a region's dye that repeats over the full width; `name` keeps its pattern's id apart from others."""
    rng = _random_for(f"band:{seed or dye}")
    field, second, light, accent = CLOTHS.get(dye or "", CLOTHS[FALLBACK_DYE])[0]
    motif = rng.choice(BAND_MOTIFS)
    period, rows = 24, 9
    floats = []
    for row in range(rows):
        colours = [DYES[motif(column, row, (field, second, light, accent))] for column in range(period)]
        floats += _ribbon_row(colours, row)
    paths = "".join(f'<path stroke="{colour}" d="{course}"/>' for colour, course in _courses(floats))
    cell = 4
    return (
        f'<svg class="band" width="100%" height="{rows * cell}" aria-hidden="true" focusable="false"><defs>'
        f'<pattern id="{name}" width="{period * cell}" height="{rows * cell}" patternUnits="userSpaceOnUse">'
        f'<path fill="{_shade(DYES[field])}" d="M0 0h{period * cell}v{rows * cell}H0z"/>'
        f'<g transform="scale({cell})translate(.5 .5)" fill="none" stroke-width="{THREAD_WIDTH}" '
        f'stroke-linecap="round">{paths}</g></pattern></defs>'
        f'<rect width="100%" height="100%" fill="url(#{name})"/></svg>'
    ).replace("0.", ".")


def mark_svg(css_class: str = "mark") -> str:
    """The logo: a Z (Zukunft) of weld weft picks, woven over a woad warp."""
    return to_svg(mark_cloth(), css_class).replace(' preserveAspectRatio="xMidYMid slice"', "")


def mark_cloth() -> Cloth:
    """The plan of the logo: seven crossings wide, so that a margin of cloth surrounds the letter."""
    picks = {(1, 1): 5, (4, 2): 1, (3, 3): 1, (2, 4): 1, (1, 5): 5}
    covered = {(column + step, row) for (column, row), length in picks.items() for step in range(length)}
    floats = [Float(column, row, length, vertical=False, colour=DYES["weld"]) for (column, row), length in picks.items()]
    for column in range(7):
        for start, length in _runs([(column, row) not in covered for row in range(7)]):
            floats.append(Float(column, start, length, vertical=True, colour=DYES["indigo"]))
    return Cloth(7, 7, _shade(DYES["indigo"]), tuple(floats))


# Drafts: does the warp lie on top where a column crosses a row?

Draft = Callable[[int, int], bool]


def _zigzag(position: int, period: int) -> int:
    step = position % (2 * period)
    return step if step < period else 2 * period - step


def _plain(rng: random.Random) -> Draft:
    return lambda column, row: (column + row) % 2 == 0


def _twill(rng: random.Random) -> Draft:
    slant, floating = rng.choice((1, -1)), rng.choice((2, 2, 3))
    return lambda column, row: (column + slant * row) % 4 < floating


def _herringbone(rng: random.Random) -> Draft:
    turn = rng.choice((4, 6, 8))
    return lambda column, row: (_zigzag(column, turn) + row) % 4 < 2


def _diamond(rng: random.Random) -> Draft:
    turn = rng.choice((6, 8, 10))
    return lambda column, row: (_zigzag(column, turn) + _zigzag(row, turn)) % 4 < 2


def _satin(rng: random.Random) -> Draft:
    step = rng.choice((2, 3))
    return lambda column, row: (column + step * row) % 5 != 0


def _basket(rng: random.Random) -> Draft:
    return lambda column, row: (column // 2 + row // 2) % 2 == 0


def _waves(rng: random.Random) -> Draft:
    turn = rng.choice((3, 5))
    return lambda column, row: (column + _zigzag(row, turn)) % 4 < 2


def _brocade(rng: random.Random) -> Draft:
    """A motif of its own, mirrored both ways, as in Sorbian blueprint: light picks on a warp-faced ground."""
    reach = 5
    marks = {(x, y) for x in range(reach) for y in range(x + 1) if rng.random() < 0.5} | {(0, 0), (reach - 1, 0)}
    period = 2 * reach

    def draft(column: int, row: int) -> bool:
        across, down = _zigzag(column, reach), _zigzag(row, reach)
        if (max(across, down), min(across, down)) in marks:
            return False
        return (column + row) % period != reach

    return draft


DRAFTS: tuple[Callable[[random.Random], Draft], ...] = (
    _plain, _twill, _twill, _herringbone, _herringbone, _diamond, _diamond, _satin, _basket, _waves, _brocade, _brocade,
)  # fmt: skip


# Stripes: a repeat that is mirrored, so that no seed looks accidental.


def _stripes(rng: random.Random, count: int, field: str, second: str, light: str, accent: str) -> list[str]:
    wide, narrow = rng.choice((8, 10, 13)), rng.choice((2, 3))
    repeats = (
        [field] * wide + [light] * narrow + [second] * (wide // 2),
        [field] * wide + [second] * (wide // 2) + [light] + [second] * (wide // 2),
        [field] * (wide + 4) + [light] + [accent] + [light],
        [second] * narrow + [field] * narrow + [second] * narrow + [field] * wide + [light],
        [field] * count,
    )
    return _mirrored(rng, rng.choice(repeats), count)


def _picks(rng: random.Random, count: int, field: str, second: str, light: str, accent: str) -> list[str]:
    thick = rng.choice((5, 7, 9))
    repeats = (
        [light] * count,
        [second] * thick + [accent] * 2 + [second] * thick + [light] * 2,
        [light] * thick + [accent] + [light] * thick + [second] * 3,
        [light] * (thick + 4) + [accent] * 2,
        [second] * thick + [light] * thick,
    )
    return _mirrored(rng, rng.choice(repeats), count)


def _mirrored(rng: random.Random, repeat: Sequence[str], count: int) -> list[str]:
    there_and_back = [*repeat, *reversed(repeat)]
    shift = rng.randrange(len(there_and_back))
    return [DYES[name] for name in islice(cycle(there_and_back), shift, shift + count)]


# Floats and their courses


def _floats(draft: Draft, warp: Sequence[str], weft: Sequence[str]) -> Iterator[Float]:
    for row, colour in enumerate(weft):
        for start, length in _runs([not draft(column, row) for column in range(len(warp))]):
            yield Float(start, row, length, vertical=False, colour=colour)
    for column, colour in enumerate(warp):
        for start, length in _runs([draft(column, row) for row in range(len(weft))]):
            yield Float(column, start, length, vertical=True, colour=colour)


def _runs(on_top: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for position, lies_on_top in enumerate([*on_top, False]):
        if lies_on_top and start is None:
            start = position
        elif not lies_on_top and start is not None:
            yield start, position - start
            start = None


def _courses(floats: Iterable[Float]) -> Iterator[tuple[str, str]]:
    """One SVG path per dye, in relative steps from float to float."""
    by_colour: dict[str, list[Float]] = {}
    for thread in floats:
        by_colour.setdefault(thread.colour, []).append(thread)
    for colour, threads in by_colour.items():
        steps, x, y = ["M0 0"], 0, 0
        for thread in threads:
            reach = thread.length - 1
            steps.append(f"m{thread.column - x} {thread.row - y}{'v' if thread.vertical else 'h'}{reach}")
            x, y = (thread.column, thread.row + reach) if thread.vertical else (thread.column + reach, thread.row)
        yield colour, "".join(steps).replace(" -", "-")


def _ribbon_row(colours: Sequence[str], row: int) -> Iterator[Float]:
    """Threads along the ribbon: runs of one dye, cut every three crossings and shifted per row."""
    start = 0
    for column in range(1, len(colours) + 1):
        ends = column == len(colours) or colours[column] != colours[start] or (column + row) % 3 == 0
        if ends:
            yield Float(start, row, column - start, vertical=False, colour=colours[start])
            start = column


# Band motifs: which of (field, second, light, accent) shows at a crossing of the 24 x 9 repeat.

Palette = tuple[str, str, str, str]


def _edged(motif: Callable[[int, int, Palette], str]) -> Callable[[int, int, Palette], str]:
    def with_selvedge(column: int, row: int, palette: Palette) -> str:
        if row in (0, 8):
            return "ink"
        if row in (1, 7):
            return palette[2] if (column // 2) % 3 == 0 else palette[0]
        return motif(column, row - 4, palette)

    return with_selvedge


def _band_diamonds(column: int, row: int, palette: Palette) -> str:
    distance = abs(_zigzag(column, 6) - 0) + abs(row) * 2
    return palette[3] if distance <= 1 else palette[2] if distance <= 4 else palette[0] if distance <= 6 else palette[1]


def _band_chevrons(column: int, row: int, palette: Palette) -> str:
    return (palette[0], palette[0], palette[2], palette[1], palette[1], palette[2])[(column + abs(row) * 2) % 12 // 2]


def _band_zigzag(column: int, row: int, palette: Palette) -> str:
    offset = row + 2 - _zigzag(column, 4)
    return palette[2] if offset in (0, 1) else palette[0] if offset > 0 else palette[1]


def _band_crosses(column: int, row: int, palette: Palette) -> str:
    across = abs(column % 12 - 6)
    if across == 0 and row == 0:
        return palette[3]
    return palette[2] if across == abs(row) * 2 or across == abs(row) * 2 + 1 else palette[1] if across > 4 else palette[0]


BAND_MOTIFS = tuple(_edged(motif) for motif in (_band_diamonds, _band_chevrons, _band_zigzag, _band_crosses))


def _shade(colour: str) -> str:
    """The dark between the threads."""
    channels = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{int(channel * 0.42):02X}" for channel in channels)


def _random_for(seed: str) -> random.Random:
    return random.Random(int.from_bytes(hashlib.sha256(seed.encode("utf-8", "replace")).digest(), "big"))  # noqa: S311 (ornament)
