"""The ledger of decisions and the regional stage of review."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, Task, TaskState

from core.permissions import grants_of

from .places import Region

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class DecisionQuerySet(models.QuerySet["Decision"]):
    def about(self, obj: Any) -> "DecisionQuerySet":
        """Decisions on one page or snippet."""
        return self.filter(base_content_type=obj.get_base_content_type(), object_id=str(obj.pk))

    def opening(self) -> "DecisionQuerySet":
        """Decisions that let the publishing gate pass the content they name."""
        return self.filter(kind__in=Decision.OPENING)

    def to_countersign(self) -> "DecisionQuerySet":
        """Publications without a review that nobody else has looked at since."""
        signed = Decision.objects.filter(refers_to=OuterRef("pk"), kind=Decision.Kind.COUNTERSIGNED)
        return self.filter(~Exists(signed), kind__in=Decision.TO_COUNTERSIGN)


class Decision(models.Model):
    """One line of the ledger: who decided what about which exact content, when and why.

    `content_hash` fixes the content that was seen, since autosave rewrites revisions in place. Rows are never changed.
    """

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("Submitted")
        STAGE_APPROVED = "stage_approved", _("Passed on by the organisation")
        CHANGES_REQUESTED = "changes_requested", _("Changes requested")
        ANSWERED = "answered", _("Answered by the author")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        AGREED = "agreed", _("Agreed to a correction")
        APPROVED = "approved", _("Approved for publication")
        FORCED = "forced", _("Published by force")
        TRANSLATED = "translated", _("Translation published")
        COUNTERSIGNED = "countersigned", _("Countersigned")
        CORRECTED = "corrected", _("Small correction by a trusted organisation")
        OUTSIDE_ASKED = "outside_asked", _("Somebody outside was asked")
        OUTSIDE_YES = "outside_yes", _("Released from outside")
        OUTSIDE_CHANGES = "outside_changes", _("Changes wished from outside")
        OUTSIDE_NOT = "outside_not", _("Declared not responsible from outside")
        OUTSIDE_REVOKED = "outside_revoked", _("Question to somebody outside taken back")
        PACKAGED = "packaged", _("Published in a package")
        CONFIRMED = "confirmed", _("Checked: still right")
        RETRACTED = "retracted", _("Withdrawn with an explanation")
        RESTORED = "restored", _("Made valid again")
        UNPUBLISHED = "unpublished", _("Taken offline")
        ARCHIVED = "archived", _("Archived")
        TRANSFERRED = "transferred", _("Handed to another organisation")

    OPENING = (Kind.APPROVED, Kind.FORCED, Kind.TRANSLATED, Kind.CORRECTED)
    # Went live before anybody else had looked: open until somebody countersigns.
    TO_COUNTERSIGN = (Kind.FORCED, Kind.CORRECTED)

    class Reason(models.TextChoices):
        OFF_TOPIC = "off_topic", _("Not a social innovation in the sense of the platform")
        DUPLICATE = "duplicate", _("Already on the portal")
        INCOMPLETE = "incomplete", _("Essential information is missing and was not added")
        RIGHTS = "rights", _("Rights to pictures or texts are not cleared")
        ADVERTISING = "advertising", _("Mainly advertising")
        OTHER = "other", _("Another reason")

    kind = models.CharField(_("decision"), max_length=20, choices=Kind.choices)
    base_content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(_("object id"), max_length=255)
    title = models.CharField(_("title"), max_length=255)
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="decisions")
    content_hash = models.CharField(_("content hash"), max_length=64)
    region = models.ForeignKey(
        Region, verbose_name=_("region"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="decisions",
    )
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices, blank=True)
    comment = models.TextField(_("words"), blank=True)
    refers_to = models.ForeignKey(
        "self",
        verbose_name=_("refers to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="followed_by",
    )
    decided_at = models.DateTimeField(_("decided at"), auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ("decided_at", "pk")
        indexes = (models.Index(fields=("base_content_type", "object_id"), name="core_decision_object"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    @property
    def full_words(self) -> str:
        """The comment, and the points that came with it, one per line; prefetch `change_points` for lists."""
        points = self.change_points.all() if self.kind == self.Kind.CHANGES_REQUESTED else ()
        return "\n".join([*([self.comment] if self.comment else []), *(f"– {point}" for point in points)])

    @property
    def person_outside(self) -> str:
        """Who without an account was asked here, or has answered; kept in `core.outside`, for a shorter time."""
        question = getattr(self, "outside_question", None) or getattr(self, "outside_answer", None)
        return question.person if question else ""


class ReviewTask(Task):
    """A stage of review whose reviewers are computed from the object at the moment of asking.

    Decisions are taken only through `core.review.decide`, so Wagtail's own buttons get no actions.
    """

    class Meta:
        abstract = True

    def get_actions(self, obj: Any, user: "AbstractBaseUser") -> list[tuple[str, str, bool]]:
        return []

    def may_decide(self, obj: Any, user: "AbstractBaseUser") -> bool:
        raise NotImplementedError

    def user_can_access_editor(self, obj: Any, user: "AbstractBaseUser") -> bool:
        return self.may_decide(_specific(obj), user)

    def locked_for_user(self, obj: Any, user: "AbstractBaseUser") -> bool:
        return not self.may_decide(_specific(obj), user)

    def user_can_lock(self, obj: Any, user: "AbstractBaseUser") -> bool:
        return self.may_decide(_specific(obj), user)


class RegionReviewTaskState(TaskState):
    """The regional stage of one submission, with its region and whether it is the agency's own content."""

    region = models.ForeignKey(
        Region, verbose_name=_("region"), null=True, on_delete=models.SET_NULL, related_name="reviews"
    )
    editorial = models.BooleanField(_("editorial"), default=False)
    due_on = models.DateField(_("answer promised by"), null=True)

    class Meta:
        verbose_name = _("state of a regional review")
        verbose_name_plural = _("states of regional reviews")


class RegionReviewTask(ReviewTask):
    """Review by the region's moderators; colleagues of the region suffice for editorial content."""

    task_state_class = RegionReviewTaskState

    class Meta:
        verbose_name = _("regional review")
        verbose_name_plural = _("regional reviews")

    @classmethod
    def get_description(cls) -> Any:
        return _("The region's moderators decide; who that is follows from the page's place.")

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        from core.review import promised_day

        state = super().start(workflow_state, user=user)
        obj = _specific(workflow_state.content_object)
        state.region = obj.governing_region
        state.editorial = obj.is_editorial
        state.due_on = promised_day(obj.governing_region)
        state.save(update_fields=["region", "editorial", "due_on"])
        return state

    def may_decide(self, obj: Any, user: Any) -> bool:
        from core.review import may_review_in_region

        return may_review_in_region(user, obj)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> "QuerySet[TaskState]":
        open_states = TaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS)
        grants = grants_of(user)
        if grants.leads:
            return open_states
        from core.desk.stranded import stranded_at

        moderates, edits = grants.moderates | grants.deputises, grants.edits | grants.deputises_editing
        mine = Q(regionreviewtaskstate__region_id__in=moderates) | Q(
            regionreviewtaskstate__region_id__in=edits, regionreviewtaskstate__editorial=True
        )
        neighbours = Region.objects.filter(deputy_id__in=moderates).exclude(pk__in=moderates)
        return open_states.filter(mine | Q(pk__in=stranded_at(neighbours, open_states)))


def _specific(obj: Any) -> Any:
    return getattr(obj, "specific", obj)
