"""The states of the matrix, each reached by the services that people use. The letters stand in the tables."""

from typing import Any

from core import gate, review
from core.models import Decision
from tests.factories import make_lead_editor, publish

STATES = {
    "d": "draft",
    "a": "at the organisation's desk",
    "r": "at the region's desk",
    "c": "changes requested",
    "x": "rejected",
    "w": "withdrawn",
    "l": "live",
    "e": "live, with an edit at the region's desk",
}


def bring(obj: Any, state: str, author: Any) -> Any:
    """Take a fresh draft by `author` into the state of this letter."""
    if state == "d":
        return _fresh(obj)
    if state in "le":
        publish(obj, by=make_lead_editor())
        if state == "l":
            return _fresh(obj)
        _edit(_fresh(obj), author)
    review.submit(obj=_fresh(obj), user=author)
    if state == "a":
        return _fresh(obj)
    if state == "w":
        review.withdraw(obj=_fresh(obj), user=author)
        return _fresh(obj)
    _pass_organisation(_fresh(obj))
    if state == "c":
        _decide(_fresh(obj), review.REQUEST_CHANGES, comment="Bitte ein Bild ergänzen.")
    elif state == "x":
        _decide(_fresh(obj), review.REJECT, comment="Passt nicht.", reason=Decision.Reason.OFF_TOPIC)
    return _fresh(obj)


def _fresh(obj: Any) -> Any:
    return type(obj).objects.get(pk=obj.pk)


def _edit(obj: Any, author: Any) -> None:
    draft = obj.get_latest_revision_as_object()
    name = "title" if hasattr(draft, "title") else "name"
    setattr(draft, name, getattr(draft, name) + " (neu)")
    draft.save_revision(user=author)


def _pass_organisation(obj: Any) -> None:
    if hasattr(obj.current_workflow_task_state.specific, "actor_id"):
        _decide(obj, review.APPROVE)


def _decide(obj: Any, action: str, comment: str = "", reason: str = "") -> None:
    review.decide(
        task_state=obj.current_workflow_task_state,
        user=make_lead_editor(),
        action=action,
        shown=gate.shown_token(obj.get_latest_revision()),
        comment=comment,
        reason=reason,
    )
