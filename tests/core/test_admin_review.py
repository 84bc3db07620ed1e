"""The desk in the admin: queue and decision page."""

import pytest
from django.urls import reverse

from core import gate
from core.models import Decision
from projects.models import ProjectPage
from tests.factories import make_actor, make_contributor, make_editor, make_moderator, make_project, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make_contributor(make_actor())


@pytest.fixture
def task_state(member):
    page = make_project(user=member, actor=member.memberships.get().actor, title="Dorfladen Grünlichtenberg")
    return submit(page, member)


def post(client, task_state, **fields):
    page = ProjectPage.objects.get(pk=task_state.workflow_state.object_id)
    fields.setdefault("shown", gate.shown_token(page.get_latest_revision()))
    return client.post(reverse("core_review", args=[task_state.pk]), fields)


def test_a_moderator_finds_the_submission_in_the_queue(staff_client, task_state):
    response = staff_client(make_moderator("chemnitz")).get(reverse("core_review_queue"))
    assert "Dorfladen Grünlichtenberg" in response.content.decode()


def test_the_pages_of_a_review_have_a_heading(staff_client, task_state):
    client = staff_client(make_moderator("chemnitz"))
    for url, heading in (
        (reverse("core_review_queue"), "Reviews"),
        (reverse("core_review", args=[task_state.pk]), task_state.revision.object_str),
    ):
        title = client.get(url).content.decode().partition('id="header-title"')[2].partition("</h1>")[0]
        assert heading in title


def test_the_queue_of_another_region_stays_empty(staff_client, task_state):
    response = staff_client(make_moderator("leipzig")).get(reverse("core_review_queue"))
    assert "Dorfladen Grünlichtenberg" not in response.content.decode()


def test_an_editor_is_not_asked_about_members_content(staff_client, task_state):
    response = staff_client(make_editor("chemnitz")).get(reverse("core_review_queue"))
    assert "Dorfladen Grünlichtenberg" not in response.content.decode()


def test_the_decision_page_of_another_region_is_refused(staff_client, task_state):
    response = staff_client(make_moderator("leipzig")).get(reverse("core_review", args=[task_state.pk]))
    assert response.status_code in (302, 403)
    assert "Dorfladen Grünlichtenberg" not in response.content.decode()


def test_approval_publishes_and_leads_back_to_the_queue(staff_client, task_state):
    response = post(staff_client(make_moderator("chemnitz")), task_state, action="approve")
    assert response.url == reverse("core_review_queue")
    assert ProjectPage.objects.get().live


def test_a_stale_form_is_told_so_and_keeps_its_words(staff_client, task_state):
    response = post(
        staff_client(make_moderator("chemnitz")),
        task_state,
        action="request_changes",
        comment="Bitte Fotos",
        shown="1:x",
    )
    assert response.status_code == 409
    assert "Bitte Fotos" in response.content.decode()
    assert not Decision.objects.filter(kind="changes_requested").exists()


def test_asking_for_changes_without_words_is_refused(staff_client, task_state):
    response = post(staff_client(make_moderator("chemnitz")), task_state, action="request_changes")
    assert response.status_code == 422
    assert not Decision.objects.filter(kind="changes_requested").exists()


def test_a_rejection_needs_a_listed_reason(staff_client, task_state):
    moderator = make_moderator("chemnitz")
    post(staff_client(moderator), task_state, action="reject", comment="Doppelt", reason="nonsense")
    assert not Decision.objects.filter(kind="rejected").exists()
    post(staff_client(moderator), task_state, action="reject", comment="Doppelt", reason="duplicate")
    assert Decision.objects.get(kind="rejected").get_reason_display()


def test_wagtails_own_decision_address_leads_to_the_review_page(staff_client, task_state):
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[task_state.workflow_state.object_id, "approve", task_state.pk],
    )
    response = staff_client(make_moderator("chemnitz")).post(url)
    assert response.url == reverse("core_review", args=[task_state.pk])
    assert not ProjectPage.objects.get().live


def test_an_edit_form_without_its_fields_is_a_bad_request(staff_client, task_state):
    url = reverse("wagtailadmin_pages:edit", args=[task_state.workflow_state.object_id])
    assert staff_client(make_moderator("chemnitz")).post(url, {"title": "Nur ein Titel"}).status_code == 400


def test_the_dashboard_shows_the_own_queue(staff_client, task_state):
    response = staff_client(make_moderator("chemnitz")).get(reverse("wagtailadmin_home"))
    assert "Dorfladen Grünlichtenberg" in response.content.decode()
