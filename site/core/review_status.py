"""Where something stands on its way to publication, in words for its author: stages, dates, reasons, next promise."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import TaskState, WorkflowState

from core import gate
from core.models import ChangePoint, Decision
from core.permissions import owns
from core.review import active_state, may_withdraw
from core.review_points import ROUND_ENDS


class Standing(TextChoices):
    """The states an author can meet; a live object may at the same time have an edit in one of the first four."""

    DRAFT = "draft", gettext_lazy("Draft")
    IN_REVIEW = "in_review", gettext_lazy("In review")
    CHANGES_REQUESTED = "changes_requested", gettext_lazy("Changes requested")
    REJECTED = "rejected", gettext_lazy("Rejected")
    HELD = "held", gettext_lazy("Approved, not public yet")
    LIVE = "live", gettext_lazy("Public")
    OFFLINE = "offline", gettext_lazy("Taken offline")


@dataclass(frozen=True, slots=True)
class Status:
    """Everything the status page says about one object."""

    standing: Standing
    live: bool
    timeline: list[dict[str, Any]]
    promise: str = ""
    promised_day: date | None = None
    request: Decision | None = None
    points: list[ChangePoint] = field(default_factory=list)
    agreement: str = ""
    can_withdraw: bool = False

    @property
    def label(self) -> str:
        """The state in one or two words; a public object keeps saying so."""
        if self.live and self.standing != Standing.LIVE:
            return _("Public, an edit is: %(state)s") % {"state": self.standing.label}
        return str(self.standing.label)

    @property
    def can_submit(self) -> bool:
        return self.standing in (Standing.DRAFT, Standing.CHANGES_REQUESTED, Standing.REJECTED, Standing.OFFLINE)


def status_of(obj: Any, user: Any) -> Status:
    """The state of an object with its history, as its author reads it."""
    decisions = _decisions(obj)
    state = active_state(obj)
    task_state = state.current_task_state.specific if state and state.current_task_state_id else None
    standing = standing_of(obj, state, decisions)
    held = words_of_holder(obj) if standing == Standing.HELD else ""
    promised_day = getattr(task_state, "due_on", None) if standing == Standing.IN_REVIEW else None
    request = _last(decisions, Decision.Kind.CHANGES_REQUESTED) if standing == Standing.CHANGES_REQUESTED else None
    return Status(
        standing=standing,
        live=bool(obj.live),
        timeline=[
            *(_event(decision, obj, shown_apart=decision is request) for decision in decisions),
            *_ahead(obj, standing, task_state, promised_day),
        ],
        promise=held or _promise(obj, standing, task_state, promised_day),
        promised_day=promised_day,
        request=request,
        points=points_of(request),
        agreement=agreement_wanted(obj, task_state, user) if standing == Standing.IN_REVIEW else "",
        can_withdraw=state is not None and may_withdraw(user, obj, state),
    )


def _decisions(obj: Any) -> list[Decision]:
    """The ledger on this object, each person loaded once."""
    lines = Decision.objects.about(obj).select_related("user", "region", "outside_question", "outside_answer")
    lines = lines.defer("outside_question__content", "outside_answer__content").prefetch_related(
        "region__texts", "change_points"
    )
    people: dict[int, Any] = {}
    decisions = list(lines.order_by("decided_at", "pk"))
    for decision in decisions:
        if decision.user is not None:
            decision.user = people.setdefault(decision.user.pk, decision.user)
    return decisions


def standing_of(obj: Any, state: WorkflowState | None, decisions: list[Decision]) -> Standing:
    """The state by its open review and the ledger, oldest line first."""
    if state is not None:
        needs_changes = state.status == WorkflowState.STATUS_NEEDS_CHANGES
        return Standing.CHANGES_REQUESTED if needs_changes else Standing.IN_REVIEW
    newest = decisions[-1] if decisions else None
    revision_id = obj.latest_revision_id
    if newest and newest.kind == Decision.Kind.REJECTED and newest.revision_id == revision_id:
        return Standing.REJECTED
    if obj.live and not obj.has_unpublished_changes:
        return Standing.LIVE
    if newest and newest.kind == Decision.Kind.UNPUBLISHED and not obj.live:
        return Standing.OFFLINE
    # What was approved and is not public waits for a minute, unless it was changed in place since.
    approved = any(line.kind == Decision.Kind.APPROVED and line.revision_id == revision_id for line in decisions)
    return Standing.HELD if approved and words_of_holder(obj) else Standing.DRAFT


def words_of_holder(obj: Any) -> str:
    """When the approved latest draft becomes public; empty where it waits for nothing or is not approved."""
    held = gate.held_back(obj)
    revision = obj.get_latest_revision() if held else None
    return held if revision and not gate.why_not_approved(obj, revision) else ""


def points_of(request: Decision | None) -> list[ChangePoint]:
    """What a reviewer wants changed, point by point."""
    return list(request.change_points.all()) if request else []


def answer_to_requests(obj: Any) -> Decision | None:
    """The author's answer to requested changes, as long as the round it belongs to is open; with the points it is about."""
    last = (
        Decision.objects.about(obj)
        .filter(kind__in=[Decision.Kind.ANSWERED, *ROUND_ENDS])
        .select_related("user", "refers_to")
        .prefetch_related("refers_to__change_points")
        .last()
    )
    return last if last and last.kind == Decision.Kind.ANSWERED and (last.comment or last.refers_to_id) else None


