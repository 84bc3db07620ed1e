"""The lead's overview of everything of the organisation, and the agency's overview of its organisations."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from actors.members.backlog import backlog_of
from actors.members.everything import everything_of
from core import gate, review
from core.models import RegionReviewTaskState
from projects.models import ProjectPage
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_mentor,
    make_moderator,
    make_news,
    make_project,
    submit,
)

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def actor() -> Any:
    return make_actor("chemnitz", name="Kulturkiste Zwickau")


def request_changes(project: Any) -> None:
    project = type(project).objects.get(pk=project.pk)
    review.decide(
        task_state=project.current_workflow_task_state,
        user=make_lead_editor(),
        action=review.REQUEST_CHANGES,
        shown=gate.shown_token(project.get_latest_revision()),
        comment="Bitte ein Bild.",
    )


def a_region_at_work(actor: Any) -> None:
    lead = make_actor_lead(actor)
    make_project(actor=actor, user=lead, title="Entwurf")
    make_project(actor=actor, user=lead, title="Öffentlich", live=True)
    submit(make_project(actor=actor, user=lead, title="In Prüfung"), lead)
    late = make_project(actor=actor, user=lead, title="Überfällig")
    submit(late, lead)
    states = RegionReviewTaskState.objects.filter(workflow_state__object_id=str(late.pk))
    states.update(due_on=timezone.localdate() - timedelta(days=1))
    asked = make_project(actor=actor, user=lead, title="Zurück")
    submit(asked, lead)
    request_changes(asked)


def test_the_lead_sees_every_kind_of_thing_and_what_comes_next(actor: Any) -> None:
    a_region_at_work(actor)
    make_news(actor=actor, title="Unsere Meldung")
    make_mentor(actor=actor, name="Hanna Groß")
    make_project(actor=make_actor(), title="Fremd")
    items = {item.title: item for item in everything_of(actor, 1).object_list}
    assert set(items) == {
        "Entwurf", "Öffentlich", "In Prüfung", "Überfällig", "Zurück", "Unsere Meldung", "Hanna Groß", actor.name,
    }  # fmt: skip
    assert {title: str(items[title].standing) for title in ("Entwurf", "Öffentlich", "In Prüfung", "Zurück")} == {
        "Entwurf": "draft", "Öffentlich": "live", "In Prüfung": "in_review", "Zurück": "changes_requested",
    }  # fmt: skip
    assert items["Entwurf"].next_step
    assert items["Entwurf"].url == reverse("projects:status", args=[_project("Entwurf").pk])


def _project(title: str) -> Any:
    return ProjectPage.objects.get(title=title)


def test_everything_is_for_leads_and_lead_editors(actor: Any, staff_client: Any) -> None:
    address = reverse("members:everything", args=[actor.pk])
    assert signed_in(make_actor_lead(actor)).get(address).status_code == 200
    assert staff_client(make_lead_editor()).get(address).status_code == 200
    assert signed_in(make_contributor(actor)).get(address).status_code == 403
    assert staff_client(make_moderator("chemnitz")).get(address).status_code == 403
    assert signed_in(make_actor_lead(make_actor())).get(address).status_code == 404
    assert signed_in(make_actor_lead(actor)).get(address + "?page=9999999999999999999999").status_code == 200


def test_everything_costs_the_same_with_two_and_with_twenty(actor: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            everything_of(actor, 1)
        return len(captured)

    a_region_at_work(actor)
    everything_of(actor, 1)
    few = queries()
    for _number in range(18):
        make_project(actor=actor)
    assert queries() == few


def test_the_agency_sees_numbers_per_organisation(actor: Any) -> None:
    a_region_at_work(actor)
    make_project("leipzig", actor=make_actor("leipzig"))
    (row,) = backlog_of(make_moderator("chemnitz"))
    assert (row.drafts, row.in_review, row.changes, row.overdue, row.public) == (1, 2, 1, 1, 1)
    oldest = WorkflowState.objects.filter(status="in_progress").earliest("created_at")
    assert row.oldest == oldest.created_at
    assert len(backlog_of(make_lead_editor())) == 2
    assert backlog_of(make_editor("leipzig"))[0].drafts == 1


@pytest.mark.parametrize(
    ("which", "shown"), [("overdue", 1), ("waiting", 1), ("changes", 1), ("drafts", 1), ("nothing", 1), ("", 2)]
)
def test_the_overview_is_filtered(actor: Any, which: str, shown: int) -> None:
    a_region_at_work(actor)
    make_actor("chemnitz", name="Leeres Haus")
    user = make_moderator("chemnitz")
    assert len(backlog_of(user, which=which)) == shown
    assert [row.actor.name for row in backlog_of(user, query="leeres")] == ["Leeres Haus"]
    assert backlog_of(user, region="leipzig") == []


def test_the_overview_is_for_the_staff_and_takes_any_query(actor: Any, staff_client: Any) -> None:
    a_region_at_work(actor)
    address = reverse("members_backlog")
    moderator = staff_client(make_moderator("chemnitz"))
    assert actor.name in moderator.get(address).content.decode()
    assert moderator.get(address + "?region=%27&which=x&page=-1&q=" + "a" * 900).status_code == 200
    assert actor.name not in staff_client(make_moderator("leipzig")).get(address).content.decode()
    assert signed_in(make_actor_lead(actor)).get(address).status_code in (302, 403)


def test_the_overview_costs_the_same_with_3_and_300_organisations(actor: Any, staff_client: Any) -> None:
    a_region_at_work(actor)
    client, address = staff_client(make_moderator("chemnitz")), reverse("members_backlog")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    for number in range(2):
        make_actor("chemnitz", slug=f"wenige-{number}")
    client.get(address)
    few = queries()
    many = [type(actor)(name=f"Verein {number}", slug=f"viele-{number}", region=actor.region) for number in range(297)]
    type(actor).objects.bulk_create(many)
    assert queries() == few
