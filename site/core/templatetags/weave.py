"""Woven ornaments as inline SVG: built from seeds and fixed dyes only, therefore safe markup."""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe

from core.weave import band_svg, cover_svg, mark_svg

register = template.Library()


_cover = lru_cache(maxsize=2048)(cover_svg)
_band = lru_cache(maxsize=64)(band_svg)


@register.simple_tag
def weave_cover(seed: object, size: object = "card", dye: object = "") -> SafeString:
    """The cover of a seed (a slug): lead, card, small, square or selvedge."""
    return mark_safe(_cover(str(seed), str(size), str(dye or "")))  # noqa: S308 (numbers and fixed colours only)


@register.simple_tag
def weave_band(dye: object = "", seed: object = "", name: str = "band") -> SafeString:
    """The ribbon in a region's dye; give each ribbon of a page its own name, written in the template."""
    return mark_safe(_band(str(dye or ""), str(seed or ""), name))  # noqa: S308 (numbers, fixed colours, a literal name)


@register.simple_tag
def weave_mark() -> SafeString:
    """The logo mark."""
    return mark_safe(mark_svg("mark"))  # noqa: S308 (fixed drawing)
