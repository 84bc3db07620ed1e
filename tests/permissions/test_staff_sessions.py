"""What staff may do as staff needs a session with a second factor, on every address of the public site."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import gate
from core.models import Decision
from projects.models import ProjectPage
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_admin,
    make_contributor,
    make_editor,
    make_image,
    make_lead_editor,
    make_moderator,
    make_project,
    submit,
)
from tests.factories.people import PASSWORD
from tests.factories.sign_in import current_code, give_second_factor

pytestmark = pytest.mark.django_db

SET_UP, CONFIRM = "/konto/mfa/totp/activate/", "/konto/mfa/reauthenticate/"
STAFF: dict[str, Callable[[], Any]] = {
    "editor": lambda: make_editor("chemnitz"),
    "moderator": lambda: make_moderator("chemnitz"),
    "lead editor": make_lead_editor,
    "administrator": make_admin,
}
SECRET = "Streng geheimer Titel"


def by_password(user: Any) -> Client:
    """Signed in with the password alone."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def actor() -> Any:
    return make_actor("chemnitz")


@pytest.fixture
def project(actor: Any) -> ProjectPage:
    return make_project(user=make_contributor(actor), actor=actor, title=SECRET)


def review_of(project: ProjectPage) -> str:
    return reverse("review:decide", args=[submit(project, project.owner).pk])


def addresses(project: ProjectPage) -> dict[str, str]:
    """Every address about one project, with the organisation's list of people."""
    names = ("status", "preview", "pictures", "submit", "withdraw", "agree")
    return {
        **{name: reverse(f"projects:{name}", args=[project.pk]) for name in names},
        "step": reverse("projects:step", args=[project.pk, "kurz"]),
        "people": reverse("members:people", args=[project.actor_id]),
    }


def kept(project: ProjectPage) -> Any:
    """Everything that somebody could have changed."""
    decisions = list(Decision.objects.about(project).values_list("pk", flat=True))
    states = list(project.workflow_states.values_list("pk", "status"))
    return ProjectPage.objects.filter(pk=project.pk).values().get(), decisions, states, project.revisions.count()


@pytest.mark.parametrize("who", STAFF)
def test_the_password_alone_opens_no_address_about_a_members_project(who: str, project: ProjectPage) -> None:
    client, before = by_password(STAFF[who]()), kept(project)
    for name, address in addresses(project).items():
        if name != "agree":
            response = client.get(address)
            assert response.status_code == 302, name
            assert response["Location"].startswith(SET_UP), name
        response = client.post(address, {"summary": "Gekapert", "note": "Gekapert"})
        assert response.status_code in {302, 403, 405}, name
        assert SECRET not in response.content.decode(), name
    assert kept(project) == before


@pytest.mark.parametrize("who", STAFF)
def test_with_the_second_factor_they_open(who: str, project: ProjectPage, staff_client: Any) -> None:
    client = staff_client(STAFF[who]())
    for name in ("status", "preview", "pictures", "submit", "step", "people"):
        assert client.get(addresses(project)[name]).status_code == 200, name


@pytest.mark.parametrize("who", ["moderator", "lead editor", "administrator"])
def test_the_password_alone_decides_nothing(who: str, project: ProjectPage) -> None:
    address = review_of(project)
    client, before = by_password(STAFF[who]()), kept(project)
    response = client.get(address)
    assert response["Location"].startswith(f"{SET_UP}?next=")
    shown = gate.shown_token(project.get_latest_revision())
    response = client.post(address, {"action": "approve", "shown": shown})
    assert SECRET not in response.content.decode()
    assert kept(project) == before


def test_a_decision_typed_without_it_is_kept_and_can_be_sent_again(project: ProjectPage) -> None:
    address = review_of(project)
    response = by_password(make_moderator("chemnitz")).post(
        address, {"action": "reject", "comment": "Lange überlegte Worte"}
    )
    assert response.status_code == 403
    assert "Lange überlegte Worte" in response.content.decode()
    assert SET_UP in response.content.decode()


def test_after_the_code_the_review_opens(project: ProjectPage) -> None:
    address = review_of(project)
    moderator = make_moderator("chemnitz")
    secret = give_second_factor(moderator)
    client = by_password(moderator)
    door = client.get(address)["Location"]
    assert door.startswith(CONFIRM)
    assert "What you want to open needs a second factor" in client.get(door).content.decode()
    assert client.post(door, {"code": current_code(secret)})["Location"] == address
    assert client.get(address).status_code == 200


def test_setting_it_up_leads_to_the_review(project: ProjectPage) -> None:
    address = review_of(project)
    moderator, client = make_moderator("chemnitz"), Client()
    client.post("/konto/login/", {"login": moderator.email, "password": PASSWORD})
    page = client.get(client.get(address)["Location"])
    assert "What you want to open needs a second factor" in page.content.decode()
    client.post(SET_UP, {"code": current_code(page.context["form"].secret)})
    assert f'href="{address}"' in client.get("/konto/mfa/recovery-codes/").content.decode()


def test_who_decides_nothing_learns_nothing(project: ProjectPage) -> None:
    address = review_of(project)
    for user in (make_editor("chemnitz"), make_moderator("leipzig"), make_contributor(project.actor)):
        assert by_password(user).get(address).status_code == 404
    for name, path in addresses(project).items():
        if name != "agree":
            assert by_password(make_moderator("leipzig")).get(path).status_code == 404, name


def test_a_lead_of_the_organisation_needs_none(project: ProjectPage) -> None:
    lead = make_actor_lead(project.actor)
    address = review_of(project)
    shown = gate.shown_token(project.get_latest_revision())
    assert by_password(lead).get(address).status_code == 200
    by_password(lead).post(address, {"action": "approve", "shown": shown})
    assert Decision.objects.about(project).filter(kind=Decision.Kind.STAGE_APPROVED).exists()


def test_a_moderator_who_leads_the_organisation_decides_there_but_not_for_the_region(project: ProjectPage) -> None:
    both = make_moderator("chemnitz")
    both.memberships.create(actor=project.actor, role="lead")
    client = by_password(both)
    first = review_of(project)
    client.post(first, {"action": "approve", "shown": gate.shown_token(project.get_latest_revision())})
    second = ProjectPage.objects.get(pk=project.pk).current_workflow_task_state
    assert second.pk != int(first.rstrip("/").rpartition("/")[2])
    response = client.get(reverse("review:decide", args=[second.pk]))
    assert response["Location"].startswith(SET_UP)
    assert client.get(addresses(project)["status"]).status_code == 200


def test_an_editors_own_submission_by_password_does_not_skip_the_organisations_desk(actor: Any) -> None:
    make_actor_lead(actor)
    both = make_editor("chemnitz")
    both.memberships.create(actor=actor, role="contributor")
    project = make_project(user=both, actor=actor)
    by_password(both).post(reverse("projects:submit", args=[project.pk]))
    task = ProjectPage.objects.get(pk=project.pk).current_workflow_task_state.task.specific
    assert task._meta.model_name == "actorreviewtask"


@pytest.mark.parametrize("who", STAFF)
def test_files_of_drafts_stay_closed_to_the_password_alone(who: str, actor: Any, staff_client: Any) -> None:
    image = make_image(collection=actor.collection)
    user = STAFF[who]()
    assert by_password(user).get(image.file.url).status_code == 404
    assert staff_client(user).get(image.file.url).status_code == 200


def test_the_own_area_still_leads_staff_to_their_desk() -> None:
    assert 'href="/cms/"' in by_password(make_editor("chemnitz")).get("/mein-bereich/").content.decode()
