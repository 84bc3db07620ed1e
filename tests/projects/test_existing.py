"""Does it exist already? Asked at the title, before anything is made; nobody learns of drafts of others."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from core.search.alike import alike
from projects.existing import existing_like
from projects.models import ProjectPage
from tests.factories import make_actor, make_project

pytestmark = pytest.mark.django_db


def titles(*made: Any, **options: Any) -> list[str]:
    return [item["title"] for item in existing_like(*made, **options)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Reparaturtreff am Sonnenberg", True),
        ("reparaturtreff sonnenberg", True),
        ("Reparaturtreffen am Sonnenberg", True),
        ("Suppe für alle", False),
        ("Treff", False),
        ("!?", False),
        ("", False),
        ("%_'\"\\ (", False),
        ("ä" * 5000, False),
    ],
)
def test_titles_that_are_called_alike_are_found(typed: str, found: bool) -> None:
    make_project(live=True, title="Reparaturtreff am Sonnenberg")
    make_project(live=True, title="Kochen für alle")
    assert ("Reparaturtreff am Sonnenberg" in titles(typed)) is found


def test_the_most_alike_comes_first() -> None:
    for title in ("Reparaturtreff Plauen Süd", "Reparaturtreff Plauen"):
        make_project(live=True, title=title)
    assert titles("Reparaturtreff Plauen")[0] == "Reparaturtreff Plauen"
    assert len(alike(ProjectPage.objects.live(), "title", "Reparaturtreff Plauen", limit=1)) == 1


def test_own_drafts_are_named_and_drafts_of_others_never(actor: Any, member: Any) -> None:
    make_project(title="Tauschladen Nord", actor=actor)
    make_project(title="Tauschladen Nordost", actor=make_actor())
    assert titles("Tauschladen Nord", member) == ["Tauschladen Nord"]
    assert titles("Tauschladen Nord") == []


def test_an_edit_of_a_public_project_is_named_by_what_readers_know(actor: Any) -> None:
    page = make_project(live=True, title="Tauschladen Nord", actor=actor)
    draft = page.get_latest_revision_as_object()
    draft.title = draft.draft_title = "Geheimer neuer Name"
    draft.save_revision()
    assert titles("Geheimer neuer Name") == []


def test_it_is_asked_once_before_anything_is_made(actor: Any, member: Any, signed_in: Any) -> None:
    make_project(live=True, title="Tauschladen Nord")
    client, before = signed_in(member), ProjectPage.objects.count()
    data = {"actor": actor.pk, "key": uuid4(), "title": "Tauschladen Nord!", "postcode": "09111"}
    asked = client.post(reverse("projects:start"), data)
    assert asked.status_code == 409
    assert "Tauschladen Nord!" in asked.content.decode()
    assert ProjectPage.objects.count() == before
    assert client.post(reverse("projects:start"), {**data, "seen": "Ein anderer Name"}).status_code == 409
    assert client.post(reverse("projects:start"), {**data, "seen": "Tauschladen Nord!"}).status_code == 302
    assert client.post(reverse("projects:start"), data).status_code == 302
    assert ProjectPage.objects.count() == before + 1
