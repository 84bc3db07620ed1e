"""The search index: what the public may find, one row for each object and language."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.search.trigrams import TrigramIndex

from .places import Region


class SearchEntry(models.Model):
    """A public object in one language as search knows it; written by `core.search.index` alone.

    `group` ties the languages of one object together. `folded_title` and `folded` hold folded words between spaces.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(_("object id"))
    language = models.CharField(_("language"), max_length=20)
    group = models.CharField(_("group"), max_length=120)
    kind = models.CharField(_("kind"), max_length=60)
    region = models.ForeignKey(
        Region, verbose_name=_("region"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(_("title"), max_length=255)
    url = models.TextField(_("address"))
    summary = models.TextField(_("summary"), blank=True)
    text = models.TextField(_("text"), blank=True)
    folded_title = models.TextField(_("folded title"))
    folded = models.TextField(_("folded text"))
    updated_at = models.DateTimeField(_("updated"))

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = (
            models.UniqueConstraint(fields=("content_type", "object_id", "language"), name="core_one_search_entry"),
        )
        indexes = (
            models.Index(fields=("language", "group"), name="core_search_language"),
            TrigramIndex("folded", name="core_search_folded"),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class SearchWord(models.Model):
    """A word that occurs in what is public, for telling readers what they may have meant."""

    folded = models.CharField(_("folded word"), max_length=60, unique=True)
    word = models.CharField(_("word"), max_length=60)
    length = models.PositiveSmallIntegerField(_("length"))

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        indexes = (models.Index(fields=("length", "folded"), name="core_search_word_length"),)

    def __str__(self) -> str:
        return self.word
