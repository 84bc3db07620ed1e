"""Regions of the platform and the districts of Saxony they answer for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from .texts import LocalisedTexts, LocalText


class Region(LocalisedTexts, ClusterableModel):
    """A region of the platform. Regions, their districts and who answers for them are data."""

    class Dye(models.TextChoices):
        """The plant dye that colours a region's band and its part of the map."""

        MADDER = "madder", _("Madder red")
        INDIGO = "indigo", _("Indigo blue")
        MOSS = "moss", _("Moss green")
        WOAD = "woad", _("Woad blue")
        ROSE = "rose", _("Rose")
        REED = "reed", _("Reed green")

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    dye = models.CharField(_("dye"), max_length=12, choices=Dye.choices, default=Dye.INDIGO)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    deputy = models.ForeignKey(
        "self",
        verbose_name=_("deputy region"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="stands_in_for",
        help_text=_("Reviews where this region has nobody left who may decide."),
    )
    review_days = models.PositiveSmallIntegerField(
        _("working days for a review"), default=5, help_text=_("The promise given to submitters.")
    )

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ("sort_order", "name")
        permissions = (("lead_portal", _("Lead the portal: all regions, structure, people, translations")),)

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name in the active language."""
        return self.local("name", self.name)


class RegionText(LocalText):
    region = ParentalKey(Region, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("text of a region")
        verbose_name_plural = _("texts of a region")
        constraints = (models.UniqueConstraint(fields=("region", "language"), name="core_one_region_text"),)


class District(models.Model):
    """A Landkreis or kreisfreie Stadt, known by its official key (AGS, five digits)."""

    class Kind(models.TextChoices):
        RURAL = "rural", _("rural district")
        CITY = "city", _("independent city")

    ags = models.CharField(_("official key (AGS)"), max_length=5, unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_hsb = models.CharField(_("Upper Sorbian name"), max_length=80, blank=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="districts",
    )

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
