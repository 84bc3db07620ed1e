"""Pictures and documents with the credit that every use has to show."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from core.pictures import CleanPicture, clean_picture


class Licence(models.TextChoices):
    OWN = "own", _("All rights reserved, used with permission")
    CC0 = "cc0", _("CC0 (public domain)")
    CC_BY = "cc-by", _("CC BY 4.0")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0")
    PRESS = "press", _("Press picture, free for editorial use")


LICENCE_URLS = {
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/deed.de",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/deed.de",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/deed.de",
}


class DepictedPersons(models.TextChoices):
    NONE = "none", _("Nobody can be recognised")
    CONSENT = "consent", _("Everyone who can be recognised has agreed")
    PUBLIC = "public", _("Public event, no single person stands out")
    UNKNOWN = "unknown", _("Not yet clear")


class ReleasableFile(models.Model):
    """A file is public once something that shows it has been published; until then its readers are checked."""

    released_at = models.DateTimeField(_("public since"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class PortalImage(ReleasableFile, AbstractImage):
    """A picture with author, licence and consent; `description` is the default alt text of each use."""

    file: Any
    author = models.CharField(_("author"), max_length=120, blank=True)
    agency = models.CharField(_("agency or archive"), max_length=120, blank=True)
    licence = models.CharField(_("licence"), max_length=12, choices=Licence.choices, default=Licence.OWN)
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("The picture says nothing that the text does not say.")
    )
    is_symbolic = models.BooleanField(
        _("symbolic picture"), default=False, help_text=_("Shows something similar, not the thing itself.")
    )
    depicted_persons = models.CharField(
        _("depicted persons"),
        max_length=12,
        choices=DepictedPersons.choices,
        default=DepictedPersons.UNKNOWN,
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "author",
        "agency",
        "licence",
        "is_symbolic",
        "depicted_persons",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        # Every request for a file looks its row up by path.
        indexes = (models.Index(fields=("file",), name="core_image_path"),)
        permissions = (("choose_portalimage", "Can choose image"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new file is checked and freed from hidden data, whichever way it comes in."""
        if self.file and not self.file._committed:
            if not isinstance(self.file.file, CleanPicture):
                self.file = clean_picture(self.file.file, name=self.file.name)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else self.description

    @property
    def credit(self) -> str:
        """Author and agency as printed under the picture; empty if nobody is known."""
        return " / ".join(part for part in (self.author, self.agency) if part)

    @property
    def licence_url(self) -> str:
        return LICENCE_URLS.get(Licence(self.licence), "")


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes = (models.Index(fields=("file",), name="core_rendition_path"),)


class PortalDocument(ReleasableFile, AbstractDocument):
    """A file for download."""

    author = models.CharField(_("author"), max_length=120, blank=True)
    licence = models.CharField(_("licence"), max_length=12, choices=Licence.choices, default=Licence.OWN)

    admin_form_fields = ("title", "file", "author", "licence", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = (("choose_portaldocument", "Can choose document"),)
