"""Rich text whose links are looked up together, where Wagtail asks once for each text and again for each link."""

from collections.abc import Iterable

from django.utils.safestring import mark_safe
from wagtail import blocks
from wagtail.rich_text import RichText, expand_db_html

# No editor can type it, and no text may hold it.
BETWEEN = "\x00"


class BodyText(RichText):
    """A text that can be told what its links lead to."""

    expanded: str | None = None

    def __html__(self) -> str:
        if self.expanded is None:
            return super().__html__()
        return mark_safe(self.expanded)  # noqa: S308 - made by Wagtail, like the text it stands for


class TextBlock(blocks.RichTextBlock):
    def to_python(self, value: str) -> BodyText:
        return BodyText(value)


# In migrations it is Wagtail's own block.
DECONSTRUCT_ALIASES = {TextBlock: "wagtail.blocks.RichTextBlock"}


def expand_together(texts: Iterable[BodyText]) -> None:
    """Writes out the links of several texts, one query for each kind of link."""
    texts = list(texts)
    if not texts:
        return
    expanded = expand_db_html(BETWEEN.join(text.source for text in texts)).split(BETWEEN)
    for text, html in zip(texts, expanded, strict=True):
        text.expanded = html
