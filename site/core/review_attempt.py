"""One visit to a review page: what is shown, and the decision that is tried."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import TaskState

from core import gate, review
from core.comparison.places import places_of
from core.models import Decision
from core.review_forms import DecisionForm, point_forms, rows_of, with_points
from core.review_panels import first_values
from core.review_points import open_request, wishes_in

MORE = "more_points"


@dataclass(slots=True)
class Attempt:
    """The forms to show, the status to answer with, and the decision if one was taken."""

    form: DecisionForm
    points: Any
    status: int = 200
    decision: Decision | None = None


def attempt(request: HttpRequest, task_state: TaskState, obj: Any, revision: Any) -> Attempt:
    """Fresh forms, or the decision that was sent; what was typed stays, whatever happens."""
    shown = gate.shown_token(revision)
    places = places_of(revision.as_object())
    if request.method != "POST":
        first = first_values(request, obj)
        drafted = [{"place": wish.place, "words": wish.words} for wish in wishes_in(first.pop("comment", ""))]
        rows = [*drafted, *_still_open(obj, places)]
        return Attempt(DecisionForm(initial={"shown": shown, **first}), point_forms(places, rows))
    form, points = DecisionForm(request.POST), point_forms(places, [], with_points(request.POST))
    if MORE in request.POST:
        typed = {name: form[name].value() for name in form.fields}
        return Attempt(DecisionForm(initial=typed), point_forms(places, points.typed()))
    asks = form.is_valid() and form.cleaned_data["action"] == review.REQUEST_CHANGES
    if asks and points.is_valid() and not points.wishes() and not form.cleaned_data["comment"].strip():
        form.add_error("comment", review.NO_WORDS)
    if not form.is_valid() or (asks and not points.is_valid()):
        return Attempt(form, points, status=422)
    try:
        decision = review.decide(
            task_state=task_state, user=request.user, wishes=points.wishes() if asks else (), **form.cleaned_data
        )
    except (review.ReviewError, gate.PublishRefused) as refusal:
        form.add_error(None, str(refusal))
        if isinstance(refusal, review.ChangedMeanwhile):
            # The words stay; the form now stands for what is shown beside it.
            form.data = {**request.POST.dict(), "shown": shown}
        return Attempt(form, points, status=409)
    return Attempt(form, points, decision=decision)


def _still_open(obj: Any, places: dict[str, str]) -> list[dict[str, str]]:
    """The points of the last request that the author has not ticked off."""
    request = open_request(obj)
    return rows_of([point for point in request.change_points.all() if point.done_at is None], places) if request else []
