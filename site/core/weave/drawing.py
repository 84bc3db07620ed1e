"""Cloth drawn: as inline SVG of a few kilobytes, and as a picture for image fields and social cards."""

from collections.abc import Iterable, Iterator

from PIL import Image, ImageDraw

from .band import PERIOD, ROWS, ribbon
from .cloth import Cloth, Float, cloth_for, mark_cloth, selvedge_cloth
from .dyes import shade

SIZES = {"lead": (48, 24), "card": (36, 20), "small": (30, 12), "square": (12, 12), "selvedge": (64, 3)}
THREAD_WIDTH = 0.88
BAND_CELL = 4


def cover_svg(seed: str, size: str = "card", dye: str | None = None) -> str:
    """The cover of a seed as inline SVG: attributes only, hidden from assistive technology."""
    name = size if size in SIZES else "card"
    columns, rows = SIZES[name]
    cloth = selvedge_cloth(seed, columns, rows, dye) if name == "selvedge" else cloth_for(seed, columns, rows, dye)
    return to_svg(cloth, f"weave weave--{name}")


def cover_picture(seed: str, width: int = 1200, height: int = 675, dye: str | None = None) -> Image.Image:
    """The cover of a seed as a raster image, for image fields and social cards."""
    rows = 28
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
    return picture.reduce(2)


def band_svg(dye: str = "", seed: str = "", name: str = "band") -> str:
    """A ribbon in a region's dye that repeats over the full width; `name` keeps its pattern's id apart from others."""
    field, floats = ribbon(dye, seed)
    paths = "".join(f'<path stroke="{colour}" d="{course}"/>' for colour, course in _courses(floats))
    width, height = PERIOD * BAND_CELL, ROWS * BAND_CELL
    return (
        f'<svg class="band" width="100%" height="{height}" aria-hidden="true" focusable="false"><defs>'
        f'<pattern id="{name}" width="{width}" height="{height}" patternUnits="userSpaceOnUse">'
        f'<path fill="{shade(field)}" d="M0 0h{width}v{height}H0z"/>'
        f'<g transform="scale({BAND_CELL})translate(.5 .5)" fill="none" stroke-width="{THREAD_WIDTH}" '
        f'stroke-linecap="round">{paths}</g></pattern></defs>'
        f'<rect width="100%" height="100%" fill="url(#{name})"/></svg>'
    ).replace("0.", ".")


def mark_svg(css_class: str = "mark") -> str:
    """The logo: a Z (Zukunft) of weld weft picks, woven over a woad warp."""
    return to_svg(mark_cloth(), css_class).replace(' preserveAspectRatio="xMidYMid slice"', "")


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
