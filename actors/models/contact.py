"""People to ask."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from actors.querysets import ContactPersonQuerySet
from core.models import District, LocalisedTexts, LocalText, Region
from core.slugs import unique_slug

from .actor import Actor


class ContactPerson(LocalisedTexts, index.Indexed, ClusterableModel):
    """A person of an agency or organisation whom the public may call; needs no sign-in of their own."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("address"), max_length=80, unique=True, blank=True, help_text=_("Made from the name if left empty.")
    )
    actor = models.ForeignKey(
        Actor, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="contact_persons"
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contact_persons",
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    languages = models.CharField(_("languages"), max_length=160, blank=True)
    portrait = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    on_team = models.BooleanField(
        _("on the platform's team"), default=False, help_text=_("Named on the pages about the platform and the region.")
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ContactPersonQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.FilterField("region_id"),
        index.FilterField("actor_id"),
    ]

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ("sort_order", "name")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or unique_slug(self, self.name)
        super().save(*args, **kwargs)

    @property
    def governing_region_id(self) -> int | None:
        return self.region_id or self.actor.region_id

    @property
    def function_in_locale(self) -> str:
        return self.local("function")

    @property
    def organisation_name(self) -> str:
        return self.actor.name

    @property
    def write_url(self) -> str:
        """Where to write to the person without knowing the address."""
        return reverse("relay:write", args=["contact_person", self.slug]) if self.email and self.slug else ""

    @property
    def phone_href(self) -> str:
        """The number as a tel: address."""
        return "tel:" + "".join(char for char in self.phone if char.isdigit() or char == "+")


class ContactPersonText(LocalText):
    person = ParentalKey(ContactPerson, on_delete=models.CASCADE, related_name="texts")
    function = models.CharField(_("function"), max_length=160)

    class Meta:
        verbose_name = _("text of a contact person")
        verbose_name_plural = _("texts of a contact person")
        constraints = (models.UniqueConstraint(fields=("person", "language"), name="actors_one_person_text"),)


class ContactPersonDistrict(Orderable):
    """A district the person answers for."""

    person = ParentalKey(ContactPerson, on_delete=models.CASCADE, related_name="person_districts")
    district = models.ForeignKey(
        District, verbose_name=_("district"), on_delete=models.CASCADE, related_name="contact_links"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("district of a contact person")
        verbose_name_plural = _("districts of a contact person")
        constraints = (models.UniqueConstraint(fields=("person", "district"), name="actors_one_district"),)

    def __str__(self) -> Any:
        return str(self.district)
