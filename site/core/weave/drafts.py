"""Drafts answer one question: does the warp lie on top where a column crosses a row?"""

import random
from collections.abc import Callable

Draft = Callable[[int, int], bool]


def zigzag(position: int, period: int) -> int:
    """There and back again: 0, 1 … period … 1, 0."""
    step = position % (2 * period)
    return step if step < period else 2 * period - step


def _twill(rng: random.Random) -> Draft:
    slant, floating = rng.choice((1, -1)), rng.choice((2, 2, 3))
    return lambda column, row: (column + slant * row) % 4 < floating


def _herringbone(rng: random.Random) -> Draft:
    turn = rng.choice((4, 6, 8))
    return lambda column, row: (zigzag(column, turn) + row) % 4 < 2


def _diamond(rng: random.Random) -> Draft:
    turn = rng.choice((6, 8, 10))
    return lambda column, row: (zigzag(column, turn) + zigzag(row, turn)) % 4 < 2


def _satin(rng: random.Random) -> Draft:
    step = rng.choice((2, 3))
    return lambda column, row: (column + step * row) % 5 != 0


def _basket(rng: random.Random) -> Draft:
    return lambda column, row: (column // 2 + row // 2) % 2 == 0


def _waves(rng: random.Random) -> Draft:
    turn = rng.choice((3, 5))
    return lambda column, row: (column + zigzag(row, turn)) % 4 < 2


def _brocade(rng: random.Random) -> Draft:
    """A motif of its own, mirrored both ways, as in Sorbian blueprint: light picks on a warp-faced ground."""
    reach = 5
    marks = {(x, y) for x in range(reach) for y in range(x + 1) if rng.random() < 0.5} | {(0, 0), (reach - 1, 0)}
    period = 2 * reach

    def draft(column: int, row: int) -> bool:
        across, down = zigzag(column, reach), zigzag(row, reach)
        if (max(across, down), min(across, down)) in marks:
            return False
        return (column + row) % period != reach

    return draft


def _bordered(rng: random.Random) -> Draft:
    """Two drafts in turns, as a cloth with borders."""
    main, border = (rng.choice((_twill, _herringbone, _diamond, _waves, _satin))(rng) for _ in range(2))
    return lambda column, row: main(column, row) if row % 16 < 11 else border(column, row)


# How often each is chosen.
DRAFTS: dict[Callable[[random.Random], Draft], int] = {
    _twill: 2,
    _herringbone: 2,
    _diamond: 2,
    _satin: 1,
    _basket: 1,
    _waves: 1,
    _brocade: 2,
    _bordered: 3,
}

# The drafts of the map, one for each region dye, with their repeat.
TILE_DRAFTS: dict[str, tuple[Draft, int]] = {
    "indigo": (lambda column, row: (column - row) % 4 < 2, 4),
    "madder": (lambda column, row: (zigzag(column, 4) + zigzag(row, 4)) % 4 < 2, 8),
    "moss": (lambda column, row: (zigzag(row, 4) + column) % 4 < 2, 8),
    "elder": (lambda column, row: (column + 2 * row) % 5 != 0, 5),
    "walnut": (lambda column, row: (column // 2 + row // 2) % 2 == 0, 4),
    "pine": (lambda column, row: (zigzag(column, 4) + row) % 4 < 2, 8),
    "woad": (lambda column, row: (column + row) % 4 < 3, 4),
    "rose": (lambda column, row: (zigzag(column, 3) + zigzag(row, 3)) % 3 < 2, 6),
    "reed": (lambda column, row: (column + row) % 4 < 2, 4),
}
