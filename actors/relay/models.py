"""Conversations between somebody outside and an addressee of the portal."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.admin import display
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import ConfirmedContact
from actors.models import Actor
from core.models import Region
from core.permissions import grants_of

# A conversation in which nothing happens for so long ends by itself.
QUIET = timedelta(days=60)


class Purpose(models.TextChoices):
    QUESTION = "question", _("A question")
    COOPERATION = "cooperation", _("Working together")
    OFFER = "offer", _("I have something to offer")
    PRESS = "press", _("Press")
    OTHER = "other", _("Something else")


class Side(models.TextChoices):
    SENDER = "sender", _("Who has written")
    RECIPIENT = "recipient", _("Who was written to")


class Ending(models.TextChoices):
    SENDER = "sender", _("by who has written")
    RECIPIENT = "recipient", _("by who was written to")
    BLOCKED = "blocked", _("no further messages are wanted")
    NOBODY = "nobody", _("nobody could be reached")
    QUIET = "quiet", _("nothing has happened for long")


class ReportReason(models.TextChoices):
    SPAM = "spam", _("Advertising or a mass mail")
    HARASSMENT = "harassment", _("Insult, threat or harassment")
    FRAUD = "fraud", _("Fraud or a false name")
    OTHER = "other", _("Something else")


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def confirmed(self) -> "ConversationQuerySet":
        """The sender has confirmed the address; all others concern nobody yet."""
        return self.exclude(contact=None)

    def delivered(self) -> "ConversationQuerySet":
        return self.exclude(delivered_at=None)

    def open(self) -> "ConversationQuerySet":
        return self.delivered().filter(ended_at=None)

    def waiting(self) -> "ConversationQuerySet":
        """Delivered, not answered, and not given to the regional office yet."""
        return self.open().filter(answered_at=None, escalated_at=None)

    def visible_to(self, user: Any) -> "ConversationQuerySet":
        """For registers, that is without what was written: all for lead editors, the own regions' for regional staff."""
        grants = grants_of(user)
        return self if grants.leads else self.filter(region_id__in=grants.edits | grants.moderates | grants.deputises)

    def needs_attention(self) -> "ConversationQuerySet":
        """What the regional office has not closed: left without an answer, or reported."""
        return self.confirmed().filter(closed_at=None).filter(Q(escalated_at__isnull=False) | ~Q(report_reason=""))


