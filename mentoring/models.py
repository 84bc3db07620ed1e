"""Mentors of the programme."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable
from wagtail.search import index

from core.blockers import has_german, picture_blockers
from core.models import GatedSnippet, LocalisedTexts, LocalText, Region, Topic
from core.slugs import unique_slug
from core.spoken import Language
from mentoring.querysets import MentorQuerySet


class Format(models.TextChoices):
    """Ways to meet."""

    ONSITE = "onsite", _("On site")
    PHONE = "phone", _("By telephone")
    VIDEO = "video", _("By video")
    WALK = "walk", _("On a walk")


class Access(models.TextChoices):
    """What makes meeting possible for people who need it."""

    DGS = "dgs", _("German Sign Language")
    SIMPLE_LANGUAGE = "simple_language", _("Leichte Sprache")
    PHONE = "phone", _("Everything by telephone")
    STEP_FREE = "step_free", _("Step-free place")


class Intake(models.TextChoices):
    """Whether somebody new may ask."""

    OPEN = "open", _("Takes somebody new")
    PAUSED = "paused", _("Takes nobody new at the moment")


class Mentor(LocalisedTexts, GatedSnippet):
    """A person who accompanies projects as mentor. Public once through the publishing gate."""

    members_may_edit = False

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("address"), max_length=80, unique=True, blank=True, help_text=_("Made from the name if left empty.")
    )
    region = models.ForeignKey(
        Region, verbose_name=_("region"), null=True, blank=True, on_delete=models.PROTECT, related_name="mentors"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="mentor_profiles",
    )
    actor = models.ForeignKey(
        "actors.Actor",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="mentors",
    )
    capacity = models.PositiveSmallIntegerField(
        _("mentees at a time"), default=1, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    intake = models.CharField(
        _("new mentees"),
        max_length=8,
        choices=Intake.choices,
        default=Intake.OPEN,
        help_text=_("Whoever pauses stays in the directory."),
    )
    image = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = MentorQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=4),
        index.AutocompleteField("name"),
        index.RelatedFields("texts", [index.SearchField("headline"), index.SearchField("experience")]),
        index.FilterField("live"),
        index.FilterField("region_id"),
    ]

    class Meta:
        verbose_name = _("mentor")
        verbose_name_plural = _("mentors")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or unique_slug(self, self.name)
        super().save(*args, **kwargs)

    def with_content_json(self, content: Any) -> Any:
        """Places and pause count at once and pass no review: an old draft must not bring them back."""
        obj = super().with_content_json(content)
        obj.capacity, obj.intake = self.capacity, self.intake
        return obj

    def publication_blockers(self) -> list[str]:
        blockers = super().publication_blockers()
        if not has_german(self, "headline"):
            blockers.append(say("The headline in German is missing."))
        if not self.mentor_topics.all():
            blockers.append(say("Choose at least one topic, so that the mentor can be found."))
        blockers += picture_blockers(self.image)
        return blockers

    @property
    def governing_person_id(self) -> int | None:
        """Mentors answer for their own profile."""
        return self.user_id

    @property
    def is_editorial(self) -> bool:
        return False

    @property
    def free_places(self) -> int:
        """Read it from a queryset `with_places`; a draft in memory has all of them."""
        return max(self.capacity - getattr(self, "taken", 0), 0)

    @property
    def takes_mentees(self) -> bool:
        return self.intake == Intake.OPEN and self.free_places > 0

    @property
    def headline(self) -> str:
        return self.local("headline")

    @property
    def experience(self) -> str:
        return self.local("experience")

    @property
    def availability(self) -> str:
        return self.local("availability")

    @property
    def languages(self) -> str:
        """The languages in words, one after the other."""
        return ", ".join(row.get_language_display() for row in self.mentor_languages.all())

    def get_absolute_url(self) -> str:
        return reverse("mentoring:detail", args=[self.slug])

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "mentoring/mentor_detail.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        from mentoring.presentation import mentor_page

        return {**super().get_preview_context(request, mode_name), **mentor_page(self)}


class MentorText(LocalText):
    mentor = ParentalKey(Mentor, on_delete=models.CASCADE, related_name="texts")
    headline = models.CharField(_("headline"), max_length=160, help_text=_("What the person can help with."))
    experience = models.TextField(_("experience"), blank=True)
    availability = models.CharField(_("availability in words"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("text of a mentor")
        verbose_name_plural = _("texts of a mentor")
        constraints = (models.UniqueConstraint(fields=("mentor", "language"), name="mentoring_one_text"),)


class MentorTopic(Orderable):
    mentor = ParentalKey(Mentor, on_delete=models.CASCADE, related_name="mentor_topics")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+", verbose_name=_("topic"))

    class Meta(Orderable.Meta):
        verbose_name = _("topic of a mentor")
        verbose_name_plural = _("topics of a mentor")
        constraints = (models.UniqueConstraint(fields=("mentor", "topic"), name="mentoring_one_topic"),)


class MentorLanguage(Orderable):
    mentor = ParentalKey(Mentor, on_delete=models.CASCADE, related_name="mentor_languages")
    language = models.CharField(_("language"), max_length=8, choices=Language.choices)

    class Meta(Orderable.Meta):
        verbose_name = _("language of a mentor")
        verbose_name_plural = _("languages of a mentor")
        constraints = (models.UniqueConstraint(fields=("mentor", "language"), name="mentoring_one_language"),)


class MentorFormat(Orderable):
    mentor = ParentalKey(Mentor, on_delete=models.CASCADE, related_name="mentor_formats")
    format = models.CharField(_("way to meet"), max_length=12, choices=Format.choices)

    class Meta(Orderable.Meta):
        verbose_name = _("way to meet a mentor")
        verbose_name_plural = _("ways to meet a mentor")
        constraints = (models.UniqueConstraint(fields=("mentor", "format"), name="mentoring_one_format"),)


class MentorAccess(Orderable):
    mentor = ParentalKey(Mentor, on_delete=models.CASCADE, related_name="mentor_access")
    access = models.CharField(_("accessibility"), max_length=20, choices=Access.choices)

    class Meta(Orderable.Meta):
        verbose_name = _("accessibility of a mentor")
        verbose_name_plural = _("accessibility of mentors")
        constraints = (models.UniqueConstraint(fields=("mentor", "access"), name="mentoring_one_access"),)