def office_of(decision: Decision, obj: Any) -> str:
    """Who acted, named by role: colleagues by name, the region's desk as a desk."""
    if decision.user is None:
        return decision.person_outside
    if owns(decision.user, obj):
        return f"{decision.user}, {obj.actor}" if getattr(obj, "actor", None) else str(decision.user)
    return desk_of(decision.region)


def desk_of(region: Any) -> str:
    """The editorial desk that answers for a region."""
    return _("Editorial desk, %(region)s") % {"region": region.label} if region else _("Statewide editorial desk")


def _last(decisions: list[Decision], kind: str) -> Decision | None:
    return next((decision for decision in reversed(decisions) if decision.kind == kind), None)


def _event(decision: Decision, obj: Any, *, shown_apart: bool) -> dict[str, Any]:
    problem = decision.kind in (Decision.Kind.CHANGES_REQUESTED, Decision.Kind.REJECTED)
    asked = decision.person_outside if decision.kind == Decision.Kind.OUTSIDE_ASKED else ""
    words = [decision.get_reason_display() if decision.reason else "", asked, decision.full_words]
    return {
        "title": decision.get_kind_display(),
        "date": decision.decided_at,
        "actor": office_of(decision, obj),
        "text": "" if shown_apart else "\n".join(word for word in words if word),
        "state": "problem" if problem else "done",
    }


def _ahead(obj: Any, standing: Standing, task_state: TaskState | None, day: date | None) -> list[dict[str, Any]]:
    """The present stage and what is still to come."""
    if standing == Standing.LIVE:
        return [{"title": _("Public"), "date": obj.last_published_at, "state": "current"}]
    now = {
        Standing.DRAFT: {"title": _("Draft: only your organisation and the editorial desk can see it")},
        Standing.REJECTED: {"title": _("Closed. You may change the draft and submit it again.")},
        Standing.CHANGES_REQUESTED: {"title": _("It is your turn: please answer the points")},
        Standing.HELD: {"title": _("Approved: waits for its day")},
        Standing.OFFLINE: {"title": _("Offline: readers see why. An approved edit makes it public again.")},
        Standing.IN_REVIEW: {"title": _stage(obj, task_state), "text": _until(day)},
    }[standing]
    ahead = [{**now, "state": "current"}]
    if standing != Standing.REJECTED:
        ahead.append({"title": _("Changes become public") if obj.live else _("Public"), "state": "todo"})
    return ahead


def _stage(obj: Any, task_state: TaskState | None) -> str:
    if task_state is not None and hasattr(task_state, "editorial"):
        return _("In review: %(desk)s") % {"desk": desk_of(obj.governing_region)}
    return _("In review: your organisation")


def _until(day: date | None) -> str:
    return _("Answer by %(day)s") % {"day": date_format(day, "DATE_FORMAT")} if day else ""


def _promise(obj: Any, standing: Standing, task_state: TaskState | None, day: date | None) -> str:
    """What happens next, and by when."""
    if standing == Standing.IN_REVIEW:
        if day and task_state is not None and hasattr(task_state, "editorial"):
            return _("You will have an answer by %(day)s.") % {"day": date_format(day, "DATE_FORMAT")}
        return _("A lead of your organisation decides first. Then the region's editorial desk answers.")
    if standing == Standing.CHANGES_REQUESTED:
        return _("As soon as you send your answer, the review goes on where it stopped.")
    return ""


def agreement_wanted(obj: Any, task_state: TaskState | None, user: Any) -> str:
    """The token of a reviewer's own correction, which waits for another person's agreement; else empty."""
    revision = obj.get_latest_revision()
    if task_state is None or revision is None or revision.user is None or revision.user_id == user.pk:
        return ""
    if not task_state.task.specific.may_decide(obj, revision.user):
        return ""
    agreed = Decision.objects.about(obj).filter(
        kind=Decision.Kind.AGREED, revision=revision, content_hash=gate.content_hash(revision)
    )
    return "" if agreed.exists() else gate.shown_token(revision)
