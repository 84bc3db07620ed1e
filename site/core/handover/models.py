"""What somebody has typed, kept for a short time until they go on elsewhere with it."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Handover(models.Model):
    """A draft for one target behind a mailed link; here is only the link's SHA-256."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    target = models.CharField(_("target"), max_length=60)
    title = models.CharField(_("title"), max_length=160, blank=True)
    text = models.TextField(_("text"), blank=True)
    # Slugs, so that this row needs no domain.
    topics = models.JSONField(_("topics"), default=list, blank=True)
    region = models.CharField(_("region"), max_length=60, blank=True)
    name = models.CharField(_("name"), max_length=160)
    email = models.EmailField(_("e-mail address"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("gone on with"), null=True)

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")

    def __str__(self) -> str:
        return f"{self.target}/{self.pk}"


def expired(now: datetime) -> Any:
    return Handover.objects.filter(expires_at__lt=now)
