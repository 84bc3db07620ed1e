"""Somebody's public project, and the mail that was written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from core import gate, review
from core.models import OutboxMessage
from projects.models import ProjectPage
from tests.factories import make_actor, make_actor_lead, make_contributor, make_moderator, make_project, publish, submit


@dataclass
class Case:
    """A project that its author submitted, with everybody who has to do with it."""

    page: Any
    actor: Any
    author: Any
    lead: Any
    moderator: Any

    @property
    def now(self) -> ProjectPage:
        return ProjectPage.objects.get(pk=self.page.pk)


@pytest.fixture
def case(db: None, settings: Any) -> Case:
    settings.EMAIL_BACKEND = "core.outbox.OutboxBackend"
    actor = make_actor("chemnitz")
    author, lead = (
        make_contributor(actor, email="autorin@example.org"),
        make_actor_lead(actor, email="lead@example.org"),
    )
    page = make_project("chemnitz", title="Suppenküche Sonnenberg", actor=actor, user=author)
    page.owner = author
    page.save(update_fields=["owner"])
    moderator = make_moderator("chemnitz", email="moderation@example.org")
    case = Case(publish(page, by=moderator), actor, author, lead, moderator)
    OutboxMessage.objects.all().delete()
    return case


@pytest.fixture
def mails() -> Callable[..., list[str]]:
    """Who got mail with these words in the subject, in order of writing."""

    def to(words: str = "") -> list[str]:
        rows = OutboxMessage.objects.order_by("pk")
        return sorted(address for row in rows if words in row.subject for address in row.recipients)

    return to


def approve(page: Any, by: Any) -> None:
    """Approve what is in review, as the form that was just opened shows it."""
    page = type(page).objects.get(pk=page.pk)
    review.decide(
        task_state=page.current_workflow_task_state,
        user=by,
        action=review.APPROVE,
        shown=gate.shown_token(page.get_latest_revision()),
    )


def edit_and_submit(page: Any, user: Any, **fields: Any) -> None:
    page = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=user, clean=False)
    submit(type(page).objects.get(pk=page.pk), user)
