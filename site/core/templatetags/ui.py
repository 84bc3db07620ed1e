"""Small helpers of the components: addresses that harvesters miss, telephone links, sentences, kinds of form fields."""

import re
from typing import Any
from urllib.parse import quote

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.permissions import roles_of

register = template.Library()

GERMAN_PREFIX = "+49"
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")


@register.simple_tag
def protected_email(address: object, label: object = "") -> SafeString:
    """A working mailto link without a plain address in the source.

    Every character is written as a character reference, the target percent-encoded before that: browsers and screen
    readers decode both, the common harvesters look for `@` or `mailto:` in the text.
    """
    text = str(address or "").strip()
    if not text:
        return SafeString("")
    target = "mailto:" + quote(text, safe="")
    shown = "<wbr>".join(_as_references(part) for part in re.split(r"(?<=@)", str(label) or text))
    return mark_safe(f'<a href="{_as_references(target)}">{shown}</a>')  # noqa: S308 (character references only)


def _as_references(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text if character.isprintable())


@register.filter
def tel(number: object) -> str:
    """A German telephone number as a tel: address; empty where there are no digits."""
    text = str(number or "").replace("(0)", "")
    digits = re.sub(r"[^\d+]", "", text)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("0"):
        digits = GERMAN_PREFIX + digits[1:]
    return f"tel:{digits}" if any(character.isdigit() for character in digits) else ""


@register.filter
def sentences(text: object) -> SafeString:
    """One sentence a line, as Leichte Sprache asks."""
    parts = SENTENCE_END.split(str(text or "").strip())
    return format_html_join("", '<span class="sentence">{}</span> ', ((part,) for part in parts if part))


@register.filter
def words(item: Any) -> str:
    """The words of a label: its title, or the text itself (whose own .title() a template would call)."""
    if isinstance(item, str):
        return item
    title = item.get("title") if isinstance(item, dict) else getattr(item, "title", None)
    return str(title or item)


@register.filter
def longest_word(text: object) -> int:
    """Letters of the longest word: German titles need smaller type where one word would fill the line."""
    return max((len(word) for word in re.split(r"[\s\-\u00ad]+", str(text or ""))), default=0)


@register.filter
def kind_of(field: BoundField) -> str:
    """How a form field is laid out: single tick, several ticks, choice, file, area or line."""
    widget = field.field.widget
    input_type = getattr(widget, "input_type", "")
    if widget.is_hidden:
        return "hidden"
    if input_type == "checkbox":
        return "options" if getattr(widget, "allow_multiple_selected", False) else "tick"
    if input_type == "radio":
        return "options"
    if input_type == "file":
        return "file"
    if input_type == "select":
        return "select"
    return "area" if hasattr(widget, "attrs") and "rows" in widget.attrs else "line"


@register.filter
def as_percent(part: Any, whole: Any) -> int:
    """How much of the whole a part is, 0-100; 0 for anything that is no number."""
    try:
        return max(0, min(100, round(100 * float(part) / float(whole))))
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return 0


@register.simple_tag
def stitch_states(done: Any, total: Any) -> list[bool]:
    """One entry per stitch, true where it is sewn; at most twelve."""
    try:
        sewn, count = int(done or 0), min(int(total or 0), 12)
    except (TypeError, ValueError, OverflowError):
        return []
    return [position < sewn for position in range(count)]


@register.simple_tag
def credit(image: Any) -> SafeString:
    """The credit of an image: author / agency, licence with its link; empty where nothing is known."""
    names = " / ".join(name for name in (getattr(image, "author", ""), getattr(image, "agency", "")) if name)
    licence = image.get_licence_display() if getattr(image, "licence", "") else ""
    url = getattr(image, "licence_url", "") or ""
    linked = url.startswith(("https://", "http://"))
    licence_html = format_html('<a href="{}" rel="license">{}</a>', url, licence) if licence and linked else licence
    return format_html_join(", ", "{}", ((part,) for part in (names, licence_html) if part))


@register.filter
def alt_text(image: Any) -> str:
    """What an image says: the text of this use, else its description; nothing where it is decorative."""
    contextual = getattr(image, "contextual_alt_text", None)
    if contextual is not None:
        return contextual
    return "" if getattr(image, "is_decorative", False) else getattr(image, "description", "") or ""


@register.filter
def decides(user: Any) -> bool:
    """Whether submissions wait for this person: staff, and leads of organisations."""
    return roles_of(user).decides


@register.filter
def advises(user: Any) -> bool:
    """Whether the person has a desk of advice."""
    return bool(roles_of(user).advises)
