"""How strict the checks are for each kind of content, and what is known of the links in it."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    BLOCKER = "blocker", _("Must be mended")
    HINT = "hint", _("Hint")
    OFF = "off", _("Off")


class CheckLevel(models.Model):
    """What the lead agency has chosen for one check on one kind of content; without a row the default holds."""

    kind = models.CharField(_("kind of content"), max_length=80)
    check_key = models.CharField(_("check"), max_length=40)
    level = models.CharField(_("level"), max_length=8, choices=Level.choices)

    class Meta:
        verbose_name = _("level of a check")
        verbose_name_plural = _("levels of checks")
        constraints = (models.UniqueConstraint(fields=("kind", "check_key"), name="readiness_one_level"),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.check_key}"


class LinkQuerySet(models.QuerySet["LinkState"]):
    def due(self, now: datetime) -> "LinkQuerySet":
        return self.filter(next_check_at__lte=now)

    def dead(self) -> "LinkQuerySet":
        """Gone for certain, or out of reach twice in a row."""
        return self.filter(Q(code__in=LinkState.GONE) | Q(failures__gte=LinkState.FAILURES))


class LinkState(models.Model):
    """What a link to elsewhere answered last. `code` is 0 where nothing answered."""

    GONE = (404, 410)
    FAILURES = 2

    url = models.CharField(_("address"), max_length=1000, unique=True)
    code = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    next_check_at = models.DateTimeField(_("next check"), default=timezone.now)
    seen_at = models.DateTimeField(_("last found in a draft"), default=timezone.now)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("state of a link")
        verbose_name_plural = _("states of links")
        indexes = (models.Index(fields=("next_check_at",), name="readiness_link_due"),)

    def __str__(self) -> str:
        return self.url


class LinkSweep(models.Model):
    """How far the drafts have been searched for links; one row."""

    reached = models.DateTimeField(_("searched up to"))

    class Meta:
        verbose_name = _("search for links")
        verbose_name_plural = _("searches for links")
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="readiness_one_sweep"),)

    def __str__(self) -> str:
        return str(self.reached)
