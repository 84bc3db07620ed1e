"""Curated terms: fields of action, target groups and funding sources, one row each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from .texts import LocalisedTexts, LocalText


class Term(LocalisedTexts, ClusterableModel):
    """A curated term with a stable slug; its names live in `texts`."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ("sort_order", "slug")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the active language, the slug if nobody named it."""
        return self.local("name", self.slug)


class Topic(Term):
    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class TopicText(LocalText):
    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=80)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("text of a topic")
        verbose_name_plural = _("texts of a topic")
        constraints = (models.UniqueConstraint(fields=("topic", "language"), name="core_one_topic_text"),)


class TargetGroup(Term):
    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")


class TargetGroupText(LocalText):
    target_group = ParentalKey(TargetGroup, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("text of a target group")
        verbose_name_plural = _("texts of a target group")
        constraints = (models.UniqueConstraint(fields=("target_group", "language"), name="core_one_target_group_text"),)


class FundingSource(Term):
    """A source of money with the sentence that funding rules want shown, in order of precedence."""

    website = models.URLField(_("website"), blank=True)
    shows_eu_emblem = models.BooleanField(_("shows the EU emblem"), default=False)
    funds_platform = models.BooleanField(
        _("funds the platform"), default=False, help_text=_("Named in the footer of every page.")
    )

    class Meta(Term.Meta):
        verbose_name = _("funding source")
        verbose_name_plural = _("funding sources")

    @property
    def statement(self) -> str:
        """The sentence to print, in the active language."""
        return self.local("statement")


class FundingSourceText(LocalText):
    funding_source = ParentalKey(FundingSource, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=120)
    statement = models.TextField(_("statement"), blank=True)

    class Meta:
        verbose_name = _("text of a funding source")
        verbose_name_plural = _("texts of a funding source")
        constraints = (
            models.UniqueConstraint(fields=("funding_source", "language"), name="core_one_funding_source_text"),
        )
