"""Role × state × action on the members' part of the public site, over the URLs themselves.

The tables are the expectation: each cell lists the states (letters of `states.STATES`) in which the attempt succeeds.
They were written from the rights table of the design, never computed. Staff come with their second factor;
`test_staff_sessions` tries them without.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import querydict_from_html

from actors.models import Invitation
from core.models import Region
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contributor,
    make_image,
    make_lead_editor,
    make_moderator,
    make_project,
)
from tests.permissions.clients import judging, nothing_beside_the_point
from tests.permissions.member_actions import MEMBER_ACTIONS, ORGANISATION_ACTIONS, project_url
from tests.permissions.page_actions import Action
from tests.permissions.roles import ROLES
from tests.permissions.states import bring
from tests.permissions.tables import Table, parse

pytestmark = pytest.mark.django_db

# A project of a member organisation that has a lead: a contributor has written and submitted it.
MEMBER_PROJECT = parse(
    """
    action           | anonymous stranger other_lead member   actor_lead other_editor other_moderator editor   moderator lead     admin
    in own list      | -         -        -          darcxwle darcxwle   -            -               -        -         -        -
    status           | -         -        -          darcxwle darcxwle   -            -               darcxwle darcxwle  darcxwle darcxwle
    preview          | -         -        -          darcxwle darcxwle   -            -               darcxwle darcxwle  darcxwle darcxwle
    step             | -         -        -          dcxwl    dacxwl     -            -               dcxwl    drcxwle   darcxwle darcxwle
    save step        | -         -        -          dcxwl    dacxwl     -            -               dcxwl    drcxwle   darcxwle darcxwle
    pictures         | -         -        -          dcxwl    dacxwl     -            -               dcxwl    drcxwle   darcxwle darcxwle
    add picture      | -         -        -          dcxwl    dacxwl     -            -               dcxwl    drcxwle   darcxwle darcxwle
    remove picture   | -         -        -          dcxwl    dacxwl     -            -               dcxwl    drcxwle   darcxwle darcxwle
    check            | -         -        -          dcxw     dacxw      -            -               dcxw     drcxwe    darcxwe  darcxwe
    submit           | -         -        -          dcxw     dcxw       -            -               dcxw     dcxw      dcxw     dcxw
    ask withdraw     | -         -        -          arce     arce       -            -               -        -         -        -
    withdraw         | -         -        -          arce     arce       -            -               -        -         -        -
    agree            | -         -        -          arce     arce       -            -               arce     arce      arce     arce
    open review      | -         -        -          -        a          -            -               -        re        are      are
    approve          | -         -        -          -        a          -            -               -        re        are      are
    ask changes      | -         -        -          -        a          -            -               -        re        are      are
    reject           | -         -        -          -        a          -            -               -        re        are      are
    """
)

# `y`: it succeeds. Nothing here hangs on a state.
ORGANISATION = parse(
    """
    action           | anonymous stranger other_lead member   actor_lead other_editor other_moderator editor   moderator lead     admin
    start project    | -         -        -          y        y          -            -               -        -         -        -
    people           | -         -        -          y        y          -            -               y        y         y        y
    invite           | -         -        -          -        y          -            -               y        y         y        y
    take back        | -         -        -          -        y          -            -               y        y         y        y
    change role      | -         -        -          -        y          -            -               -        -         y        y
    ask remove       | -         -        -          -        y          -            -               -        -         y        y
    remove           | -         -        -          -        y          -            -               -        -         y        y
    leave            | -         -        -          y        y          -            -               -        -         -        -
    foreign link     | -         -        -          -        -          -            -               -        -         -        -
    own area         | -         y        y          y        y          y            y               y        y         y        y
    own sign-in      | -         y        y          y        y          y            y               y        y         y        y
    own data         | -         y        y          y        y          y            y               y        y         y        y
    own export       | -         y        y          y        y          y            y               y        y         y        y
    """
)


def wrong_cells(
    table: Table, actions: dict[str, Action], letter: str, client_of: Callable[[str], Client], *subject: Any
) -> list[str]:
    """Where an attempt succeeds against the table, or fails against it."""
    wrong = []
    for role in ROLES:
        client = judging(client_of(role))
        with nothing_beside_the_point():
            for name, action in actions.items():
                if (found := action.attempt(client, *subject)) != (letter in table[name][role]):
                    wrong.append(f"{name}: {role} {'can' if found else 'cannot'}")
    return wrong


@pytest.fixture
def actor() -> Any:
    actor = make_actor()
    # Without a lead there would be no organisation's desk to stop at.
    make_actor_lead(actor)
    return actor


@pytest.fixture
def client_of(actor: Any, staff_client: Any) -> Callable[[str], Client]:
    def signed_in(role: str) -> Client:
        user = ROLES[role](actor)
        return staff_client(user) if user.is_authenticated else Client()

    return signed_in


@pytest.mark.parametrize("state", "darcxwle")
def test_a_members_project_opens_to_exactly_those_in_the_table(
    state: str, actor: Any, client_of: Any, staff_client: Any
) -> None:
    author = make_contributor(actor)
    image = make_image(collection=actor.collection)
    project = make_project("chemnitz", user=author, title="Zwirnhaus", actor=actor, image=image)
    project = bring(project, state, author)
    html = staff_client(make_lead_editor()).get(project_url("step", project, "kurz")).content.decode()
    form = next(form for form in _forms(html) if "summary" in form)
    assert wrong_cells(MEMBER_PROJECT, MEMBER_ACTIONS, state, client_of, project, form) == []


def _forms(html: str) -> Any:
    for index in range(html.count("<form")):
        yield dict(querydict_from_html(html, form_index=index).lists())


def test_an_organisation_opens_to_exactly_those_in_the_table(actor: Any, client_of: Any) -> None:
    make_contributor(actor)
    Invitation.objects.create(
        actor=actor,
        email="gast@example.org",
        role="contributor",
        token_hash=Invitation.hash_of("gefunden"),
        invited_by=actor.memberships.get(role="lead").user,
        expires_at=timezone.now() + timedelta(days=1),
    )
    assert wrong_cells(ORGANISATION, ORGANISATION_ACTIONS, "y", client_of, actor, {"token": "gefunden"}) == []


def test_a_deputy_regions_moderator_reads_and_decides_but_does_not_write(actor: Any, staff_client: Any) -> None:
    """Where the region has nobody who may decide, its deputy region is asked."""
    Region.objects.filter(slug="chemnitz").update(deputy=Region.objects.get(slug="leipzig"))
    author = make_contributor(actor)
    project = bring(make_project("chemnitz", user=author, actor=actor), "r", author)
    client, before = staff_client(make_moderator("leipzig")), project.revisions.count()
    for name in ("status", "preview"):
        assert client.get(project_url(name, project)).status_code == 200, name
    assert MEMBER_ACTIONS["open review"].attempt(client, project, {})
    for url in (
        project_url("step", project, "kurz"),
        *(project_url(name, project) for name in ("pictures", "submit", "withdraw", "agree")),
    ):
        assert client.get(url).status_code in {403, 405}, url
        assert client.post(url, {"summary": "Gekapert"}).status_code == 403, url
    assert project.revisions.count() == before
