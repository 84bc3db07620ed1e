"""Where colleagues ask, and what the review, the status page and the register say of it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Decision
from core.outside import services
from core.outside.models import Question
from tests.factories import make_actor, make_actor_lead, make_editor, make_lead_editor, make_moderator

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FIELDS = {
    "name": "Dr. Ute Sander",
    "function": "Geschäftsführung",
    "email": "ute.sander@example.org",
    "words": "Stimmen die Zahlen?",
    "language": "hsb",
    "days": "5",
}


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def asking_page(world: Any) -> str:
    return reverse("outside:questions", args=[world.state.pk])


def test_the_lead_finds_the_way_on_the_status_page_and_asks(world: Any) -> None:
    client, url = signed_in(world.lead), asking_page(world)
    assert f'href="{url}"' in client.get(reverse("projects:status", args=[world.project.pk])).content.decode()
    assert client.post(url, FIELDS).status_code == 302
    page = client.get(url)
    assert "Dr. Ute Sander" in page.content.decode()
    assert "way_back" not in page.context
    assert Question.objects.get().language == "hsb"


@pytest.mark.parametrize("way", ["admin", "public"])
def test_the_review_shows_who_was_asked_and_takes_wishes_over_as_points(
    world: Any, ask: Any, staff_client: Any, way: str
) -> None:
    question, token = ask()
    services.answer(token=token, shown=question.shown, answer="changes", words="Bitte 39\nKosten nennen")
    task_state = world.fresh().current_workflow_task_state
    url = reverse("core_review" if way == "admin" else "review:decide", args=[task_state.pk])
    client = staff_client(world.moderator)
    page = client.get(url).content.decode()
    assert "Dr. Ute Sander" in page
    assert f"?points_of={question.pk}" in page
    shown = client.get(url, {"points_of": question.pk}).context
    assert [row["words"].value() or "" for row in shown["points"]] == ["Bitte 39", "Kosten nennen", "", ""]
    assert shown["form"]["action"].value() == "request_changes"
    for odd in ("x", "9" * 30, "٣", "0"):
        assert client.get(url, {"points_of": odd}).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [{"email": "kein"}, {"days": "31"}, {"days": "0"}, {"words": ""}, {"name": "\x00"}, {"language": "xx"}],
)
def test_bad_input_is_asked_back(world: Any, changes: dict[str, str]) -> None:
    answer = signed_in(world.lead).post(asking_page(world), {**FIELDS, **changes})
    assert answer.status_code == 422
    assert not Question.objects.exists()


def test_asking_twice_says_so_and_keeps_the_words(world: Any) -> None:
    client = signed_in(world.lead)
    client.post(asking_page(world), FIELDS)
    answer = client.post(asking_page(world), {**FIELDS, "words": "Noch einmal"})
    assert answer.status_code == 409
    assert "Noch einmal" in answer.content.decode()


def test_a_question_is_sent_again_and_taken_back_by_buttons(world: Any, ask: Any) -> None:
    question, _token = ask()
    client = signed_in(world.lead)
    assert client.post(reverse("outside:send_again", args=[question.pk])).status_code == 302
    assert question.links.count() == 2
    assert client.get(reverse("outside:revoke", args=[question.pk])).status_code == 405
    client.post(reverse("outside:revoke", args=[question.pk]))
    assert Decision.objects.filter(kind="outside_revoked").count() == 1


def test_others_find_neither_list_nor_buttons(world: Any, ask: Any, staff_client: Any) -> None:
    question, _token = ask()
    for client in (
        signed_in(world.member),
        signed_in(make_actor_lead(make_actor())),
        staff_client(make_moderator("leipzig")),
        staff_client(make_editor("chemnitz")),
    ):
        assert client.get(asking_page(world)).status_code == 404
        assert client.post(asking_page(world), FIELDS).status_code == 404
        for name in ("send_again", "revoke"):
            assert client.post(reverse(f"outside:{name}", args=[question.pk])).status_code == 404
    assert Client().get(asking_page(world)).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("pk", ["0", "999999999", "9" * 40])
def test_a_submission_that_does_not_exist_is_not_found(pk: str, staff_client: Any) -> None:
    assert staff_client(make_lead_editor()).get(f"/freigabe/fragen/{pk}/").status_code == 404


def test_the_register_shows_each_region_its_own_questions(world: Any, ask: Any, staff_client: Any) -> None:
    question, _token = ask()
    seen = {
        name: "Dr. Ute Sander" in staff_client(user).get("/cms/registers/outside/").content.decode()
        for name, user in {
            "own": make_editor("chemnitz"),
            "other": make_editor("leipzig"),
            "lead": make_lead_editor(),
        }.items()
    }
    assert seen == {"own": True, "other": False, "lead": True}
    inspected = f"/cms/registers/outside/inspect/{question.pk}/"
    assert staff_client(make_editor("chemnitz")).get(inspected).status_code == 200
    assert staff_client(make_editor("leipzig")).get(inspected).status_code in (302, 403)


def test_the_lists_of_questions_need_the_same_queries_for_any_length(
    world: Any, ask: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        ask(email=f"person{number}@example.org")
    client = signed_in(world.lead)
    client.get(asking_page(world))
    with django_assert_max_num_queries(LIST_QUERIES):
        client.get(asking_page(world))


LIST_QUERIES = 25
