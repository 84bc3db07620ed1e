"""Cloth as a plan of floats: a thread that lies on top for some crossings. How it is drawn is another matter."""

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from .drafts import DRAFTS, TILE_DRAFTS, Draft
from .dyes import ANY_CLOTH, CLOTHS, DYES, FALLBACK_DYE, Palette, shade


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


@dataclass(frozen=True, slots=True)
class Tile:
    """A repeat of cloth for a pattern fill: warp threads from edge to edge and the weft floats above them."""

    dye: str
    size: int
    warp: str
    weft: str


def cloth_for(seed: str, columns: int, rows: int, dye: str | None = None) -> Cloth:
    """Plan the cloth of a seed; the same seed, size and dye always give the same cloth."""
    rng = random_for(seed)
    palette = rng.choice(CLOTHS.get(dye or "", ANY_CLOTH))
    (choose_draft,) = rng.choices(tuple(DRAFTS), weights=tuple(DRAFTS.values()))
    draft = choose_draft(rng)
    warp = _stripes(rng, columns, palette)
    weft = _picks(rng, rows, palette)
    return Cloth(columns, rows, shade(DYES[palette.field]), tuple(_floats(draft, warp, weft)))


def selvedge_cloth(seed: str, columns: int, rows: int, dye: str | None = None) -> Cloth:
    """The edge of a cloth, for the rim of a photograph: light picks in even twill on the seed's field."""
    palette = random_for(seed).choice(CLOTHS.get(dye or "", ANY_CLOTH))
    warp = [DYES[palette.second if column // 8 % 2 else palette.field] for column in range(columns)]
    floats = _floats(lambda column, row: (column + row) % 4 < 2, warp, [DYES[palette.light]] * rows)
    return Cloth(columns, rows, shade(DYES[palette.field]), tuple(floats))


def tile_for(dye: str, cell: int = 8) -> Tile:
    """The repeat of a dye; each has its own draft, so that regions differ without colour, too."""
    draft, period = TILE_DRAFTS.get(dye, TILE_DRAFTS[FALLBACK_DYE])
    half = cell // 2
    warp = "".join(f"M{column * cell + half} 0v{period * cell}" for column in range(period))
    weft = []
    for row in range(period):
        # The row is read from a crossing where the warp lies on top, so that no float is cut at the edge of the repeat.
        anchor = next(column for column in range(period) if draft(column, row))
        for start, length in runs([not draft(anchor + step, row) for step in range(period)]):
            left = (anchor + start) % period
            lefts = (left, left - period) if left + length > period else (left,)
            weft += [f"M{at * cell + half} {row * cell + half}h{(length - 1) * cell}" for at in lefts]
    return Tile(dye, period * cell, warp, "".join(weft))


def mark_cloth() -> Cloth:
    """The plan of the logo: seven crossings wide, so that a margin of cloth surrounds the letter."""
    picks = {(1, 1): 5, (4, 2): 1, (3, 3): 1, (2, 4): 1, (1, 5): 5}
    covered = {(column + step, row) for (column, row), length in picks.items() for step in range(length)}
    floats = [
        Float(column, row, length, vertical=False, colour=DYES["weld"]) for (column, row), length in picks.items()
    ]
    for column in range(7):
        for start, length in runs([(column, row) not in covered for row in range(7)]):
            floats.append(Float(column, start, length, vertical=True, colour=DYES["indigo"]))
    return Cloth(7, 7, shade(DYES["indigo"]), tuple(floats))


def random_for(seed: str) -> random.Random:
    return random.Random(int.from_bytes(hashlib.sha256(seed.encode("utf-8", "replace")).digest(), "big"))  # noqa: S311 (ornament)


# Stripes: a repeat that is mirrored, so that no seed looks accidental.


def _stripes(rng: random.Random, count: int, palette: Palette) -> list[str]:
    field, second, light, accent = palette
    wide, narrow = rng.choice((8, 10, 13)), rng.choice((2, 3))
    repeats = (
        [field] * wide + [light] * narrow + [second] * (wide // 2),
        [field] * wide + [second] * (wide // 2) + [light] + [second] * (wide // 2),
        [field] * (wide + 4) + [light] + [accent] + [light],
        [second] * narrow + [field] * narrow + [second] * narrow + [field] * wide + [light],
        [field] * count,
    )
    return _mirrored(rng, rng.choice(repeats), count)


def _picks(rng: random.Random, count: int, palette: Palette) -> list[str]:
    _field, second, light, accent = palette
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


def _floats(draft: Draft, warp: Sequence[str], weft: Sequence[str]) -> Iterator[Float]:
    for row, colour in enumerate(weft):
        for start, length in runs([not draft(column, row) for column in range(len(warp))]):
            yield Float(start, row, length, vertical=False, colour=colour)
    for column, colour in enumerate(warp):
        for start, length in runs([draft(column, row) for row in range(len(weft))]):
            yield Float(column, start, length, vertical=True, colour=colour)


def runs(on_top: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for position, lies_on_top in enumerate([*on_top, False]):
        if lies_on_top and start is None:
            start = position
        elif not lies_on_top and start is not None:
            yield start, position - start
            start = None
