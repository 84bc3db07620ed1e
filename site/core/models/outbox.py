"""Mail waiting to be sent, written in the same transaction as what it tells of."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutboxMessage(models.Model):
    """One mail to one envelope. A row left in "sending" after a crash is never resent by itself."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")

    message_id = models.CharField(_("Message-ID"), max_length=200, unique=True)
    recipients = models.JSONField(_("recipients"))
    sender = models.CharField(_("sender"), max_length=254)
    subject = models.CharField(_("subject"), max_length=500)
    source = models.BinaryField(_("message"), help_text=_("The complete MIME message."))
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("status", "next_attempt_at"), name="core_outbox_due"),)

    def __str__(self) -> str:
        return self.subject
