"""Questions to people without an account: may this submission be published as it stands?"""

import hashlib
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.admin import display
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, WorkflowState

from core.models import Decision, Region
from core.permissions import grants_of


class Answer(models.TextChoices):
    YES = "yes", _("Release as it stands")
    CHANGES = "changes", _("Please change")
    NOT_MINE = "not_mine", _("Not responsible")


class Language(models.TextChoices):
    """Languages in which we can write to somebody outside."""

    DE = "de", "Deutsch"
    EN = "en", "English"
    HSB = "hsb", "Hornjoserbšćina"


class QuestionQuerySet(models.QuerySet["Question"]):
    def about(self, obj: Any) -> "QuestionQuerySet":
        return self.filter(base_content_type=obj.get_base_content_type(), object_id=str(obj.pk))

    def waiting(self) -> "QuestionQuerySet":
        """Neither answered nor taken back, and the submission is still there to be answered for."""
        return self.filter(answered_at=None, revoked_at=None, closed_by=None)

    def open(self, now: datetime | None = None) -> "QuestionQuerySet":
        """Can still be answered."""
        return self.waiting().filter(expires_at__gt=now or timezone.now())

    def visible_to(self, user: Any) -> "QuestionQuerySet":
        """For registers: all for lead editors, those about the own regions for regional staff."""
        grants = grants_of(user)
        return self if grants.leads else self.filter(region_id__in=grants.edits | grants.moderates)

    def by_token(self, token: str) -> "QuestionQuerySet":
        return self.filter(links__token_hash=Link.hash_of(token))


class Question(models.Model):
    """One person outside is asked about exactly one content, of which a copy is kept: autosave rewrites revisions.

    The ledger holds the asking and the answer without the person; who it was stands here.
    """

    base_content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(_("object id"), max_length=255)
    title = models.CharField(_("title"), max_length=255)
    region = models.ForeignKey(
        Region, verbose_name=_("region"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    workflow_state = models.ForeignKey(WorkflowState, null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    content = models.JSONField(encoder=DjangoJSONEncoder)
    content_hash = models.CharField(_("content hash"), max_length=64)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    function = models.CharField(_("function and organisation"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=3, choices=Language.choices, default=Language.DE)
    words = models.TextField(_("your words to the person"), blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    sent_at = models.DateTimeField(_("last sent"), default=timezone.now)
    days = models.PositiveSmallIntegerField(_("days valid"))
    expires_at = models.DateTimeField(_("valid until"))
    remind_at = models.DateTimeField(_("reminder at"))
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    expiry_told_at = models.DateTimeField(_("expiry told"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, blank=True)
    answer_words = models.TextField(_("words of the answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    asked_line = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="outside_question")
    answer_line = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.SET_NULL, related_name="outside_answer"
    )
    closed_by = models.ForeignKey(
        Decision, verbose_name=_("ended by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to somebody outside")
        verbose_name_plural = _("questions to people outside")
        ordering = ("-asked_at", "-pk")
        indexes = (models.Index(fields=("base_content_type", "object_id"), name="outside_question_object"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="outside_answer_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(revoked_at=None), name="outside_no_answer_after_revoking"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} → {self.name}"

    @property
    def person(self) -> str:
        """Who was asked, as lists and the history name them."""
        return f"{self.name}, {self.function}"

    @property
    def shown(self) -> str:
        """What the form carries, as `core.gate.shown_token` makes it of a revision."""
        return f"{self.revision_id}:{self.content_hash}"

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        return not (self.answered_at or self.revoked_at or self.closed_by_id or self.has_expired)

    @property
    @display(description=_("state"))
    def state_label(self) -> str:
        """Where it stands, in a few words."""
        if self.answered_at:
            return str(self.get_answer_display())
        if self.revoked_at:
            return str(_("Taken back"))
        if self.closed_by_id:
            return str(_("Ended without an answer"))
        return str(_("Expired")) if self.has_expired else str(_("Waiting for an answer"))


class Link(models.Model):
    """A link that was mailed; the token itself is only in the mail, here is its SHA-256."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(_("token hash"), max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("sent"), auto_now_add=True)
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True)

    class Meta:
        verbose_name = _("link to a question")
        verbose_name_plural = _("links to questions")

    def __str__(self) -> str:
        return f"{self.question_id}/{self.pk}"

    @staticmethod
    def hash_of(token: str) -> str:
        return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
