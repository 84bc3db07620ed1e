"""Members keep the profile of their organisation; the desk agrees, and what is public stays until then."""

from typing import Any

import pytest
from django.test import Client

from actors.models import Actor, ActorText
from core import gate, review
from core.models import TargetGroup, Topic
from tests.factories import (
    make_actor,
    make_contributor,
    make_moderator,
    make_target_group,
    make_user,
    publish,
)

pytestmark = pytest.mark.django_db


def path(actor: Actor, rest: str = "") -> str:
    return f"/mein-bereich/organisationen/{actor.pk}/profil/{rest}"


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Verein Lichtblick",
        "summary": "Wir öffnen Räume für alle.",
        "description": "Seit 2019 im Viertel.",
        "reachable_for": "Räume, Ehrenamt",
        "topics": [Topic.objects.first().slug],
        "target_groups": [TargetGroup.objects.first().slug],
        "languages": ["de", "hsb"],
        "street": "Hauptstraße 1",
        "postcode": "09130",
        "city": "Chemnitz",
        "website": "https://example.org",
        "email": "post@example.org",
        "phone": "0371 1",
    } | changes


@pytest.fixture
def actor() -> Actor:
    actor = make_actor(name="Verein Alt", kind="initiative")
    ActorText.objects.create(actor=actor, language="en", summary="Rooms for all.")
    make_target_group(slug="alle")
    actor.refresh_from_db()
    return actor


@pytest.fixture
def client(actor: Actor) -> Client:
    found = Client()
    found.force_login(make_contributor(actor))
    return found


def test_a_change_waits_for_the_desk_and_the_public_page_stays(actor: Actor, client: Client) -> None:
    assert client.post(path(actor), typed()).status_code == 302
    assert "Verein Alt" in Client().get(actor.get_absolute_url()).content.decode()
    page = client.get(path(actor)).content.decode()
    assert "<textarea" not in page
    assert "Verein Lichtblick" in client.get(path(actor, "vorschau/")).content.decode()
    actor.refresh_from_db()
    publish(actor)
    public = Client().get(actor.get_absolute_url()).content.decode()
    for words in ("Verein Lichtblick", "Seit 2019 im Viertel.", "Räume, Ehrenamt", "Obersorbisch"):
        assert words in public


def test_other_languages_kind_and_region_are_kept(actor: Actor, client: Client) -> None:
    client.post(path(actor), typed())
    draft = Actor.objects.get(pk=actor.pk).get_latest_revision_as_object()
    assert {text.language: text.summary for text in draft.texts.all()} == {
        "de": "Wir öffnen Räume für alle.",
        "en": "Rooms for all.",
    }
    assert (draft.kind, draft.region) == ("initiative", actor.region)


def test_withdrawing_keeps_the_draft_and_opens_the_form(actor: Actor, client: Client) -> None:
    client.post(path(actor), typed())
    assert client.post(path(actor), typed(name="Zu früh")).status_code == 409
    client.post(path(actor, "zuruecknehmen/"))
    assert 'value="Verein Lichtblick"' in client.get(path(actor)).content.decode()


def test_requested_changes_are_read_and_answered(actor: Actor, client: Client) -> None:
    client.post(path(actor), typed())
    state = review.active_state(actor)
    assert state is not None
    review.decide(
        task_state=state.current_task_state.specific,
        user=make_moderator("chemnitz"),
        action=review.REQUEST_CHANGES,
        comment="Bitte die Telefonnummer prüfen.",
        shown=gate.shown_token(Actor.objects.get(pk=actor.pk).get_latest_revision()),
    )
    assert "Bitte die Telefonnummer prüfen." in client.get(path(actor)).content.decode()
    assert client.post(path(actor), typed(phone="0371 22")).status_code == 302


@pytest.mark.parametrize(("field", "value"), [("summary", ""), ("topics", []), ("email", "x"), ("postcode", "12")])
def test_nonsense_comes_back_with_everything_typed(actor: Actor, client: Client, field: str, value: Any) -> None:
    answer = client.post(path(actor), typed(**{field: value}))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Seit 2019 im Viertel." in answer.content.decode()


@pytest.mark.parametrize("rest", ["", "vorschau/"])
def test_others_find_nothing(actor: Actor, rest: str) -> None:
    for user in (make_user(), make_contributor(make_actor()), make_moderator("leipzig")):
        stranger = Client()
        stranger.force_login(user)
        assert stranger.get(path(actor, rest)).status_code == 404
    assert Client().get(path(actor, rest)).status_code == 302
