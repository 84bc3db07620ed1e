"""Deciding on the public site, as a lead of an organisation does it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import gate
from core.models import Decision
from projects.models import ProjectPage
from tests.factories import make_actor, make_actor_lead, make_contributor, make_moderator, make_project, publish, submit

pytestmark = pytest.mark.django_db


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def actor() -> Any:
    return make_actor("chemnitz")


@pytest.fixture
def member(actor: Any) -> Any:
    return make_contributor(actor)


@pytest.fixture
def lead(actor: Any) -> Any:
    return make_actor_lead(actor)


@pytest.fixture
def project(member: Any, actor: Any, lead: Any) -> ProjectPage:
    make_moderator("chemnitz")
    return make_project(user=member, actor=actor)


@pytest.fixture
def url(project: ProjectPage, member: Any) -> str:
    return reverse("review:decide", args=[submit(project, member).pk])


def shown(project: ProjectPage) -> str:
    return gate.shown_token(ProjectPage.objects.get(pk=project.pk).get_latest_revision())


def kinds(project: ProjectPage) -> list[str]:
    return list(Decision.objects.about(project).values_list("kind", flat=True))


def test_the_lead_sees_facts_history_and_a_way_to_the_preview(url: str, lead: Any, project: ProjectPage) -> None:
    answer = client_of(lead).get(url)
    assert answer.status_code == 200
    assert answer.context["preview_url"] == reverse("projects:preview", args=[project.pk])
    assert any(fact["value"] == project.actor.name for fact in answer.context["facts"])
    assert answer.context["form"].initial["shown"] == shown(project)


def test_the_leads_approval_passes_it_on_to_the_region(url: str, lead: Any, project: ProjectPage) -> None:
    client_of(lead).post(url, {"action": "approve", "shown": shown(project)})
    assert kinds(project) == [Decision.Kind.SUBMITTED, Decision.Kind.STAGE_APPROVED]
    assert not ProjectPage.objects.get(pk=project.pk).live


def test_the_regions_moderator_may_decide_here_too(
    project: ProjectPage, member: Any, lead: Any, staff_client: Any
) -> None:
    moderator = make_moderator("chemnitz")
    submit(project, lead)
    state = ProjectPage.objects.get(pk=project.pk).current_workflow_task_state
    staff_client(moderator).post(
        reverse("review:decide", args=[state.pk]), {"action": "approve", "shown": shown(project)}
    )
    assert ProjectPage.objects.get(pk=project.pk).live


def test_requested_changes_need_words(url: str, lead: Any, project: ProjectPage) -> None:
    answer = client_of(lead).post(url, {"action": "request_changes", "shown": shown(project), "comment": " "})
    assert answer.status_code == 422
    assert "comment" in answer.context["form"].errors
    assert kinds(project) == [Decision.Kind.SUBMITTED]


def test_a_rejection_needs_a_reason(url: str, lead: Any, project: ProjectPage) -> None:
    answer = client_of(lead).post(url, {"action": "reject", "shown": shown(project), "comment": "Nein, weil"})
    assert answer.status_code == 422
    assert "Nein, weil" in answer.content.decode()


def test_a_text_that_changed_meanwhile_is_not_approved_and_the_words_stay(
    url: str, lead: Any, member: Any, project: ProjectPage
) -> None:
    token = shown(project)
    draft = ProjectPage.objects.get(pk=project.pk).get_latest_revision_as_object()
    draft.summary = "Anders"
    draft.save_revision(user=member, clean=False)
    answer = client_of(lead).post(url, {"action": "approve", "shown": token, "comment": "Gefällt mir"})
    assert answer.status_code == 409
    assert "Gefällt mir" in answer.content.decode()
    assert answer.context["form"].data["shown"] == shown(project)
    assert kinds(project) == [Decision.Kind.SUBMITTED]


def test_deciding_twice_is_harmless(url: str, lead: Any, project: ProjectPage) -> None:
    token = shown(project)
    client_of(lead).post(url, {"action": "approve", "shown": token})
    assert client_of(lead).post(url, {"action": "approve", "shown": token}).status_code == 409
    assert kinds(project).count(Decision.Kind.STAGE_APPROVED) == 1


def test_a_decided_review_offers_no_form(url: str, lead: Any, project: ProjectPage) -> None:
    client_of(lead).post(url, {"action": "approve", "shown": shown(project)})
    answer = client_of(lead).get(url)
    assert answer.status_code == 200
    assert not answer.context["is_open"]


def test_an_edit_of_something_public_names_what_changes(member: Any, actor: Any, lead: Any) -> None:
    live = publish(make_project(user=member, actor=actor))
    draft = live.get_latest_revision_as_object()
    draft.problem, draft.costs = "Ein anderes Problem", "12 Euro"
    draft.save_revision(user=member, clean=False)
    answer = client_of(lead).get(reverse("review:decide", args=[submit(live, member).pk]))
    labels = {str(ProjectPage._meta.get_field(name).verbose_name) for name in ("problem", "costs")}
    (comparison,) = answer.context["comparisons"]
    assert {change.label for change in comparison.changes} == labels


def test_nobody_else_finds_the_review(url: str, member: Any) -> None:
    for stranger in (member, make_actor_lead(make_actor()), make_moderator("chemnitz"), make_moderator("leipzig")):
        assert client_of(stranger).get(url).status_code == 404
        assert client_of(stranger).post(url, {"action": "approve"}).status_code == 404


def test_visitors_are_asked_to_sign_in(url: str) -> None:
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize("pk", ["0", "999999999", "9" * 40, "9" * 5000])
def test_a_review_that_does_not_exist_is_not_found(lead: Any, pk: str) -> None:
    assert client_of(lead).get(f"/mein-bereich/pruefung/{pk}/").status_code == 404


@pytest.mark.parametrize("value", ["", "\x00", "x" * 10_000, "approve\x00"])
def test_no_value_breaks_the_form(url: str, lead: Any, value: str) -> None:
    answer = client_of(lead).post(url, dict.fromkeys(("action", "comment", "reason", "shown"), value))
    assert answer.status_code in {400, 422}
