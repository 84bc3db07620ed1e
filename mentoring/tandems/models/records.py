"""What belongs to one tandem: ledger, links, questions, agreement, log, feedback, problems."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .match import Match, Side


class Step(models.Model):
    """The ledger: each step of a tandem happens once, and so do its mails."""

    class Kind(models.TextChoices):
        SEEKING = "seeking", _("Requested; the team proposes a mentor")
        REQUESTED = "requested", _("Requested of a mentor")
        ASKED = "asked", _("Mentor has asked back")
        ANSWERED = "answered", _("Mentee has answered")
        ACCEPTED = "accepted", _("Accepted")
        MEETING = "meeting", _("First meeting arranged")
        AGREEMENT = "agreement", _("Agreement written")
        RUNNING = "running", _("Both have agreed")
        REMINDED = "reminded", _("Reminded at half time")
        MIDTERM = "midterm", _("Asked for mid-term feedback")
        STALLED = "stalled", _("No session for long")
        FINISHED = "finished", _("Finished")
        RAN_OUT = "ran_out", _("Finished by itself at the agreed end")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn by the mentee")
        ENDED = "ended", _("Ended early")
        UNFOUND = "unfound", _("No mentor found in time")
        SILENT = "silent", _("Mentor has not answered in time")
        UNANSWERED = "unanswered", _("Mentee has not answered in time")
        UNMET = "unmet", _("No first meeting in time")
        UNAGREED = "unagreed", _("No agreement in time")
        LEFT = "left", _("Mentor has left the programme")
        PAUSED = "paused", _("Passed back, the mentor pauses")
        UNREACHABLE = "unreachable", _("Mail to the mentor could not be delivered")
        MENTEE_LOST = "mentee_lost", _("Mail to the mentee could not be delivered")
        MENTOR_GONE = "mentor_gone", _("Mentor is no longer public while the tandem goes on")
        PROBLEM = "problem", _("Problem told to the programme team")

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("step"), max_length=12, choices=Kind.choices)
    number = models.PositiveIntegerField(_("number"), default=0)
    by = models.CharField(_("by"), max_length=6, choices=Side.choices, default=Side.NOBODY)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("step of a tandem")
        verbose_name_plural = _("steps of tandems")
        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=("match", "kind", "number"), name="tandems_each_step_once"),)

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Link(models.Model):
    """A link that was mailed to the mentee; here is only its SHA-256."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("sent"), auto_now_add=True)

    class Meta:
        verbose_name = _("link to a tandem")
        verbose_name_plural = _("links to tandems")

    def __str__(self) -> str:
        return f"{self.match_id}/{self.pk}"


class Question(models.Model):
    """What a mentor wants to know before deciding."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField(_("question"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)

    class Meta:
        verbose_name = _("question to a mentee")
        verbose_name_plural = _("questions to mentees")
        ordering = ("asked_at", "pk")

    def __str__(self) -> str:
        return f"{self.match_id}/{self.pk}"


class Agreement(models.Model):
    """The sheet both agree to: goal, rhythm, duration, confidentiality. Whoever writes it agrees by writing."""

    match = models.OneToOneField(Match, on_delete=models.CASCADE, related_name="agreement")
    goal = models.TextField(_("goal"))
    rhythm = models.CharField(_("rhythm"), max_length=160)
    months = models.PositiveSmallIntegerField(
        _("months"), validators=[MinValueValidator(1), MaxValueValidator(18)], default=6
    )
    confidentiality = models.TextField(_("confidentiality"))
    version = models.PositiveIntegerField(_("version"), default=1)
    written_by = models.CharField(_("written by"), max_length=6, choices=Side.choices)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    agreed_at = models.DateTimeField(_("agreed by both"), null=True)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")

    def __str__(self) -> str:
        return f"{self.match_id}"


class Session(models.Model):
    """One meeting: when, how long, about what. What was said stays between the two."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="sessions")
    on = models.DateField(_("date"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), validators=[MinValueValidator(5), MaxValueValidator(600)])
    topic = models.CharField(_("topic in a few words"), max_length=120)
    noted_at = models.DateTimeField(_("noted"), auto_now_add=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ("on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("match", "on", "topic"), name="tandems_session_once"),
            models.CheckConstraint(condition=models.Q(minutes__gte=5, minutes__lte=600), name="tandems_session_length"),
        )

    def __str__(self) -> str:
        return f"{self.on}: {self.minutes}"


class Feedback(models.Model):
    """Five answers of one side, for the programme team alone."""

    class Kind(models.TextChoices):
        MIDTERM = "midterm", _("Mid-term feedback")
        FINAL = "final", _("Final feedback")

    class Grade(models.IntegerChoices):
        YES = 4, _("yes, fully")
        RATHER = 3, _("rather yes")
        LITTLE = 2, _("rather not")
        NO = 1, _("no")

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="feedback")
    side = models.CharField(_("side"), max_length=6, choices=Side.choices)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    goal = models.PositiveSmallIntegerField(_("Are we getting closer to the goal?"), choices=Grade.choices)
    trust = models.PositiveSmallIntegerField(_("Can we speak openly with each other?"), choices=Grade.choices)
    effort = models.PositiveSmallIntegerField(_("Is the effort right?"), choices=Grade.choices)
    again = models.PositiveSmallIntegerField(_("Would I do it again?"), choices=Grade.choices)
    words = models.TextField(_("What should the programme team know?"), blank=True)
    given_at = models.DateTimeField(_("given"), auto_now_add=True)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        constraints = (models.UniqueConstraint(fields=("match", "side", "kind"), name="tandems_feedback_once"),)

    def __str__(self) -> str:
        return f"{self.match_id}: {self.get_kind_display()}"


class Problem(models.Model):
    """What somebody tells the programme team, and never the other side."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="problems")
    side = models.CharField(_("side"), max_length=6, choices=Side.choices)
    text = models.TextField(_("problem"))
    told_at = models.DateTimeField(_("told"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed"), null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("closed by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closing_note = models.TextField(_("what was done"), blank=True)

    class Meta:
        verbose_name = _("problem of a tandem")
        verbose_name_plural = _("problems of tandems")
        ordering = ("told_at", "pk")

    def __str__(self) -> str:
        return f"{self.match_id}/{self.pk}"
