"""What a field, a child row or a block says to a reader: words, or a picture with its words."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bs4 import BeautifulSoup
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.rich_text import RichText

BREAKING = ("p", "h2", "h3", "h4", "li", "br", "blockquote", "hr")
ROW_KEYS = {"id", "sort_order", "locale", "translation_key"}


@dataclass(frozen=True, slots=True)
class Value:
    """Something as a reader meets it; two values are equal where a reader sees no difference."""

    words: str = ""
    picture: Any = None

    def __bool__(self) -> bool:
        return bool(self.words or self.picture)


def value_of_field(obj: Any, field: Any) -> Value:
    """The value of a model field."""
    try:
        value = getattr(obj, field.name)
    except ObjectDoesNotExist:
        return Value()
    if isinstance(field, RichTextField):
        return Value(rich_words(str(value or "")))
    if getattr(field, "choices", None) and value not in (None, ""):
        return Value(str(dict(field.flatchoices).get(value, value)))
    return value_of(value)


def value_of_row(row: Any) -> Value:
    """A child row as one line, without its keys."""
    values = [
        value_of_field(row, field)
        for field in row._meta.concrete_fields
        if field.name not in ROW_KEYS and not _is_parent(field, row)
    ]
    picture = next((value.picture for value in values if value.picture), None)
    return Value(" · ".join(value.words for value in values if value.words), picture)


def _is_parent(field: Any, row: Any) -> bool:
    """Whether this is the key by which the row hangs on its page, or a parent's link."""
    return isinstance(field, models.ForeignKey) and (
        field.remote_field.parent_link or type(field).__name__ == "ParentalKey"
    )


def value_of(value: Any) -> Value:
    """Any single value: dates and numbers as people write them, objects by their names."""
    if value is None or value == "":
        return Value()
    if isinstance(value, bool):
        return Value(_("yes") if value else _("no"))
    if isinstance(value, get_image_model()):
        alt = getattr(value, "contextual_alt_text", None)
        decorative = getattr(value, "decorative", False)
        return Value(_("decorative") if decorative else str(alt or value.title), value)
    if isinstance(value, RichText):
        return Value(rich_words(value.source))
    if isinstance(value, datetime.datetime):
        return Value(date_format(value, "DATETIME_FORMAT"))
    if isinstance(value, datetime.date):
        return Value(date_format(value, "DATE_FORMAT"))
    if isinstance(value, int | float | Decimal):
        return Value(str(localize(value)))
    return Value(str(getattr(value, "label", "") or value).strip())


def rich_words(html: str) -> str:
    """Rich text as lines, with the targets of its links, which a reader of the bare words would miss."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a"):
        link.append(f" ({_target(link)})")
    for tag in soup.find_all(BREAKING):
        tag.append("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().splitlines())
    return "\n".join(line for line in lines if line)


def _target(link: Any) -> str:
    if link.get("linktype") == "page":
        title = Page.objects.filter(pk=link.get("id")).values_list("title", flat=True).first()
        return title or _("page %(id)s") % {"id": link.get("id")}
    return str(link.get("href") or f"{link.get('linktype', '')} {link.get('id', '')}".strip())


def parts_of_block(block: Any, value: Any, label: str = "") -> Iterator[tuple[str, Value]]:
    """Everything a block says, as labelled values: nested blocks are laid out in their order."""
    if isinstance(block, blocks.StructBlock) and isinstance(value, blocks.StructValue):
        for name, child in block.child_blocks.items():
            yield from parts_of_block(child, value.get(name), _joined(label, str(child.label)))
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(value or [], 1):
            yield from parts_of_block(block.child_block, item, f"{label} {number}".strip())
    elif isinstance(block, blocks.StreamBlock):
        for number, child in enumerate(value or [], 1):
            yield from parts_of_block(child.block, child.value, _joined(f"{label} {number}", str(child.block.label)))
    elif isinstance(block, blocks.ChoiceBlock):
        choices = dict(block.field.choices) if not callable(block.field.choices) else {}
        yield label, Value(str(choices.get(value, value or "")))
    elif hasattr(value, "rows") and hasattr(value, "columns"):
        yield label, Value("\n".join(_table_lines(value)))
    else:
        yield label, value_of(value)


def _table_lines(table: Any) -> Iterator[str]:
    yield " | ".join(str(column["heading"]) for column in table.columns)
    for row in table.rows:
        yield " | ".join(value_of(cell.value).words for cell in row)


def _joined(label: str, name: str) -> str:
    return f"{label}: {name}" if label and name else label or name
