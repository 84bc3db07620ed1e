"""The ribbon that every page wears: a motif that repeats along its length."""

from collections.abc import Callable, Iterator, Sequence

from .cloth import Float, random_for
from .drafts import zigzag
from .dyes import CLOTHS, DYES, FALLBACK_DYE, Palette

PERIOD, ROWS = 24, 9


def ribbon(dye: str, seed: str) -> tuple[str, list[Float]]:
    """The field dye and the floats of one repeat; region and dye choose the motif."""
    rng = random_for(f"band:{seed or dye}")
    palette = CLOTHS.get(dye, CLOTHS[FALLBACK_DYE])[0]
    motif = rng.choice(MOTIFS)
    floats: list[Float] = []
    for row in range(ROWS):
        floats += _ribbon_row([DYES[_dye_at(motif, column, row, palette)] for column in range(PERIOD)], row)
    return DYES[palette.field], floats


def _ribbon_row(colours: Sequence[str], row: int) -> Iterator[Float]:
    """Threads along the ribbon: runs of one dye, cut every three crossings and shifted per row."""
    start = 0
    for column in range(1, len(colours) + 1):
        ends = column == len(colours) or colours[column] != colours[start] or (column + row) % 3 == 0
        if ends:
            yield Float(start, row, column - start, vertical=False, colour=colours[start])
            start = column


# Which dye of the palette shows at a crossing; rows are counted from the middle of the ribbon.

Motif = Callable[[int, int, Palette], str]


def _diamonds(column: int, row: int, palette: Palette) -> str:
    distance = zigzag(column, 6) + abs(row) * 2
    steps = ((1, palette.accent), (4, palette.light), (6, palette.field))
    return next((dye for reach, dye in steps if distance <= reach), palette.second)


def _chevrons(column: int, row: int, palette: Palette) -> str:
    order = (palette.field, palette.field, palette.light, palette.second, palette.second, palette.light)
    return order[(column + abs(row) * 2) % 12 // 2]


def _wave(column: int, row: int, palette: Palette) -> str:
    offset = row + 2 - zigzag(column, 4)
    return palette.light if offset in (0, 1) else palette.field if offset > 0 else palette.second


def _crosses(column: int, row: int, palette: Palette) -> str:
    across = abs(column % 12 - 6)
    if across == 0 and row == 0:
        return palette.accent
    if across // 2 == abs(row):
        return palette.light
    return palette.second if across > 4 else palette.field


MOTIFS: tuple[Motif, ...] = (_diamonds, _chevrons, _wave, _crosses)


def _dye_at(motif: Motif, column: int, row: int, palette: Palette) -> str:
    """The motif between two selvedges."""
    if row in (0, ROWS - 1):
        return "ink"
    if row in (1, ROWS - 2):
        return palette.light if column // 2 % 3 == 0 else palette.field
    return motif(column, row - ROWS // 2, palette)
