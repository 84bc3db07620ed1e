"""Becoming a mentor: without an account, confirmed, approved by somebody else; later changes go the same way."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from core import gate, review
from core.models import Decision, Topic
from mentoring.models import Mentor
from mentoring.tandems.models import Application
from tests.e2e.people import link_in
from tests.factories import make_moderator, make_topic, make_user
from tests.factories.guard import opened
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db

EMAIL = "neu@example.org"


@pytest.fixture(autouse=True)
def topic(db: None) -> None:
    make_topic("Nachbarschaft und Teilhabe", "nachbarschaft")


def typed(**fields: Any) -> dict[str, Any]:
    return {
        "headline": "Hilft beim Anfangen",
        "experience": "Zwanzig Jahre Vereinsarbeit.",
        "topics": [Topic.objects.get(slug="nachbarschaft").pk],
        "languages": ["de", "hsb"],
        "formats": ["phone"],
        "access": ["dgs"],
        "capacity": "2",
        "first_name": "Mina",
        "last_name": "Nowak",
        "email": EMAIL,
        "postcode": "09111",
        "opened": opened(),
        "trap": "",
        **fields,
    }


def link() -> str:
    return link_in(mail.outbox[-1].body, "/tandem/mitmachen/")


def applied() -> tuple[Client, Mentor]:
    client = Client()
    assert client.post("/tandem/mitmachen/", typed()).status_code == 200
    assert client.get(link()).status_code == 200
    assert not Mentor.objects.exists()
    answer = client.post(
        link(), {"first_name": "Mina", "last_name": "Nowak", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert answer.status_code == 302
    return client, Mentor.objects.get()


def approve(mentor: Mentor) -> None:
    state = review.active_state(Mentor.objects.get(pk=mentor.pk))
    assert state is not None
    shown = gate.shown_token(Mentor.objects.get(pk=mentor.pk).get_latest_revision())
    task: Any = state.current_task_state
    review.decide(task_state=task.specific, user=make_moderator("chemnitz"), action=review.APPROVE, shown=shown)


def test_an_application_becomes_a_draft_in_review_and_then_a_mentor_who_is_welcomed() -> None:
    client, mentor = applied()
    assert (mentor.name, mentor.live, mentor.capacity, str(mentor.region)) == ("Mina Nowak", False, 2, "Chemnitz")
    assert [row.language for row in mentor.mentor_languages.all()] == ["de", "hsb"]
    assert list(Decision.objects.values_list("kind", flat=True)) == ["submitted"]
    assert Client().get(mentor.get_absolute_url()).status_code == 404
    assert "In review" in client.get("/mein-bereich/mentoring/").content.decode()
    mail.outbox.clear()
    approve(mentor)
    assert Client().get(mentor.get_absolute_url()).status_code == 200
    welcomes = [message for message in mail.outbox if message.to == [EMAIL] and "Welcome" in message.subject]
    assert len(welcomes) == 1
    assert Application.objects.get().typed == {}


def test_a_change_is_a_draft_and_what_is_public_stays() -> None:
    client, mentor = applied()
    approve(mentor)
    change = {name: value for name, value in typed(headline="Anders").items() if name not in ("email", "capacity")}
    assert client.post("/mein-bereich/mentoring/profil/", change).status_code == 302
    page = Client().get(mentor.get_absolute_url()).content.decode()
    assert "Hilft beim Anfangen" in page
    assert client.post("/mein-bereich/mentoring/profil/", change).status_code == 409
    approve(mentor)
    assert "Anders" in Client().get(mentor.get_absolute_url()).content.decode()
    assert len([message for message in mail.outbox if "Welcome" in message.subject]) == 1


def test_a_mentor_takes_a_change_back_and_agrees_to_the_desks_correction() -> None:
    client, mentor = applied()
    page = "/mein-bereich/mentoring/profil/"
    assert 'name="withdraw"' in client.get(page).content.decode()
    assert client.post(page, {"withdraw": "1"}).status_code == 302
    assert review.active_state(mentor) is None
    change = {name: value for name, value in typed(headline="Neu").items() if name not in ("email", "capacity")}
    assert client.post(page, change).status_code == 302
    draft: Any = Mentor.objects.get().get_latest_revision_as_object()
    draft.name = "Mina Nowak-Lehmann"
    moderator = make_moderator("chemnitz")
    draft.save_revision(user=moderator, clean=False)
    shown = re.search(r'name="agree" value="([^"]+)"', client.get(page).content.decode())
    assert shown
    assert client.post(page, {"agree": shown[1]}).status_code == 302
    assert Decision.objects.filter(kind="agreed").count() == 1


def test_a_link_is_used_once_and_only_by_whom_it_was_sent_to() -> None:
    Client().post("/tandem/mitmachen/", typed())
    stranger = Client()
    stranger.force_login(make_user())
    assert stranger.post(link()).status_code == 403
    owner = Client()
    owner.force_login(make_user(email=EMAIL))
    assert owner.post(link()).status_code == 302
    assert owner.post(link()).status_code == 410
    assert Mentor.objects.count() == 1
    assert Client().get("/tandem/mitmachen/" + "x" * 43 + "/").status_code == 404


@pytest.mark.parametrize(
    "fields", [{"topics": []}, {"postcode": "99999"}, {"capacity": "99"}, {"languages": ["klingon"]}, {"trap": "x"}]
)
def test_what_does_not_fit_is_said(fields: dict[str, Any]) -> None:
    answer = Client().post("/tandem/mitmachen/", typed(**fields))
    assert answer.status_code == 422
    assert "Zwanzig Jahre" in answer.content.decode()
    assert not Application.objects.exists()
