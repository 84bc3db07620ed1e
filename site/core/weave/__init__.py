"""Das soziale Gewebe: every cover, band and social card is woven from a seed by the same draft.

A cloth is a plan of floats. A thread's course through warp and weft decides where it floats, as on a loom; its dye
decides what one sees. Nothing here knows Django.
"""

from .cloth import Cloth, Float, Tile, cloth_for, tile_for
from .drawing import SIZES, band_svg, cover_picture, cover_svg, mark_svg, to_picture, to_svg
from .dyes import DYES, FALLBACK_DYE, REGION_DYES

__all__ = [
    "DYES",
    "FALLBACK_DYE",
    "REGION_DYES",
    "SIZES",
    "Cloth",
    "Float",
    "Tile",
    "band_svg",
    "cloth_for",
    "cover_picture",
    "cover_svg",
    "mark_svg",
    "tile_for",
    "to_picture",
    "to_svg",
]
