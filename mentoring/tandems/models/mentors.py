"""What a mentor declares about possible conflicts, and applications of people who want to become mentors."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from core.models import FundingSource
from mentoring.models import Mentor


class DecidesOn(models.Model):
    """The mentor, or the mentor's organisation, decides about money from this source."""

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="decides_on", verbose_name=_("mentor"))
    funding_source = models.ForeignKey(
        FundingSource, on_delete=models.CASCADE, related_name="+", verbose_name=_("funding source")
    )
    whole_organisation = models.BooleanField(_("the whole organisation does"), default=False)

    class Meta:
        verbose_name = _("decision about funding")
        verbose_name_plural = _("decisions about funding")
        constraints = (models.UniqueConstraint(fields=("mentor", "funding_source"), name="tandems_decides_once"),)

    def __str__(self) -> str:
        return f"{self.mentor_id}: {self.funding_source}"


class DeclaredCompetitor(models.Model):
    """An organisation whose people this mentor does not accompany."""

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="competitors", verbose_name=_("mentor"))
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+", verbose_name=_("organisation"))

    class Meta:
        verbose_name = _("declared competitor")
        verbose_name_plural = _("declared competitors")
        constraints = (models.UniqueConstraint(fields=("mentor", "actor"), name="tandems_competitor_once"),)

    def __str__(self) -> str:
        return f"{self.mentor_id}: {self.actor}"


class Application(models.Model):
    """Somebody wants to become a mentor; kept as typed until the mailed link is used."""

    email = models.EmailField(_("e-mail address"))
    first_name = models.CharField(_("first name"), max_length=150)
    last_name = models.CharField(_("last name"), max_length=150)
    typed = models.JSONField(_("what was typed"), default=dict)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("confirmed"), null=True)
    mentor = models.OneToOneField(
        Mentor, verbose_name=_("mentor"), null=True, on_delete=models.CASCADE, related_name="application"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    welcomed_at = models.DateTimeField(_("welcomed"), null=True)

    class Meta:
        verbose_name = _("application of a mentor")
        verbose_name_plural = _("applications of mentors")

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"