class Conversation(models.Model):
    """One person has written to one addressee; `actors.relay.addressees` knows the row."""

    kind = models.CharField(_("kind of addressee"), max_length=20)
    key = models.PositiveBigIntegerField(_("key of the addressee"))
    name = models.CharField(_("addressee"), max_length=160)
    actor = models.ForeignKey(
        Actor, verbose_name=_("actor"), null=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    region = models.ForeignKey(Region, verbose_name=_("region"), null=True, on_delete=models.SET_NULL, related_name="+")
    contact = models.ForeignKey(
        ConfirmedContact,
        verbose_name=_("who has written"),
        null=True,
        on_delete=models.CASCADE,
        related_name="conversations",
    )
    sender_name = models.CharField(_("name of who has written"), max_length=120)
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose.choices)
    language = models.CharField(_("language"), max_length=20)
    previous = models.ForeignKey(
        "self", verbose_name=_("passed on from"), null=True, on_delete=models.SET_NULL, related_name="passed_on"
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    delivered_at = models.DateTimeField(_("delivered"), null=True)
    remind_on = models.DateField(_("reminder on"), null=True)
    due_on = models.DateField(_("answer expected by"), null=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True)
    answered_at = models.DateTimeField(_("first answer"), null=True)
    escalated_at = models.DateTimeField(_("regional office told"), null=True)
    last_at = models.DateTimeField(_("last message"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True)
    ending = models.CharField(_("how it ended"), max_length=10, choices=Ending.choices, blank=True)
    report_reason = models.CharField(_("reported because of"), max_length=12, choices=ReportReason.choices, blank=True)
    report_words = models.TextField(_("words of the report"), blank=True)
    reported_at = models.DateTimeField(_("reported"), null=True)
    closed_at = models.DateTimeField(_("closed by the office"), null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("closed by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closing_note = models.TextField(_("what was done"), blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("kind", "key"), name="relay_addressee"),
            models.Index(fields=("due_on",), name="relay_due", condition=Q(answered_at=None, escalated_at=None)),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(delivered_at=None) | Q(contact__isnull=False), name="relay_delivered_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="relay_ending_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(report_reason="", reported_at=None) | (~Q(report_reason="") & Q(reported_at__isnull=False)),
                name="relay_report_has_its_time",
            ),
            models.UniqueConstraint(fields=("previous", "kind", "key"), name="relay_passed_on_once"),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.created_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.delivered_at is not None and self.ended_at is None

    @property
    @display(description=_("state"))
    def state_label(self) -> str:
        """Where it stands, in a few words."""
        if self.report_reason and not self.closed_at:
            return str(_("Reported"))
        if self.ended_at:
            return str(_("Ended"))
        if self.answered_at:
            return str(_("Answered"))
        if self.escalated_at:
            return str(_("Left without an answer"))
        return str(_("Waiting for an answer"))


class Participant(models.Model):
    """Somebody who takes part, with the address only we know."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="participants")
    side = models.CharField(_("side"), max_length=9, choices=Side.choices)
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=160)
    language = models.CharField(_("language"), max_length=20)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("account")
    )
    mail_id = models.CharField(_("Message-ID of the last mail"), max_length=200, blank=True)
    unreachable_at = models.DateTimeField(_("could not be reached"), null=True)

    class Meta:
        verbose_name = _("participant of a conversation")
        verbose_name_plural = _("participants of conversations")
        constraints = (models.UniqueConstraint("conversation", "side", Lower("email"), name="relay_one_participant"),)
        indexes = (models.Index(fields=("mail_id",), name="relay_mail"),)

    def __str__(self) -> str:
        return f"{self.conversation_id}: {self.get_side_display()}"

    @property
    def is_sender(self) -> bool:
        return self.side == Side.SENDER


class Link(models.Model):
    """A link that was mailed to a participant; here is only its SHA-256."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("sent"), auto_now_add=True)

    class Meta:
        verbose_name = _("link to a conversation")
        verbose_name_plural = _("links to conversations")

    def __str__(self) -> str:
        return f"{self.participant_id}/{self.pk}"


class Message(models.Model):
    """What one side has written to the other."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        Participant, verbose_name=_("author"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    side = models.CharField(_("side"), max_length=9, choices=Side.choices)
    text = models.TextField(_("message"))
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("written_at", "pk")

    def __str__(self) -> str:
        return f"{self.conversation_id}/{self.pk}"


class Step(models.Model):
    """The ledger: each step of a conversation that somebody is told of happens once."""

    class Kind(models.TextChoices):
        DELIVERED = "delivered", _("Delivered")
        REMINDED = "reminded", _("Recipient reminded")
        ANSWERED = "answered", _("Answered")
        SILENT = "silent", _("Seven working days without an answer: regional office told, other contact named")
        UNREACHABLE = "unreachable", _("Nobody could be reached: regional office told, other contact named")
        REPORTED = "reported", _("Reported to the regional office")
        BLOCKED = "blocked", _("Recipient wants no further messages")
        ENDED = "ended", _("Ended")
        PASSED_ON = "passed_on", _("Passed on to another contact")
        CLOSED = "closed", _("Closed by the regional office")
        REPLY_LOST = "reply_lost", _("The answer could not be delivered")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("step"), max_length=12, choices=Kind.choices)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("step of a conversation")
        verbose_name_plural = _("steps of conversations")
        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=("conversation", "kind"), name="relay_each_step_once"),)

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Block(models.Model):
    """An addressee wants no further messages of this person."""

    kind = models.CharField(_("kind of addressee"), max_length=20)
    key = models.PositiveBigIntegerField(_("key of the addressee"))
    contact = models.ForeignKey(ConfirmedContact, on_delete=models.CASCADE, related_name="blocks")
    created_at = models.DateTimeField(_("blocked"), auto_now_add=True)

    class Meta:
        verbose_name = _("blocked person")
        verbose_name_plural = _("blocked people")
        constraints = (models.UniqueConstraint(fields=("kind", "key", "contact"), name="relay_blocked_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class ReplyHabit(models.Model):
    """A lead of the organisation lets readers see how soon it answers as a rule."""

    actor = models.OneToOneField(Actor, on_delete=models.CASCADE, related_name="reply_habit", verbose_name=_("actor"))
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("shown by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("reply habit on show")
        verbose_name_plural = _("reply habits on show")

    def __str__(self) -> str:
        return str(self.actor)
