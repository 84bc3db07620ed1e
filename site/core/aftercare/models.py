"""What is kept of public content after its publication: checks, public change notes, take-downs, words of doubt.

All of it hangs on `Care`, one row for a page with all of its translations, or for a snippet.
"""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from core.models import Decision, Region


def key_of(obj: Any) -> str:
    """Names a page with all of its translations, an alias by its original, or a snippet."""
    if isinstance(obj, Page):
        source = obj.alias_of if obj.alias_of_id else obj
        return f"page:{source.translation_key}"
    return f"{obj._meta.label_lower}:{obj.pk}"


class CareQuerySet(models.QuerySet["Care"]):
    def of(self, obj: Any) -> "CareQuerySet":
        return self.filter(key=key_of(obj))


class Care(models.Model):
    """When public content was last checked, and when it is due again.

    `given_on` is the review date that its editors gave, as it was last taken over: a date that has passed once stays in
    the revisions and must not come back with the next edit.
    """

    key = models.CharField(_("key"), max_length=120, unique=True, editable=False)
    base_content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(_("object id"), max_length=255)
    checked_on = models.DateField(_("last checked"), null=True, blank=True)
    given_on = models.DateField(_("check again on"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True, db_index=True)

    objects = CareQuerySet.as_manager()

    class Meta:
        verbose_name = _("care of public content")
        verbose_name_plural = _("care of public content")
        indexes = (models.Index(fields=("base_content_type", "object_id"), name="aftercare_object"),)

    def __str__(self) -> str:
        return self.key

    @property
    def subject(self) -> Any:
        """The page in its first language, or the snippet; None where it has been deleted."""
        found = self.base_content_type.model_class()._base_manager.filter(pk=self.object_id).first()  # type: ignore[union-attr]
        return getattr(found, "specific", found)


class ChangeNote(models.Model):
    """What readers are told about an edit. It waits for the approval that confirms it, then goes public with the page."""

    care = models.ForeignKey(Care, on_delete=models.CASCADE, related_name="notes")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="change_notes")
    text = models.CharField(_("What has changed"), max_length=400, blank=True)
    minor = models.BooleanField(_("small change"), default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    written_at = models.DateTimeField(_("written"), auto_now=True)
    decision = models.ForeignKey(
        Decision, verbose_name=_("confirmed by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        verbose_name = _("public change note")
        verbose_name_plural = _("public change notes")
        ordering = ("-published_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("page",), condition=Q(published_at=None), name="aftercare_one_note_to_come"
            ),
            models.CheckConstraint(condition=Q(minor=True) | ~Q(text=""), name="aftercare_note_says_something"),
        )

    def __str__(self) -> str:
        return self.text or str(_("small change"))


class TakeDown(models.Model):
    """Public content that is no longer recommended. Which languages it has does not matter: all follow."""

    class Kind(models.TextChoices):
        WITHDRAWN = "withdrawn", _("Withdrawn")
        ARCHIVED = "archived", _("Archived")
        OFFLINE = "offline", _("Taken offline")

    care = models.OneToOneField(Care, on_delete=models.CASCADE, related_name="take_down")
    translation_key = models.UUIDField(_("translation key"), unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    explanation = models.TextField(_("public explanation"))
    # What the archive is narrowed by, as the search index names it.
    content_kind = models.CharField(_("kind of content"), max_length=60)
    region = models.ForeignKey(
        Region, verbose_name=_("region"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    replaced_by = models.ForeignKey(
        Page, verbose_name=_("replaced by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_down_at = models.DateTimeField(_("taken down"), default=timezone.now)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken down by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("content taken down")
        verbose_name_plural = _("content taken down")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.care}"


class OfflineVersion(models.Model):
    """A language version that went offline, with the revision that was public until then."""

    take_down = models.ForeignKey(TakeDown, on_delete=models.CASCADE, related_name="versions")
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("version taken offline")
        verbose_name_plural = _("versions taken offline")

    def __str__(self) -> str:
        return str(self.page_id)


class Round(models.Model):
    """Content was due for a check and its people have been asked; it ends with an answer or a published edit."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("Still right")
        OUTDATED = "outdated", _("Not right any more")
        SETTLED = "settled", _("Settled by an edit or a take-down")

    care = models.ForeignKey(Care, on_delete=models.CASCADE, related_name="rounds")
    due_on = models.DateField(_("due on"))
    asked_at = models.DateTimeField(_("asked"))
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    escalated_at = models.DateTimeField(_("handed to the region"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices, blank=True)

    class Meta:
        verbose_name = _("question whether content is still right")
        verbose_name_plural = _("questions whether content is still right")
        constraints = (
            models.UniqueConstraint(fields=("care",), condition=Q(closed_at=None), name="aftercare_one_open_round"),
        )

    def __str__(self) -> str:
        return f"{self.care}, {self.due_on}"


class CheckLink(models.Model):
    """A mail of a round: the ledger of what was sent, and the single-use link in it, of which only the hash is kept."""

    class Step(models.TextChoices):
        ASKED = "asked", _("Asked")
        REMINDED = "reminded", _("Reminded")
        ESCALATED = "escalated", _("Handed to the region")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="links")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="check_links"
    )
    step = models.CharField(_("step"), max_length=12, choices=Step.choices)
    token_hash = models.CharField(_("token hash"), max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("link to confirm content")
        verbose_name_plural = _("links to confirm content")
        constraints = (
            models.UniqueConstraint(fields=("round", "user", "step"), name="aftercare_one_mail_per_person_and_step"),
        )
        indexes = (models.Index(fields=("user", "sent_at"), name="aftercare_mails_of_a_day"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.round_id}, {self.step}"

    @staticmethod
    def hash_of(token: str) -> str:
        return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Concern(models.Model):
    """Somebody says that public content is not right any more, or asks to take it down; the desk settles it."""

    class Kind(models.TextChoices):
        OUTDATED = "outdated", _("Not right any more")
        TAKE_DOWN = "take_down", _("Please take it down")

    care = models.ForeignKey(Care, on_delete=models.CASCADE, related_name="concerns")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    words = models.TextField(_("words"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    said_at = models.DateTimeField(_("said"), auto_now_add=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        verbose_name = _("doubt about public content")
        verbose_name_plural = _("doubts about public content")
        ordering = ("-said_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("care", "kind", "user"), condition=Q(settled_at=None), name="aftercare_one_open_concern"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.care}"
