"""The organisations of the network."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Collection, Orderable
from wagtail.search import index

from actors.querysets import ActorQuerySet
from core.blockers import has_german, picture_blockers
from core.models import District, GatedSnippet, LocalisedTexts, LocalText, Region, TargetGroup, Topic
from core.names import name_of
from core.slugs import unique_slug
from core.spoken import Language


class Actor(LocalisedTexts, GatedSnippet):
    """An organisation of the network. Public once it has passed the publishing gate."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("Partner agency")
        MEMBER = "member", _("Member organisation")
        ADMINISTRATION = "administration", _("Public administration")
        SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")
        STARTUP = "startup", _("Start-up")
        INITIATIVE = "initiative", _("Initiative")
        SCIENCE = "science", _("Science")

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(
        _("address"), max_length=80, unique=True, blank=True, help_text=_("Made from the name if left empty.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.MEMBER)
    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actors",
        help_text=_("Empty for organisations that work all over Saxony."),
    )
    district = models.ForeignKey(
        District, verbose_name=_("district"), null=True, blank=True, on_delete=models.PROTECT, related_name="actors"
    )
    street = models.CharField(_("street"), max_length=160, blank=True)
    postcode = models.CharField(
        _("postcode"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{5}\Z", _("A postcode has five digits."))],
    )
    city = models.CharField(_("town"), max_length=80, blank=True)
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    image = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    collection = models.OneToOneField(
        Collection,
        verbose_name=_("collection"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="actor",
    )

    objects = ActorQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=5),
        index.AutocompleteField("name"),
        index.RelatedFields(
            "texts", [index.SearchField("summary"), index.SearchField("description"), index.FilterField("language")]
        ),
        index.FilterField("live"),
        index.FilterField("kind"),
        index.FilterField("region_id"),
        index.FilterField("district_id"),
    ]

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or unique_slug(self, self.name)
        super().save(*args, **kwargs)

    def with_content_json(self, content: Any) -> Any:
        """The collection is kept from the row too: an old revision must not part an actor from its pictures."""
        obj = super().with_content_json(content)
        obj.collection_id = self.collection_id
        return obj

    def publication_blockers(self) -> list[str]:
        blockers = super().publication_blockers()
        if not has_german(self, "summary"):
            blockers.append(say("The summary in German is missing."))
        if not self.actor_topics.all():
            blockers.append(say("Choose at least one topic, so that the organisation can be found."))
        blockers += picture_blockers(self.image)
        return blockers

    @property
    def governing_actor_id(self) -> int | None:
        return self.pk

    @property
    def is_agency(self) -> bool:
        return self.kind == self.Kind.AGENCY

    @property
    def is_editorial(self) -> bool:
        return self.is_agency

    @property
    def summary(self) -> str:
        return self.local("summary")

    @property
    def description(self) -> str:
        return self.local("description")

    @property
    def role(self) -> str:
        """What the organisation does for the platform, in the active language."""
        return self.local("role")

    @property
    def reachable_for(self) -> str:
        return self.local("reachable_for")

    @property
    def languages(self) -> str:
        """The languages in which one can talk to its people, in words."""
        return ", ".join(str(row.get_language_display()) for row in self.actor_languages.all())

    @property
    def place(self) -> str:
        """The town, else the district, else the region, else all of Saxony."""
        if self.city or self.district:
            return self.city or str(self.district)
        return name_of(Region, self.region_id) or say("All of Saxony")

    def get_absolute_url(self) -> str:
        return reverse("actors:detail", args=[self.slug])

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "actors/actor_detail.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        from actors.presentation import actor_page

        return {**super().get_preview_context(request, mode_name), **actor_page(self)}


class ActorText(LocalText):
    actor = ParentalKey(Actor, on_delete=models.CASCADE, related_name="texts")
    summary = models.CharField(_("summary"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    role = models.CharField(_("role on the platform"), max_length=200, blank=True)
    reachable_for = models.CharField(_("can be asked about"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("text of an actor")
        verbose_name_plural = _("texts of an actor")
        constraints = (models.UniqueConstraint(fields=("actor", "language"), name="actors_one_actor_text"),)


class ActorTopic(Orderable):
    actor = ParentalKey(Actor, on_delete=models.CASCADE, related_name="actor_topics")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+", verbose_name=_("topic"))

    class Meta(Orderable.Meta):
        verbose_name = _("topic of an actor")
        verbose_name_plural = _("topics of an actor")
        constraints = (models.UniqueConstraint(fields=("actor", "topic"), name="actors_one_topic"),)


class ActorTargetGroup(Orderable):
    actor = ParentalKey(Actor, on_delete=models.CASCADE, related_name="actor_target_groups")
    target_group = models.ForeignKey(
        TargetGroup, on_delete=models.PROTECT, related_name="+", verbose_name=_("target group")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("target group of an actor")
        verbose_name_plural = _("target groups of an actor")
        constraints = (models.UniqueConstraint(fields=("actor", "target_group"), name="actors_one_target_group"),)


class ActorLanguage(Orderable):
    actor = ParentalKey(Actor, on_delete=models.CASCADE, related_name="actor_languages")
    language = models.CharField(_("language"), max_length=8, choices=Language.choices)

    class Meta(Orderable.Meta):
        verbose_name = _("language of an actor")
        verbose_name_plural = _("languages of an actor")
        constraints = (models.UniqueConstraint(fields=("actor", "language"), name="actors_one_language"),)


class RegionOffice(models.Model):
    """Which agency answers for a region; the row without a region names the platform's lead agency."""

    region = models.OneToOneField(
        Region, verbose_name=_("region"), null=True, blank=True, on_delete=models.CASCADE, related_name="office"
    )
    agency = models.ForeignKey(Actor, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="offices")

    class Meta:
        verbose_name = _("responsible agency")
        verbose_name_plural = _("responsible agencies")
        constraints = (
            # A unique column alone would allow several rows without a region.
            models.UniqueConstraint(
                Coalesce("region", 0),
                name="actors_one_office",
                violation_error_message=_("Another agency is already named here."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.region or _('Saxony')}: {self.agency}"
