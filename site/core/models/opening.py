"""The picture at the head of a page, and what every picture of a page must say before it is public."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class OpeningPicture(models.Model):
    """Fields of a page's opening picture; the alternative text belongs to this use of it.

    Without an own text the picture's description counts.
    """

    image = models.ForeignKey(
        "core.PortalImage",
        verbose_name=gettext_lazy("opening picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        gettext_lazy("alternative text"),
        max_length=250,
        blank=True,
        help_text=gettext_lazy("What is to be seen here? Left empty, the picture's own description is used."),
    )
    image_is_decorative = models.BooleanField(
        gettext_lazy("decorative here"),
        default=False,
        help_text=gettext_lazy("The picture says nothing here that the text does not say."),
    )
    image_caption = models.CharField(gettext_lazy("caption"), max_length=300, blank=True)

    opening_panel = MultiFieldPanel(
        [
            FieldPanel("image"),
            FieldPanel("image_alt"),
            FieldPanel("image_is_decorative"),
            FieldPanel("image_caption"),
        ],
        heading=gettext_lazy("Opening picture"),
    )

    class Meta:
        abstract = True

    @property
    def image_alt_text(self) -> str:
        """The text to read out for the picture in this place; empty where it is decorative."""
        if self.image is None or self.image_is_decorative:
            return ""
        return self.image_alt or self.image.default_alt_text

    @property
    def opening_image(self) -> Any:
        """The picture with this use's alternative text, as `components/figure.html` reads it."""
        if self.image is not None:
            self.image.contextual_alt_text = self.image_alt_text
            self.image.decorative = not self.image_alt_text
        return self.image

    def opening_blockers(self) -> list[str]:
        if self.image is None:
            return []
        blockers = []
        if not (self.image_alt_text or self.image_is_decorative or self.image.is_decorative):
            blockers.append(
                _("The opening picture has no alternative text. Say what it shows, or mark it as decorative.")
            )
        if not self.image.credit:
            blockers.append(_("The opening picture has no author. Please add the author to the picture."))
        return blockers


def pictures_in(stream: Any) -> Iterator[Any]:
    """Every picture of a body stream, galleries and still pictures of films included."""
    for block in stream or ():
        if block.block_type == "image":
            yield block.value.get("image")
        elif block.block_type == "gallery":
            yield from (item.get("image") for item in block.value.get("images") or ())
        elif block.block_type == "video":
            yield block.value.get("poster")


def body_blockers(stream: Any) -> list[str]:
    """What keeps a body stream from readers: pictures of which nobody knows who made them."""
    return [
        _("The picture “%(title)s” has no author. Please add the author to the picture.") % {"title": image.title}
        for image in pictures_in(stream)
        if image and not image.credit
    ]
