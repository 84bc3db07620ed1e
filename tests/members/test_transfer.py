"""Handing over: the lead of an organisation in one step, and a project from one organisation to another."""

import re
import threading
from contextlib import suppress
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from actors.members import services
from actors.models import Membership
from core.models import Decision
from projects import transfers
from projects.models import ProjectPage, ProjectTransfer
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contributor,
    make_image,
    make_lead_editor,
    make_moderator,
    make_project,
    submit,
)

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def giver() -> Any:
    return make_actor("chemnitz", name="Kulturkiste Zwickau")


@pytest.fixture
def receiver() -> Any:
    return make_actor("leipzig", name="Nachbarschaftshaus Plagwitz")


@pytest.fixture
def lead(giver: Any) -> Any:
    return make_actor_lead(giver)


@pytest.fixture
def other_lead(receiver: Any) -> Any:
    return make_actor_lead(receiver)


def test_the_lead_is_handed_over_in_one_step(giver: Any, lead: Any) -> None:
    colleague = make_contributor(giver)
    address = reverse("members:hand_over", args=[colleague.memberships.get().pk])
    client = signed_in(lead)
    assert client.get(address).status_code == 200
    client.post(address)
    assert colleague.memberships.get().role == "lead"
    assert lead.memberships.get().role == "contributor"
    assert [message.to for message in mail.outbox] == [[colleague.email]]
    assert client.post(address).status_code == 403


