"""Mentors of the programme."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable
from wagtail.search import index

from core.models import GatedSnippet, LocalisedTexts, LocalText, Region, Topic


class Mentor(LocalisedTexts, GatedSnippet):
    """A person who accompanies projects as mentor. Public once through the publishing gate."""

    members_may_edit = False

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    region = models.ForeignKey(
        Region, verbose_name=_("region"), null=True, blank=True, on_delete=models.PROTECT, related_name="mentors"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
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
    languages = models.CharField(_("languages"), max_length=160, blank=True)
    capacity = models.PositiveSmallIntegerField(_("mentees at a time"), default=1)
    is_paused = models.BooleanField(_("paused"), default=False)
    image = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

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

    @property
    def is_editorial(self) -> bool:
        return False

    def get_absolute_url(self) -> str:
        return reverse("mentoring:detail", args=[self.slug])

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "mentoring/mentor_detail.html"


class MentorText(LocalText):
    mentor = ParentalKey(Mentor, on_delete=models.CASCADE, related_name="texts")
    headline = models.CharField(_("headline"), max_length=160)
    experience = models.TextField(_("experience"), blank=True)
    availability = models.CharField(_("availability in words"), max_length=160, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("mentor", "language"), name="mentoring_one_text"),)


class MentorTopic(Orderable):
    mentor = ParentalKey(Mentor, on_delete=models.CASCADE, related_name="mentor_topics")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+", verbose_name=_("topic"))

    class Meta(Orderable.Meta):
        constraints = (models.UniqueConstraint(fields=("mentor", "topic"), name="mentoring_one_topic"),)
