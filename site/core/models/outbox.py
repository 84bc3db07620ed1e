"""Mail waiting to be sent, written in the same transaction as what it tells of."""

from datetime import datetime, timedelta

from django.contrib.admin import display
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Longer than any attempt can take: a row still "sending" after that has lost its worker.
UNCLEAR_AFTER = timedelta(minutes=10)


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    def due(self, now: datetime) -> "OutboxQuerySet":
        """Waiting mail whose time has come, oldest first."""
        return self.filter(status=OutboxMessage.Status.QUEUED, next_attempt_at__lte=now).order_by(
            "next_attempt_at", "pk"
        )

    def unclear(self, now: datetime) -> "OutboxQuerySet":
        """Mail whose worker ended between sending and noting it: it may have arrived or not."""
        return self.filter(status=OutboxMessage.Status.SENDING, attempted_at__lte=now - UNCLEAR_AFTER)

    def needs_attention(self, now: datetime) -> "OutboxQuerySet":
        """The operators' list: given up, or unclear."""
        failed = Q(status=OutboxMessage.Status.FAILED)
        return self.filter(failed | Q(pk__in=self.model._default_manager.unclear(now).values("pk")))


class OutboxMessage(models.Model):
    """One mail to one envelope. A row left in "sending" after a crash is never resent by itself."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")

    message_id = models.CharField(_("Message-ID"), max_length=200, unique=True)
    recipients = models.JSONField(_("recipients"))
    sender = models.CharField(_("sender"), max_length=400)
    subject = models.CharField(_("subject"), max_length=500)
    source = models.BinaryField(_("message"), help_text=_("The complete MIME message."))
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    attempted_at = models.DateTimeField(_("last attempt"), null=True, blank=True)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("status", "next_attempt_at"), name="core_outbox_due"),)

    def __str__(self) -> str:
        return self.subject

    @property
    @display(description=_("recipients"))
    def recipient_list(self) -> str:
        return ", ".join(self.recipients)
