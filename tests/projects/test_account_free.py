"""Beginning without an account: link, steps, account, organisation; and every link that must not open anything."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from actors.members.claims import services as claims
from actors.members.models import ActorClaim
from actors.models import Actor
from core import gate, review
from core.models import Decision
from core.retention import purge_expired
from projects import account_free
from projects.models import ProjectPage, ProjectRequest
from tests.factories import (
    make_actor,
    make_contributor,
    make_moderator,
    make_project,
    make_target_group,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db

BEGIN = "/mein-bereich/projekte/beginnen/"
EMAIL = "karla@kulturkiste.example.org"
NEW = {"first_name": "Karla", "last_name": "Neumann", "password1": "drei-rote-kraniche"}
NEW["password2"] = NEW["password1"]
BASICS = {
    "title": "Suppe ohne Grenzen",
    "postcode": "09130",
    "organisation": "Kulturkiste Sonnenberg",
    "first_name": "Karla",
    "last_name": "Neumann",
    "email": EMAIL,
}


@pytest.fixture
def actor() -> Actor:
    return make_actor("chemnitz", name="Kulturkiste Sonnenberg", website="https://kulturkiste.example.org")


def begun(**fields: Any) -> str:
    """The link that somebody gets who begins."""
    response = Client().post(BEGIN, BASICS | fields)
    assert response.status_code == 200, response.context["form"].errors
    found = re.search(r"https?://[^/]+(/mein-bereich/projekte/beginnen/\S+)", mail.outbox[-1].body)
    assert found
    return found[1]


def confirmed(**fields: Any) -> str:
    link = begun(**fields)
    assert Client().post(link).status_code == 302
    return link


def fill_in(link: str) -> None:
    """The steps, as far as they are needed to submit."""
    topic, group = make_topic("Nachbarschaft"), make_target_group("Familien")
    steps = {
        "kurz": {"summary": "Wir kochen.", "topics": [topic.slug], "target_groups": [group.slug], "phase": "idea"},
        "geschichte": {"problem": "Viele essen allein.", "approach": "Wir kochen zusammen."},
        "nachmachen": {"costs": "40 Euro je Abend."},
    }
    for step, data in steps.items():
        assert Client().post(f"{link}{step}/", data).status_code == 302


def with_account(link: str) -> Client:
    client = Client()
    assert client.post(f"{link}konto/", NEW).status_code == 302
    return client


def adopting(client: Client, **data: Any) -> Any:
    return client.post(reverse("projects:adopt", args=[ProjectRequest.objects.latest("pk").pk]), data)


def test_without_a_session_the_start_leads_to_the_start_without_an_account() -> None:
    response = Client().get(reverse("projects:start"))
    assert response.url == BEGIN
    page = Client().get(BEGIN)
    assert page.status_code == 200
    assert "sessionid" not in page.cookies


def test_the_whole_way_from_the_link_to_a_draft_of_the_own_organisation(actor: Actor) -> None:
    link = confirmed()
    fill_in(link)
    client = with_account(link)
    assert adopting(client, do="claim").status_code == 302
    page = ProjectPage.objects.get()
    assert (page.actor, page.live, page.region.slug) == (actor, False, "chemnitz")
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.summary, draft.costs) == ("Suppe ohne Grenzen", "Wir kochen.", "40 Euro je Abend.")
    assert draft.page_topics.count() == draft.page_target_groups.count() == 1
    assert ProjectRequest.objects.get().steps == {}
    assert adopting(client, do="claim").url == reverse("projects:status", args=[page.pk])
    assert client.post(reverse("projects:submit", args=[page.pk])).status_code == 302
    assert Decision.objects.about(page).filter(kind="submitted").exists()
    assert Client().get(link).status_code == 410


def test_an_organisation_is_chosen_among_those_of_a_like_name(actor: Actor) -> None:
    asked = Client().post(BEGIN, BASICS | {"organisation": "Kulturkiste"})
    assert asked.status_code == 422
    assert "Kulturkiste Sonnenberg" in asked.content.decode()
    begun(organisation="Kulturkiste", actor=actor.pk)
    begun(organisation="Kulturkiste", actor="-", email="b@example.org")
    assert list(ProjectRequest.objects.order_by("pk").values_list("actor", flat=True)) == [actor.pk, None]
    assert Client().post(BEGIN, BASICS | {"organisation": "Kulturkiste", "actor": "999999"}).status_code == 422


@pytest.mark.parametrize(
    "wrong", [{"postcode": "10115"}, {"email": "kein"}, {"title": ""}, {"organisation": ""}, {"last_name": "x" * 900}]
)
def test_wrong_input_is_refused_in_words(wrong: dict[str, str]) -> None:
    assert Client().post(BEGIN, BASICS | wrong).status_code == 422
    assert not ProjectRequest.objects.exists()


def test_what_exists_already_is_shown_before_anything_is_kept(actor: Actor) -> None:
    make_project(live=True, title="Suppe ohne Grenzen")
    asked = Client().post(BEGIN, BASICS)
    assert asked.status_code == 409
    assert not ProjectRequest.objects.exists()
    assert Client().post(BEGIN, BASICS | {"seen": BASICS["title"]}).status_code == 200


def test_a_mail_scanner_that_follows_the_link_confirms_nothing(actor: Actor) -> None:
    link = begun()
    assert Client().get(link).status_code == 200
    assert Client().get(f"{link}kurz/").url == link
    assert Client().post(f"{link}kurz/", {"summary": "Zu früh"}).url == link
    assert Client().get(f"{link}konto/").url == link
    assert ProjectRequest.objects.get().confirmed_at is None


def test_saving_makes_the_link_last_longer_and_reading_does_not(actor: Actor) -> None:
    link = confirmed()
    ProjectRequest.objects.update(expires_at=timezone.now() + timedelta(days=1))
    Client().get(f"{link}kurz/")
    assert ProjectRequest.objects.get().expires_at < timezone.now() + timedelta(days=2)
    Client().post(f"{link}kurz/", {"summary": "Wir kochen."})
    assert ProjectRequest.objects.get().expires_at > timezone.now() + timedelta(days=29)
    assert "Wir kochen." in Client().get(f"{link}kurz/").content.decode()


def test_links_that_are_old_or_guessed_open_nothing(actor: Actor) -> None:
    link = confirmed()
    assert Client().get(reverse("projects:resume", args=["geraten"])).status_code == 404
    assert Client().get(f"{link}gibt-es-nicht/").status_code == 404
    ProjectRequest.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    for address in (link, f"{link}kurz/", f"{link}konto/"):
        assert Client().get(address).status_code == 410
        assert Client().post(address, {"summary": "Zu spät"}).status_code == 410


def test_a_step_takes_what_fits_and_no_more(actor: Actor) -> None:
    link = confirmed()
    assert Client().post(f"{link}geschichte/", {"problem": "x" * 5000}).status_code == 422
    assert Client().post(f"{link}geschichte/", {"website": "https://" + "a" * 900}).status_code == 422
    assert Client().post(f"{link}kurz/", {"topics": ["'; drop"], "phase": "x"}).status_code == 422


def test_only_the_person_of_the_address_takes_it_over(actor: Actor) -> None:
    link = confirmed()
    stranger = Client()
    stranger.force_login(make_contributor(make_actor()))
    assert stranger.get(f"{link}konto/").status_code == 403
    assert adopting(stranger, do="claim").status_code == 404
    row = ProjectRequest.objects.get()
    user = make_user(email=EMAIL)
    with pytest.raises(account_free.PermissionDenied):
        account_free.adopt(row=row, user=user, actor=actor)
    assert reverse("account_login") in Client().get(f"{link}konto/").content.decode()


def test_an_unproven_claim_keeps_the_words_until_it_is_granted(actor: Actor) -> None:
    client = with_account(confirmed(email="karla@gmx.de"))
    adopting(client, do="claim")
    assert not ProjectPage.objects.exists()
    address = reverse("projects:adopt", args=[ProjectRequest.objects.get().pk])
    assert client.get(address).status_code == 200
    claims.grant(claim=ActorClaim.objects.get(), by=make_moderator("chemnitz"))
    assert address in client.get(reverse("members:overview")).content.decode()
    assert adopting(client, do=f"own:{actor.pk}").status_code == 302
    assert ProjectPage.objects.get().actor == actor


def test_a_new_organisation_is_approved_by_the_desk_before_its_project_can_be_submitted() -> None:
    topic = make_topic("Nachbarschaft")
    link = confirmed(organisation="Suppenküche Sonnenberg")
    fill_in(link)
    client = with_account(link)
    profile = {
        "name": "Suppenküche Sonnenberg",
        "kind": "initiative",
        "summary": "Wir kochen für alle.",
        "topics": [topic.slug],
        "street": "Hauptstraße 3",
        "postcode": "09130",
        "city": "Chemnitz",
    }
    assert adopting(client, do="propose", **{**profile, "kind": "agency"}).status_code == 422
    assert adopting(client, do="propose", **profile).status_code == 302
    proposed, page = Actor.objects.get(name="Suppenküche Sonnenberg"), ProjectPage.objects.get()
    assert (proposed.live, proposed.region.slug, page.actor) == (False, "chemnitz", proposed)
    submit = reverse("projects:submit", args=[page.pk])
    assert client.post(submit).status_code == 422
    decide(proposed, review.REQUEST_CHANGES, comment="Bitte die Hausnummer prüfen.")
    proposal = reverse("members:proposal", args=[proposed.pk])
    assert "Hausnummer" in client.get(proposal).content.decode()
    assert client.post(proposal, {**profile, "summary": ""}).status_code == 422
    assert client.post(proposal, {**profile, "street": "Hauptstraße 5"}).status_code == 302
    assert client.post(proposal, {**profile, "street": "Hauptstraße 7"}).status_code == 200
    decide(proposed, review.APPROVE)
    assert Actor.objects.get(pk=proposed.pk).street == "Hauptstraße 5"
    assert client.post(submit).status_code == 302
    assert Decision.objects.about(page).filter(kind="submitted").exists()


def decide(actor: Actor, action: str, **words: str) -> None:
    actor = Actor.objects.get(pk=actor.pk)
    shown = gate.shown_token(actor.get_latest_revision())
    state = actor.current_workflow_task_state
    review.decide(task_state=state, user=make_moderator("chemnitz"), action=action, shown=shown, **words)


def test_beginnings_that_nobody_finishes_are_purged(actor: Actor) -> None:
    begun()
    purge_expired(timezone.now() + timedelta(days=5))
    assert ProjectRequest.objects.exists()
    purge_expired(timezone.now() + timedelta(days=7))
    assert not ProjectRequest.objects.exists()


def test_one_address_gets_few_links(actor: Actor) -> None:
    for _number in range(5):
        begun()
    assert len(mail.outbox) == account_free.REQUESTS_PER_ADDRESS_AND_DAY
    assert not User.objects.filter(email=EMAIL).exists()
