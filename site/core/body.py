"""Reads whatever a page's body shows at once, where Wagtail asks for each kind of block by itself.

`BodyContent` reads first and hands out later, so that in between a page can read what belongs to it for all at once.
"""

import copy
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock as WagtailDocumentChooserBlock
from wagtail.images.blocks import ImageBlock as WagtailImageBlock
from wagtail.images.blocks import ImageChooserBlock as WagtailImageChooserBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock as WagtailSnippetChooserBlock

from core.aftercare.listed import is_taken_down
from core.rich_text import BodyText, expand_together

Shelf = Mapping[type[Any], Mapping[int, Any]]

_shelf: ContextVar[Shelf | None] = ContextVar("body_shelf", default=None)


class FromShelf:
    """A chooser block that takes its objects from where `BodyContent` has put them, if it has."""

    model_class: type[Any]

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        shelf = _shelf.get()
        if shelf is None:
            return super().bulk_to_python(values)  # type: ignore[misc]
        objects = shelf.get(self.model_class, {})
        # Every use has an object of its own: pictures keep their alternative text there.
        return [copy.copy(objects.get(pk)) if pk else None for pk in values]


class PageChooserBlock(FromShelf, blocks.PageChooserBlock):
    """A page."""


class DocumentChooserBlock(FromShelf, WagtailDocumentChooserBlock):
    """A document."""


class SnippetChooserBlock(FromShelf, WagtailSnippetChooserBlock):
    """A snippet."""


class ImageChooserBlock(FromShelf, WagtailImageChooserBlock):
    """A picture without words."""


class ImageBlock(WagtailImageBlock):
    """A picture with the alternative text of this use."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        chooser = ImageChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser


# In migrations they are Wagtail's own blocks.
DECONSTRUCT_ALIASES = {
    PageChooserBlock: "wagtail.blocks.PageChooserBlock",
    DocumentChooserBlock: "wagtail.documents.blocks.DocumentChooserBlock",
    SnippetChooserBlock: "wagtail.snippets.blocks.SnippetChooserBlock",
    ImageChooserBlock: "wagtail.images.blocks.ImageChooserBlock",
}


class BodyContent:
    """The objects that a page's body and some of its own fields lead to, one query for each model.

    `besides` names what else is wanted of a model, by its keys.
    """

    def __init__(self, page: Any, *fields: str, besides: Mapping[type[Any], Iterable[int]] | None = None) -> None:
        self._page = page
        chosen = [page._meta.get_field(field) for field in fields if getattr(page, f"{field}_id")]
        self._fields = [field for field in chosen if not field.is_cached(page)]
        wanted: dict[type[Any], set[int]] = defaultdict(set)
        for model, keys in (besides or {}).items():
            wanted[model].update(keys)
        for field in self._fields:
            wanted[field.related_model].add(getattr(page, field.attname))
        for model, pk in _chosen(page.body.stream_block, page.body.raw_data):
            wanted[model].add(pk)
        self._objects = {model: _all_of(model).in_bulk(list(ids)) for model, ids in wanted.items()}
        for field in chosen:
            if field.is_cached(page):
                known = getattr(page, field.name)
                self._objects.setdefault(field.related_model, {})[known.pk] = known

    def of(self, model: type[Any]) -> list[Any]:
        """What was read of this model."""
        return list(self._objects.get(model, {}).values())

    def hand_out(self) -> None:
        """Put the objects where the page's fields and blocks expect them, and write out the links of its texts."""
        for field in self._fields:
            found = self._objects[field.related_model].get(getattr(self._page, field.attname))
            setattr(self._page, field.name, copy.copy(found))
        token = _shelf.set(self._objects)
        try:
            texts = [text for child in self._page.body for text in _texts(child.block, child.value)]
        finally:
            _shelf.reset(token)
        expand_together(texts)


def _all_of(model: type[Any]) -> Any:
    """All rows, with what a block prints of them where the model names it."""
    rows = model.objects.all()
    if issubclass(model, Page):
        return rows.annotate(is_taken_down=is_taken_down())
    return rows.for_blocks() if hasattr(rows, "for_blocks") else rows


def _chosen(block: blocks.Block, raw: Any) -> Iterator[tuple[type[Any], int]]:
    """Model and key of everything that was chosen in a block, from its stored form."""
    if isinstance(block, FromShelf):
        if isinstance(raw, int):
            yield block.model_class, raw
    elif isinstance(block, ImageBlock) and isinstance(raw, int):
        yield from _chosen(block.child_blocks["image"], raw)
    else:
        for child, value in _parts(block, raw):
            yield from _chosen(child, value)


def _texts(block: blocks.Block, value: Any) -> Iterator[BodyText]:
    """Every rich text in a block's value."""
    if isinstance(value, BodyText):
        yield value
    elif not isinstance(block, ImageBlock):
        for child, part in _parts(block, value):
            yield from _texts(child, part)


def _parts(block: blocks.Block, value: Any) -> Iterator[tuple[blocks.Block, Any]]:
    """The blocks inside a block with their values, stored ones or those in use."""
    if isinstance(block, blocks.BaseStreamBlock):
        for item in value or ():
            if child := block.child_blocks.get(item["type"]):
                yield child, item["value"]
    elif isinstance(block, blocks.ListBlock):
        for item in value or ():
            is_stored = isinstance(item, dict) and item.get("type") == "item"
            yield block.child_block, item["value"] if is_stored else item
    elif isinstance(block, blocks.BaseStructBlock) and isinstance(value, Mapping):
        for name, child in block.child_blocks.items():
            yield child, value.get(name)
