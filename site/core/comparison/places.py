"""The places of a draft that a reviewer's point can be tied to: fields, child rows, blocks of a body."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

from core.comparison.changes import UNSAID
from core.comparison.values import parts_of_block

# Written by the system or by the desk, not by an author.
NOT_THE_AUTHORS = UNSAID | {
    "alias_of", "content_type", "draft_title", "expire_at", "go_live_at", "locale", "page_ptr", "review_date",
    "search_image", "seo_title", "show_in_menus", "slug", "translation_key", "actor", "collection",
}  # fmt: skip
ROWS_OF_THE_SYSTEM = {"wagtail_admin_comments", "also_in"}
WORDS_OF_A_BLOCK = 6


def places_of(draft: Any) -> dict[str, str]:
    """Names of all places by their keys, in the order of the model: "title", "page_topics", "body:<id of a block>"."""
    return {**dict(_fields(draft)), **dict(_rows(draft))}


def _fields(draft: Any) -> Iterator[tuple[str, str]]:
    for field in draft._meta.concrete_fields:
        if field.name in NOT_THE_AUTHORS or field.primary_key or not field.editable:
            continue
        label = str(field.verbose_name)
        yield field.name, label[:1].upper() + label[1:]
        if isinstance(field, StreamField):
            for number, child in enumerate(getattr(draft, field.name) or [], 1):
                yield f"{field.name}:{child.id}", _block(number, child)


def _block(number: int, child: Any) -> str:
    words = " ".join(value.words for _label, value in parts_of_block(child.block, child.value) if value.words)
    values = {"kind": child.block.label, "number": number, "words": Truncator(words).words(WORDS_OF_A_BLOCK)}
    if not words:
        return _("%(kind)s, block %(number)s") % values
    return _("%(kind)s, block %(number)s: “%(words)s”") % values


def _rows(draft: Any) -> Iterator[tuple[str, str]]:
    for relation in get_all_child_relations(type(draft)):
        name = relation.get_accessor_name()
        if name not in ROWS_OF_THE_SYSTEM:
            label = str(relation.related_model._meta.verbose_name_plural)
            yield name, label[:1].upper() + label[1:]
