"""A question ends with its submission: decided, withdrawn, or replaced by other content."""

from typing import Any

from core.models import Decision
from core.outside.models import Question
from core.review_signals import decision_recorded

Kind = Decision.Kind

ENDS = (Kind.APPROVED, Kind.FORCED, Kind.CORRECTED, Kind.PACKAGED, Kind.REJECTED, Kind.WITHDRAWN)


def connect() -> None:
    decision_recorded.connect(end_questions, dispatch_uid="outside_end_questions")


def end_questions(sender: Any, decision: Decision, obj: Any, **kwargs: Any) -> None:
    """Runs with the decision, in its transaction."""
    waiting = Question.objects.about(obj).waiting()
    if decision.kind in ENDS:
        waiting.update(closed_by=decision)
    elif decision.kind == Kind.SUBMITTED:
        waiting.exclude(content_hash=decision.content_hash).update(closed_by=decision)
