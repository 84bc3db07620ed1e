"""Small corrections by trusted organisations go live at once; the gate believes nobody that it is one."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from actors.members import trust
from actors.members.models import SmallCorrection, TrustedActor
from actors.members.models.trust import correctable_fields
from core import gate, review
from core.aftercare import take_downs
from core.aftercare.care import CareError
from core.gate import PublishRefused
from core.models import Decision
from projects.models import ProjectPage
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contributor,
    make_lead_editor,
    make_moderator,
    make_package,
    make_project,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor() -> Any:
    actor = make_actor("chemnitz")
    make_actor_lead(actor)
    TrustedActor.objects.create(actor=actor)
    for field in ("costs", "website", "page_topics"):
        SmallCorrection.objects.create(place=f"projects.projectpage.{field}")
    return actor


@pytest.fixture
def member(actor: Any) -> Any:
    return make_contributor(actor)


@pytest.fixture
def project(actor: Any) -> ProjectPage:
    return make_project(actor=actor, live=True, costs="40 Euro")


def edited(project: ProjectPage, by: Any, **fields: Any) -> ProjectPage:
    draft = ProjectPage.objects.get(pk=project.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=by, clean=False)
    return ProjectPage.objects.get(pk=project.pk)


def submitted(project: ProjectPage, by: Any) -> ProjectPage:
    client = Client()
    client.force_login(by)
    client.post(reverse("projects:submit", args=[project.pk]))
    return ProjectPage.objects.get(pk=project.pk)


def forged(project: ProjectPage, by: Any) -> None:
    """Code that writes the ledger itself and publishes."""
    revision = project.get_latest_revision()
    gate.record(Decision.Kind.CORRECTED, project, revision=revision, user=by)
    revision.publish(user=by, skip_permission_checks=True)


def test_a_small_correction_is_public_at_once_and_waits_for_a_check(project: ProjectPage, member: Any) -> None:
    page = submitted(edited(project, member, costs="50 Euro"), member)
    assert page.costs == "50 Euro"
    assert not page.has_unpublished_changes
    line = Decision.objects.about(page).latest("pk")
    assert (line.kind, line.user) == ("corrected", member)
    assert line in Decision.objects.to_countersign()
    client = Client()
    client.force_login(member)
    status = client.get(reverse("projects:status", args=[page.pk]))
    assert status.context["around"]["unchecked"] == line


def test_the_check_page_says_that_it_goes_live_at_once(project: ProjectPage, member: Any) -> None:
    client, address = Client(), reverse("projects:submit", args=[project.pk])
    client.force_login(member)
    edited(project, member, costs="50 Euro")
    assert client.get(address).context["at_once"] is True
    edited(project, member, effect="Anders.")
    assert client.get(address).context["at_once"] is False


def test_anything_more_is_reviewed(project: ProjectPage, member: Any) -> None:
    page = submitted(edited(project, member, costs="50 Euro", summary="Ganz anders."), member)
    assert page.costs == "40 Euro"
    assert page.current_workflow_state is not None


@pytest.mark.parametrize("case", ["not trusted", "a draft", "no member", "in review"])
def test_without_trust_membership_or_a_public_page_nothing_goes_live(
    case: str, actor: Any, member: Any, project: ProjectPage
) -> None:
    by = member
    if case == "not trusted":
        TrustedActor.objects.all().delete()
    elif case == "a draft":
        project = make_project(actor=actor)
    elif case == "no member":
        by = make_moderator("chemnitz")
    else:
        submitted(edited(project, member, summary="Ganz anders."), member)
    page = edited(project, by, costs="50 Euro")
    assert trust.correct(obj=page, user=by) is None
    if case == "in review":
        page = edited(page, by, summary="Noch anders.")
    with pytest.raises(PublishRefused):
        forged(page, by)
    assert ProjectPage.objects.get(pk=page.pk).costs != "50 Euro"


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": "Erschlichen."},
        {"title": "Erschlichen"},
        {"slug": "erschlichen"},
        {"search_description": "Erschlichen"},
        {"body": [{"type": "text", "value": "<p>Erschlichen</p>"}]},
        {"postcode": "04109"},
        {"seo_title": "Erschlichen"},
    ],
)
def test_the_gate_refuses_forged_corrections_of_other_fields(
    project: ProjectPage, member: Any, fields: dict[str, Any]
) -> None:
    page = edited(project, member, costs="50 Euro", **fields)
    with pytest.raises(PublishRefused):
        forged(page, member)
    assert ProjectPage.objects.get(pk=project.pk).costs == "40 Euro"


def test_the_gate_refuses_what_was_autosaved_after_the_decision(project: ProjectPage, member: Any) -> None:
    page = edited(project, member, costs="50 Euro")
    revision = page.get_latest_revision()
    gate.record(Decision.Kind.CORRECTED, page, revision=revision, user=member)
    draft = revision.as_object()
    draft.costs = "60 Euro"
    draft.save_revision(user=member, clean=False, overwrite_revision=revision)
    with pytest.raises(PublishRefused):
        page.get_latest_revision().publish(user=member, skip_permission_checks=True)


def test_a_live_revision_rewritten_in_place_is_no_measure(project: ProjectPage, member: Any) -> None:
    """Autosave may rewrite the very revision that went live; readers still see the row."""
    first = submitted(edited(project, member, costs="50 Euro"), member)
    live = first.live_revision
    draft = live.as_object()
    draft.summary = "Erschlichen."
    draft.save_revision(user=member, clean=False, overwrite_revision=live)
    page = edited(first, member, costs="60 Euro")
    with pytest.raises(PublishRefused):
        forged(page, member)
    assert ProjectPage.objects.get(pk=project.pk).summary != "Erschlichen."


def test_without_a_guard_no_correction_passes(project: ProjectPage, member: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(gate, "correction_guards", [])
    with pytest.raises(PublishRefused):
        forged(edited(project, member, costs="50 Euro"), member)


def test_trust_that_is_withdrawn_meanwhile_ends_at_the_gate(project: ProjectPage, member: Any) -> None:
    page = edited(project, member, costs="50 Euro")
    revision = page.get_latest_revision()
    gate.record(Decision.Kind.CORRECTED, page, revision=revision, user=member)
    TrustedActor.objects.all().delete()
    with pytest.raises(PublishRefused):
        revision.publish(user=member, skip_permission_checks=True)


def test_child_rows_count_by_what_they_say(project: ProjectPage, member: Any) -> None:
    page = ProjectPage.objects.get(pk=project.pk)
    draft = page.get_latest_revision_as_object()
    topic = make_topic()
    draft.page_topics = [type(draft.page_topics.all()[0])(topic=topic)]
    draft.save_revision(user=member, clean=False)
    page = submitted(page, member)
    assert [link.topic for link in page.page_topics.all()] == [topic]
    assert trust.changed_fields(page, page.get_latest_revision()) == set()


def test_only_real_fields_can_be_chosen_and_never_owner_place_or_dates() -> None:
    places = dict(correctable_fields())
    assert {"projects.projectpage.costs", "projects.projectpage.page_topics", "news.newspage.lead"} <= set(places)
    for name in ("actor", "region", "district", "slug", "live", "go_live_at", "review_date", "also_in", "owner"):
        assert f"projects.projectpage.{name}" not in places
    with pytest.raises(ValidationError):
        SmallCorrection(place="projects.projectpage.erfunden").full_clean()


def test_trust_and_fields_are_kept_by_lead_editors_alone(staff_client: Any) -> None:
    lead, actor = make_lead_editor(), make_actor()
    client = staff_client(lead)
    add_actor, add_field = reverse("trustedactor:add"), reverse("smallcorrection:add")
    for address in (add_actor, add_field, reverse("trustedactor:index"), reverse("smallcorrection:index")):
        assert client.get(address).status_code == 200, address
        assert staff_client(make_moderator("chemnitz")).get(address).status_code in (302, 403), address
    client.post(add_actor, {"actor": actor.pk})
    assert TrustedActor.objects.get().granted_by == lead
    client.post(add_field, {"place": "projects.projectpage.costs"})
    client.post(add_field, {"place": "projects.projectpage.erfunden"})
    assert [row.place for row in SmallCorrection.objects.all()] == ["projects.projectpage.costs"]


def test_a_correction_that_was_checked_comes_back_after_a_take_down(project: ProjectPage, member: Any) -> None:
    """Until then the desk is told to check it; the gate does not take it for a correction of what is public."""
    moderator = make_moderator("chemnitz")
    page = submitted(edited(project, member, costs="50 Euro"), member)
    take_downs.take_down(page=page, user=moderator, kind="offline", explanation="Umzug")
    with pytest.raises(CareError, match="has not been checked yet"):
        take_downs.restore(page=page, user=moderator, reason="Umgezogen")
    review.countersign(decision=Decision.objects.get(kind="corrected"), user=moderator)
    take_downs.restore(page=page, user=moderator, reason="Umgezogen")
    page = ProjectPage.objects.get(pk=project.pk)
    assert (page.live, page.costs) == (True, "50 Euro")


def test_a_correction_of_what_waits_for_a_package_is_reviewed(project: ProjectPage, member: Any) -> None:
    page = edited(project, member, costs="50 Euro")
    make_package(page)
    page = submitted(page, member)
    assert page.costs == "40 Euro"
    assert page.current_workflow_state is not None