def test_nobody_else_hands_the_lead_over_and_nobody_gets_it_without_an_account(giver: Any, lead: Any) -> None:
    colleague = make_contributor(giver)
    membership = colleague.memberships.get()
    for person in (colleague, make_contributor(giver), make_moderator("chemnitz"), make_lead_editor()):
        with pytest.raises(PermissionDenied):
            services.hand_over(membership=membership, by=person)
    colleague.is_active = False
    colleague.save()
    with pytest.raises(services.MembersError):
        services.hand_over(membership=membership, by=lead)
    assert giver.memberships.active_leads().get().user == lead


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_handing_over_while_the_other_leaves_keeps_a_lead(giver: Any, lead: Any) -> None:
    colleague = make_contributor(giver)
    membership, barrier = colleague.memberships.get(), threading.Barrier(2)

    def hand_over() -> None:
        barrier.wait()
        with suppress(services.MembersError):
            services.hand_over(membership=membership, by=lead)
        connection.close()

    def leave() -> None:
        barrier.wait()
        with suppress(services.MembersError):
            services.end_membership(membership=Membership.objects.get(pk=membership.pk), by=colleague)
        connection.close()

    threads = [threading.Thread(target=step) for step in (hand_over, leave)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert giver.memberships.active_leads().count() == 1


@pytest.mark.parametrize("live", [True, False])
def test_a_project_changes_hands_and_keeps_its_place_and_its_public_page(
    giver: Any, receiver: Any, lead: Any, other_lead: Any, live: bool
) -> None:
    project = make_project("chemnitz", actor=giver, live=live)
    offered = transfers.offer(project=project, receiver=receiver, by=lead, note="Ihr macht weiter.")
    transfers.accept(transfer=offered, by=other_lead)
    project = ProjectPage.objects.get(pk=project.pk)
    assert (project.actor, project.region.slug, project.live) == (receiver, "chemnitz", live)
    assert project.get_latest_revision_as_object().actor == receiver
    line = Decision.objects.about(project).latest("pk")
    assert (line.kind, line.user, line.comment) == ("transferred", other_lead, f"{giver} → {receiver}")
    assert [message.to[0] for message in mail.outbox[-2:]] == [other_lead.email, lead.email]


@pytest.mark.indexed
def test_its_own_pictures_go_along_and_shared_ones_stay(giver: Any, receiver: Any, lead: Any, other_lead: Any) -> None:
    own, shared = make_image(collection=giver.collection), make_image(collection=giver.collection)
    body = [{"type": "image", "value": {"image": {"image": shared.pk, "alt_text": "Hof"}, "caption": ""}}]
    project = make_project("chemnitz", actor=giver, image=own, body=body)
    make_project("chemnitz", actor=giver, image=shared)
    transfers.accept(transfer=transfers.offer(project=project, receiver=receiver, by=lead), by=other_lead)
    own.refresh_from_db()
    shared.refresh_from_db()
    assert (own.collection, shared.collection) == (receiver.collection, giver.collection)


def test_nothing_changes_hands_during_a_review(giver: Any, receiver: Any, lead: Any, other_lead: Any) -> None:
    project = make_project("chemnitz", actor=giver)
    offered = transfers.offer(project=project, receiver=receiver, by=lead)
    submit(project, lead)
    with pytest.raises(transfers.TransferError):
        transfers.accept(transfer=offered, by=other_lead)
    transfers.take_back(transfer=offered, by=lead)
    with pytest.raises(transfers.TransferError):
        transfers.offer(project=project, receiver=receiver, by=lead)


def test_only_leads_offer_and_answer(giver: Any, receiver: Any, lead: Any, other_lead: Any) -> None:
    project = make_project("chemnitz", actor=giver)
    for person in (make_contributor(giver), other_lead, make_moderator("chemnitz"), make_lead_editor()):
        with pytest.raises(PermissionDenied):
            transfers.offer(project=project, receiver=receiver, by=person)
    offered = transfers.offer(project=project, receiver=receiver, by=lead)
    for person in (make_contributor(receiver), lead, make_moderator("leipzig"), make_lead_editor()):
        for step in (transfers.accept, transfers.decline):
            with pytest.raises(PermissionDenied):
                step(transfer=offered, by=person)
    with pytest.raises(PermissionDenied):
        transfers.take_back(transfer=offered, by=other_lead)


def test_there_is_one_open_offer_and_it_is_answered_once(giver: Any, receiver: Any, lead: Any, other_lead: Any) -> None:
    project = make_project("chemnitz", actor=giver)
    offered = transfers.offer(project=project, receiver=receiver, by=lead)
    with pytest.raises(transfers.TransferError):
        transfers.offer(project=project, receiver=receiver, by=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectTransfer.objects.create(page=project, giver=giver, receiver=receiver)
    transfers.decline(transfer=offered, by=other_lead)
    with pytest.raises(transfers.TransferError):
        transfers.accept(transfer=offered, by=other_lead)


@pytest.mark.parametrize("fields", [{"live": False}, {}])
def test_an_organisation_that_is_not_public_or_has_no_lead_gets_nothing(giver: Any, lead: Any, fields: Any) -> None:
    project = make_project("chemnitz", actor=giver)
    with pytest.raises(transfers.TransferError):
        transfers.offer(project=project, receiver=make_actor(**fields), by=lead)


def test_the_pages_of_a_transfer(giver: Any, receiver: Any, lead: Any, other_lead: Any) -> None:
    project = make_project("chemnitz", actor=giver, title="Reparaturtreff")
    giving, taking = signed_in(lead), signed_in(other_lead)
    address = reverse("projects:transfer", args=[project.pk])
    assert address in giving.get(reverse("projects:status", args=[project.pk])).content.decode()
    assert giving.post(address, {"organisation": "Nirgendwo e. V."}).status_code == 422
    guessed = giving.post(address, {"organisation": "Nachbarschaftshaus Plagwiz"})
    assert guessed.status_code == 422
    assert "Nachbarschaftshaus Plagwitz" in guessed.content.decode()
    chosen = {"organisation": "Nachbarschaftshaus Plagwiz", "actor": receiver.pk}
    assert giving.post(address, chosen).url == reverse("projects:status", args=[project.pk])
    answer = reverse("projects:transfer_answer", args=[ProjectTransfer.objects.get().pk])
    assert answer in taking.get(reverse("members:overview")).content.decode()
    assert giving.get(answer).status_code == 404
    assert "Reparaturtreff" in taking.get(answer).content.decode()
    assert taking.post(answer, {"do": "accept"}).status_code == 302
    assert taking.get(reverse("projects:status", args=[project.pk])).status_code == 200
    assert giving.get(reverse("projects:status", args=[project.pk])).status_code == 404


def test_every_form_of_the_status_page_carries_its_token(giver: Any, receiver: Any, lead: Any, other_lead: Any) -> None:
    project = make_project("chemnitz", actor=giver, user=lead)
    transfers.offer(project=project, receiver=receiver, by=lead)
    submit(project, lead)
    draft = ProjectPage.objects.get(pk=project.pk).get_latest_revision_as_object()
    draft.effect = "Von der Moderation berichtigt."
    draft.save_revision(user=make_moderator("chemnitz"))
    page = signed_in(lead).get(reverse("projects:status", args=[project.pk])).content.decode()
    forms = re.findall(r"<form[^>]*post.*?</form>", page, re.DOTALL)
    assert len(forms) == 2
    assert all("csrfmiddlewaretoken" in form for form in forms)
