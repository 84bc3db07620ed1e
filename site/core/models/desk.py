"""What the desk keeps about open reviews: points to change, claims, and which reminders and digests have gone out."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from .review import Decision


class ChangePoint(models.Model):
    """One thing a reviewer asks to be changed, tied to a field or block of the content; the author ticks it off.

    `place` is a key of `core.comparison.places`; empty stands for the whole. `place_label` is its name at that time.
    """

    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.CASCADE, related_name="change_points"
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    place_label = models.CharField(_("name of the place"), max_length=200, blank=True)
    words = models.TextField(_("what is to be changed"))
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("done by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("point to change")
        verbose_name_plural = _("points to change")
        ordering = ("decision", "sort_order", "pk")

    def __str__(self) -> str:
        return f"{self.place_label}: {self.words}" if self.place_label else self.words


class Claim(models.Model):
    """Somebody has taken an open task on; the row says who answers for it, and goes when it is handed back."""

    task_state = models.OneToOneField(TaskState, verbose_name=_("task"), on_delete=models.CASCADE, related_name="claim")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="claims"
    )
    claimed_at = models.DateTimeField(_("claimed"), auto_now_add=True)

    class Meta:
        verbose_name = _("claimed task")
        verbose_name_plural = _("claimed tasks")

    def __str__(self) -> str:
        return f"{self.user}: {self.task_state_id}"


class TaskNotice(models.Model):
    """The ledger of alarms: each kind goes out once for each task, however often the work is repeated."""

    class Kind(models.TextChoices):
        OVERDUE = "overdue", _("Overdue, told to the lead agency")
        NOBODY = "nobody", _("Alarm: nobody can decide")

    task_state = models.ForeignKey(TaskState, verbose_name=_("task"), on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)

    class Meta:
        verbose_name = _("notice about a task")
        verbose_name_plural = _("notices about tasks")
        constraints = (models.UniqueConstraint(fields=("task_state", "kind"), name="core_one_notice_of_a_kind"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.task_state_id}"

    @property
    def key(self) -> str:
        """Names the occasion in Message-IDs."""
        return f"task-{self.task_state_id}-{self.kind}"


class SentDigest(models.Model):
    """One digest a day and person; the row is written with the mail."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="digests"
    )
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("daily summary")
        verbose_name_plural = _("daily summaries")
        constraints = (models.UniqueConstraint(fields=("user", "day"), name="core_one_digest_a_day"),)

    def __str__(self) -> str:
        return f"{self.user}, {self.day}"

    @property
    def key(self) -> str:
        return f"digest-{self.user_id}-{self.day:%Y%m%d}"


class DigestDay(models.Model):
    """A day whose summaries have all been sent, so that the work is not looked through again."""

    day = models.DateField(_("day"), unique=True)

    class Meta:
        verbose_name = _("day of summaries")
        verbose_name_plural = _("days of summaries")

    def __str__(self) -> str:
        return str(self.day)
