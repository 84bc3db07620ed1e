"""Offers and needs of the demo, written by people of their organisations and approved by the desk."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from actors.board import services
from actors.board.forms import EntryForm
from actors.board.models import BoardEntry, EntryTerm, Outcome
from actors.models import Actor
from core import gate, review
from core.models import TargetGroup, Topic
from portal.demo.content import read

WAITS = "waits"


def load_board() -> None:
    """All of them, unless somebody has written already."""
    if BoardEntry.objects.exists():
        return
    for entry in read("board")["entry"]:
        _write(entry)


@transaction.atomic
def _write(entry: dict[str, Any]) -> None:
    actor = Actor.objects.filter(slug=entry["actor"], live=True).first()
    writer = actor and actor.memberships.filter(user__is_active=True).order_by("pk").first()
    if actor is None or not writer:
        return
    today = timezone.localdate()
    form = EntryForm(
        {
            **{name: entry[name] for name in ("kind", "title", "postcode")},
            "text": entry["text"].strip(),
            "topics": [str(pk) for pk in Topic.objects.filter(slug__in=entry["topics"]).values_list("pk", flat=True)],
            "target_groups": [
                str(pk)
                for pk in TargetGroup.objects.filter(slug__in=entry["target_groups"]).values_list("pk", flat=True)
            ],
            "until": today + timedelta(days=max(entry["days"], 1)),
        }
    )
    if not form.is_valid():
        raise ValueError(f"{entry['slug']}: {form.errors}")
    made = services.write(user=writer.user, form=form, actor=actor)
    if entry["state"] == WAITS:
        return
    state = review.active_state(made)
    if state is None:
        raise ValueError(f"{entry['slug']} was not submitted")
    task_state: Any = state.current_task_state.specific
    shown = gate.shown_token(made.get_latest_revision())
    moderator = review.reviewers_to_ask(made)[0]
    review.decide(task_state=task_state, user=moderator, action=review.APPROVE, shown=shown)
    made = BoardEntry.objects.get(pk=made.pk)
    if entry["state"] in Outcome.values:
        services.close(entry=made, user=writer.user, outcome=entry["state"])
    else:
        EntryTerm.objects.filter(entry=made).update(until=today + timedelta(days=entry["days"]))
