"""A submission that waits for the region's decision, and everybody around it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from core.outside import services
from core.outside.models import Question
from core.review import active_state
from projects.models import ProjectPage
from tests.factories import make_actor, make_actor_lead, make_contributor, make_moderator, make_project, submit
from tests.outside.links import token_in


@dataclass
class World:
    """The organisation's lead has submitted a project; the region's moderator decides."""

    actor: Any
    lead: Any
    member: Any
    moderator: Any
    project: ProjectPage

    def fresh(self) -> ProjectPage:
        return ProjectPage.objects.get(pk=self.project.pk)

    @property
    def state(self) -> Any:
        return active_state(self.fresh())


@pytest.fixture
def world(db: None) -> World:
    actor = make_actor("chemnitz", name="Kinderhilfe Vogtland")
    lead, member = make_actor_lead(actor), make_contributor(actor)
    moderator = make_moderator("chemnitz", first_name="Kathrin", last_name="Uhlig")
    project = make_project(user=member, actor=actor, title="Suppe ohne Grenzen")
    submit(project, lead)
    return World(actor, lead, member, moderator, project)


@pytest.fixture
def ask(world: World) -> Callable[..., tuple[Question, str]]:
    """Asks as the moderator, unless told otherwise; gives the question and the token out of the mail."""

    def asked(**fields: Any) -> tuple[Question, str]:
        values = {
            "user": world.moderator,
            "name": "Dr. Ute Sander",
            "function": "Geschäftsführung",
            "email": "ute.sander@example.org",
            "language": "de",
            "words": "Stimmen die Zahlen?",
            "days": 7,
            **fields,
        }
        question = services.ask(obj=world.fresh(), **values)
        return question, token_in(question.email)

    return asked
