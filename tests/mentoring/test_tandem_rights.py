"""Every page of the programme for every role, and what links and odd input open: nothing foreign, never a 500."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from mentoring.tandems import walking
from mentoring.tandems.models import Feedback, Match, Side, State
from mentoring.tandems.people import new_link
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_admin,
    make_adviser,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_programme_lead,
    make_user,
)
from tests.factories.guard import opened
from tests.mentoring.tandem_world import World, a_wish, make_world, requested, running

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]

SECRET = "Es ist unangenehm"

ROLES: dict[str, Callable[[World], Any]] = {
    "nobody": lambda world: None,
    "member": lambda world: make_contributor(make_actor("chemnitz")),
    "actor lead": lambda world: make_actor_lead(make_actor("chemnitz")),
    "adviser": lambda world: make_adviser("chemnitz"),
    "other mentor": lambda world: world.others[0].user,
    "mentor": lambda world: world.mentor.user,
    "editor": lambda world: make_editor("chemnitz"),
    "moderator": lambda world: make_moderator("chemnitz"),
    "moderator elsewhere": lambda world: make_moderator("leipzig"),
    "programme": lambda world: world.team,
    "programme elsewhere": lambda world: make_programme_lead("leipzig"),
    "lead editor": lambda world: make_lead_editor(),
    "admin": lambda world: make_admin(),
}
STAFF = {"editor", "moderator", "lead editor", "admin", "programme"}
# Who may open which page.
PAGES: dict[str, set[str]] = {
    "/cms/mentoring/": {"programme", "programme elsewhere"},
    "/cms/mentoring/{seeking}/propose/": {"programme"},
    "/cms/registers/tandems/inspect/{tandem}/": STAFF,
    "/cms/registers/tandems/": {*STAFF, "moderator elsewhere", "programme elsewhere"},
    "/mein-bereich/mentoring/": set(ROLES) - {"nobody"},
    "/mein-bereich/mentoring/{tandem}/": {"mentor"},
    "/mein-bereich/mentoring/{tandem}/problem/": {"mentor"},
    "/mein-bereich/mentoring/{tandem}/sitzung/": {"mentor"},
    "/mein-bereich/mentoring/profil/": {"mentor", "other mentor"},
    "/mein-bereich/mentoring/plaetze/": {"mentor", "other mentor"},
    "/mein-bereich/mentoring/pause/": {"mentor", "other mentor"},
    "/mein-bereich/mentoring/angaben/": {"mentor", "other mentor"},
}
NAMED = {"/cms/registers/tandems/": {*STAFF}}


@pytest.fixture
def world() -> World:
    return make_world(capacity=3, others=1)


@pytest.fixture
def tandem(world: World) -> Match:
    match = running(world)
    walking.tell_problem(match=match, by=Side.MENTEE, text=SECRET)
    Feedback.objects.create(
        match=match, side="mentor", kind="midterm", goal=1, trust=1, effort=1, again=1, words=SECRET
    )
    return match


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_its_pages_and_no_others(role: str, world: World, tandem: Match, staff_client: Any) -> None:
    seeking = requested(world, email="zwei@example.org", nobody=True, project="Sucht")
    user = ROLES[role](world)
    client = staff_client(user) if user else Client()
    for template, allowed in PAGES.items():
        path = template.format(tandem=tandem.pk, seeking=seeking.pk)
        answer = client.get(path)
        assert (answer.status_code == 200) is (role in allowed), (path, answer.status_code)
        said = answer.content.decode()
        assert (SECRET in said) is (role == "programme" and "inspect" in path), path
        if "inspect" in path and answer.status_code == 200:
            assert ('name="words"' in said) is (role == "programme")
        if template in NAMED:
            assert ("Sucht" in said) is (role in NAMED[template])
    if role not in ("nobody", "programme"):
        problem = tandem.problems.get()
        for path in (f"/cms/mentoring/problems/{problem.pk}/close/", f"/cms/mentoring/{tandem.pk}/end/"):
            client.post(path, {"note": "x"})
        client.post(f"/cms/mentoring/{seeking.pk}/propose/", {"mentor": world.mentor.pk})
        problem.refresh_from_db()
        assert problem.closed_at is None
        assert set(Match.objects.values_list("state", flat=True)) == {State.RUNNING, State.SEEKING}


def test_the_export_is_scoped_and_holds_nothing_confidential(world: World, tandem: Match, staff_client: Any) -> None:
    for user, count in ((make_moderator("leipzig"), 0), (make_editor("chemnitz"), 1), (world.team, 1)):
        answer = staff_client(user).get("/cms/registers/tandems/?export=csv")
        said = b"".join(answer.streaming_content).decode()
        assert said.count("Werkstatt im Hof") == count
        assert "ein Jahr lang" not in said
        assert SECRET not in said


def test_without_the_second_factor_the_team_sees_nothing(world: World, tandem: Match) -> None:
    client = Client()
    client.force_login(world.team)
    assert client.get("/cms/mentoring/").status_code != 200


def test_reading_a_link_changes_nothing_and_buttons_do(world: World) -> None:
    match = requested(world)
    path, client = f"/tandem/{new_link(match)}/", Client()
    for name in ("", "zurueckziehen/", "problem/", "annehmen/", "antworten/", "gibt-es-nicht/", "bescheinigung/"):
        assert client.get(path + name).status_code in {200, 302, 404}
        assert Match.objects.get(pk=match.pk).state == State.REQUESTED
    assert client.post(path + "annehmen/", {"unbiased": "on"}).status_code == 404
    assert client.post(path + "antworten/", {"text": "Ja"}).status_code == 409
    assert client.post(path + "zurueckziehen/", {}).status_code == 302
    assert Match.objects.get(pk=match.pk).state == State.WITHDRAWN
    assert client.post(path + "zurueckziehen/", {}).status_code == 302
    assert client.get(path)["Referrer-Policy"] == "same-origin"
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("to", ["", "0", "team", "99999", "²", "9" * 40, "\x00"])
def test_odd_choices_of_others_are_answered_in_words(to: str, world: World) -> None:
    match = requested(world)
    path = f"/tandem/{new_link(match)}/"
    assert Client().post(path, {"to": to}).status_code in {400, 403, 409}
    assert Match.objects.count() == 1


def test_a_session_is_taken_out_by_the_mentor_alone(world: World) -> None:
    match = running(world)
    session = walking.note_session(match=match, on=match.started_on, minutes=60, topic="Räume")
    mentor = Client()
    mentor.force_login(world.mentor.user)
    Client().post(f"/tandem/{new_link(match)}/", {"session": session.pk})
    for odd in ("9" * 40, "x", "²"):
        assert mentor.post(f"/mein-bereich/mentoring/{match.pk}/", {"session": odd}).status_code == 302
    assert match.sessions.count() == 1
    mentor.post(f"/mein-bereich/mentoring/{match.pk}/", {"session": session.pk})
    assert match.sessions.count() == 0


def test_guessed_and_outlived_links_say_so(world: World) -> None:
    match = requested(world)
    link = f"/tandem/{new_link(match)}/"
    match.contact.delete()
    assert Client().get(link).status_code == 410
    for token in ("x" * 43, "ä", "a b"):
        assert Client().get(f"/tandem/{token}/").status_code == 404


def typed(world: World, **fields: Any) -> dict[str, Any]:
    wish = a_wish(world)
    return {
        "whom": "this",
        "name": wish.name,
        "email": "karla@example.org",
        "project": wish.project,
        "goal": wish.goal,
        "topics": [world.topic.pk],
        "postcode": "09111",
        "opened": opened(),
        "trap": "",
        **fields,
    }


def test_the_form_keeps_the_request_until_the_address_is_confirmed(world: World) -> None:
    path = f"/tandem/anfragen/{world.mentor.slug}/"
    assert Client().get(path).status_code == 200
    assert Client().post(path, typed(world)).status_code == 200
    match = Match.objects.get()
    assert (match.state, match.mentor, str(match.region)) == (State.UNCONFIRMED, world.mentor, str(world.mentor.region))
    Client().post("/tandem/anfragen/", typed(world, whom="", email="b@example.org"))
    assert Match.objects.filter(mentor=None).count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"postcode": "10115"}, {"topics": ["x"]}, {"topics": []}, {"funding": ["9" * 30]}, {"whom": "me"},
        {"languages": ["xx"]}, {"goal": "x" * 3000}, {"email": "kein"}, {"trap": "x"}, {"opened": "x"}, {"name": "\u202e"},
    ],
)  # fmt: skip
def test_what_does_not_fit_comes_back_with_everything_typed(fields: dict[str, Any], world: World) -> None:
    answer = Client().post(f"/tandem/anfragen/{world.mentor.slug}/", typed(world, **fields))
    assert answer.status_code == 422
    assert "Werkstatt im Hof" in answer.content.decode()
    assert not Match.objects.exists()


def test_mentors_without_an_account_or_offline_cannot_be_asked(world: World) -> None:
    type(world.mentor).objects.filter(pk=world.mentor.pk).update(user=None)
    assert Client().get(f"/tandem/anfragen/{world.mentor.slug}/").status_code == 404


def test_a_full_mentor_is_shown_as_full_with_a_way_to_wait(world: World) -> None:
    type(world.mentor).objects.filter(pk=world.mentor.pk).update(capacity=1)
    running(world)
    page = Client().get(world.mentor.get_absolute_url()).content.decode()
    assert "All places are taken at the moment" in page
    assert "Wait, or let somebody be proposed" in page
    assert "All places are taken at the moment" in Client().get("/mentorinnen/").content.decode()
    Client().post(f"/tandem/anfragen/{world.mentor.slug}/", typed(world))
    assert Match.objects.filter(state=State.UNCONFIRMED).count() == 1


def test_a_mentor_declares_by_name_and_steers_places_and_pause(world: World) -> None:
    client, rival = Client(), make_actor("chemnitz", name="Wettbewerb e. V.")
    client.force_login(world.mentor.user)
    area = "/mein-bereich/mentoring/"
    assert client.post(area + "angaben/", {"competitors": "Gibt es nicht"}).status_code == 422
    assert client.post(area + "angaben/", {"competitors": "wettbewerb e. v.\n"}).status_code == 302
    assert [row.actor for row in world.mentor.competitors.all()] == [rival]
    match = requested(world)
    assert client.post(area + "plaetze/", {"capacity": "99"}).status_code == 422
    assert client.post(area + "plaetze/", {"capacity": "5"}).status_code == 302
    assert client.post(area + "pause/", {}).status_code == 422
    assert client.post(area + "pause/", {"requests": "back"}).status_code == 302
    world.mentor.refresh_from_db()
    assert (world.mentor.capacity, world.mentor.intake) == (5, "paused")
    assert Match.objects.get(pk=match.pk).state == State.EXPIRED
    assert client.post(area + "pause/", {}).status_code == 302
    world.mentor.refresh_from_db()
    assert world.mentor.intake == "open"


def test_a_member_sees_the_panel_only_as_a_mentor(world: World) -> None:
    requested(world)
    for user, shown in ((world.mentor.user, True), (make_user(), False)):
        client = Client()
        client.force_login(user)
        assert ("Werkstatt im Hof" in client.get("/mein-bereich/").content.decode()) is shown


def test_the_team_finds_its_programme_on_the_first_page_and_nothing_to_write(world: World, staff_client: Any) -> None:
    page = staff_client(world.team).get("/cms/").content.decode()
    assert 'href="/cms/mentoring/"' in page.partition("mentor-programme-section")[2]
    assert "write-section" not in page
    assert "write-section" in staff_client(make_editor("chemnitz")).get("/cms/").content.decode()
