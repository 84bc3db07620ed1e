"""Consent as events: what somebody agreed to or took back, in which words, and when."""

from django.conf import settings
from django.contrib.admin import display
from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentEvent(models.Model):
    """One act of giving or taking back consent. Rows are never changed; the newest per purpose counts."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="consents",
    )
    email = models.EmailField(_("e-mail address"))
    purpose = models.CharField(_("purpose"), max_length=60)
    subject = models.CharField(_("what it is about"), max_length=200, blank=True)
    wording = models.TextField(_("wording"))
    given = models.BooleanField(_("given"), default=True)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ("-recorded_at", "-pk")

    def __str__(self) -> str:
        return f"{self.email}: {self.purpose}"

    @property
    @display(description=_("given"))
    def given_label(self) -> str:
        """In words; a sign would need pictures that are not ours."""
        return str(_("Yes") if self.given else _("No"))
