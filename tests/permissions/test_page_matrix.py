"""Role × state × action for projects, news and events, over the URLs of the public site and the admin.

The tables are the expectation: each cell lists the states (letters of `states.STATES`) in which the attempt succeeds.
They were written from the rights table of the design, never computed.
"""

from typing import Any

import pytest
from django.test import Client
from wagtail.fields import StreamField
from wagtail.test.utils.form_data import querydict_from_html

from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contributor,
    make_editor,
    make_event,
    make_news,
    make_project,
)
from tests.permissions.clients import judging, nothing_beside_the_point
from tests.permissions.page_actions import PAGE_ACTIONS, page_url
from tests.permissions.roles import ROLES
from tests.permissions.states import bring
from tests.permissions.tables import parse

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

# A project that a member organisation submits.
PROJECT = parse(
    """
    action           | anonymous stranger other_lead member actor_lead other_editor other_moderator editor   moderator lead     admin
    read             | le        le       le         le     le         le           le              le       le        le       le
    edit             | -         -        -          -      -          -            -               darcxwle darcxwle  darcxwle darcxwle
    save             | -         -        -          -      -          -            -               dcxwl    drcxwle   darcxwle darcxwle
    publish          | -         -        -          -      -          -            -               -        -         -        -
    schedule         | -         -        -          -      -          -            -               -        -         -        -
    submit           | -         -        -          -      -          -            -               dcxwl    dcxwl     dcxwl    dcxwl
    cancel workflow  | -         -        -          -      -          -            -               -        -         -        -
    cancel question  | -         -        -          -      -          -            -               darcxwle darcxwle  darcxwle darcxwle
    draft            | -         -        -          -      -          -            -               darcxwle darcxwle  darcxwle darcxwle
    history          | -         -        -          -      -          -            -               darcxwle darcxwle  darcxwle darcxwle
    usage            | -         -        -          -      -          -            -               darcxwle darcxwle  darcxwle darcxwle
    workflow history | -         -        -          -      -          -            -               darcxwle darcxwle  darcxwle darcxwle
    revision         | -         -        -          -      -          -            -               darcxwle darcxwle  darcxwle darcxwle
    revert           | -         -        -          -      -          -            -               darcxwle darcxwle  darcxwle darcxwle
    compare          | -         -        -          -      -          -            -               darcxwle darcxwle  darcxwle darcxwle
    workflow preview | -         -        -          -      -          -            -               -        -         -        -
    delete           | -         -        -          -      -          -            -               dxw      dxw       darcxwle darcxwle
    unpublish        | -         -        -          -      -          -            -               -        le        le       le
    move             | -         -        -          -      -          -            -               -        darcxwle  darcxwle darcxwle
    move question    | -         -        -          -      -          -            -               -        -         darcxwle darcxwle
    move away        | -         -        -          -      -          -            -               -        -         darcxwle darcxwle
    copy             | -         -        -          -      -          -            -               darcxwle darcxwle  darcxwle darcxwle
    copy as live     | -         -        -          -      -          -            -               -        -         -        -
    lock             | -         -        -          -      -          -            -               dcxwl    drcxwle   darcxwle darcxwle
    privacy          | -         -        -          -      -          -            -               -        -         darcxwle darcxwle
    open review      | -         -        -          -      -          -            -               -        re        are      are
    approve          | -         -        -          -      -          -            -               -        re        are      are
    ask changes      | -         -        -          -      -          -            -               -        re        are      are
    reject           | -         -        -          -      -          -            -               -        re        are      are
    wagtail approve  | -         -        -          -      -          -            -               -        -         -        -
    in explorer      | -         -        -          -      -          -            -               darcxwle darcxwle  darcxwle darcxwle
    in search        | -         -        -          -      -          -            -               darcxwle darcxwle  darcxwle darcxwle
    in chooser       | -         -        -          -      -          le           le              darcxwle darcxwle  darcxwle darcxwle
    in api           | -         -        -          -      -          -            -               darcxwle darcxwle  darcxwle darcxwle
    in api list      | -         -        -          -      -          -            -               darcxwle darcxwle  darcxwle darcxwle
    api publish      | -         -        -          -      -          -            -               -        -         -        -
    bulk publish     | -         -        -          -      -          -            -               -        -         -        -
    bulk unpublish   | -         -        -          -      -          -            -               -        -         -        -
    bulk delete      | -         -        -          -      -          -            -               dxw      dxw       darcxwle darcxwle
    """
)

# News and events that an editor of the region writes: a colleague may approve.
EDITORIAL = parse(
    """
    action           | anonymous stranger other_lead member actor_lead other_editor other_moderator editor  moderator lead    admin
    read             | le        le       le         le     le         le           le              le      le        le      le
    edit             | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    save             | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    publish          | -         -        -          -      -          -            -               -       -         -       -
    schedule         | -         -        -          -      -          -            -               -       -         -       -
    submit           | -         -        -          -      -          -            -               dcxwl   dcxwl     dcxwl   dcxwl
    cancel workflow  | -         -        -          -      -          -            -               -       -         -       -
    cancel question  | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    draft            | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    history          | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    usage            | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    workflow history | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    revision         | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    revert           | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    compare          | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    workflow preview | -         -        -          -      -          -            -               -       -         -       -
    delete           | -         -        -          -      -          -            -               dxw     dxw       drcxwle drcxwle
    unpublish        | -         -        -          -      -          -            -               -       le        le      le
    move             | -         -        -          -      -          -            -               -       drcxwle   drcxwle drcxwle
    move question    | -         -        -          -      -          -            -               -       -         drcxwle drcxwle
    move away        | -         -        -          -      -          -            -               -       -         drcxwle drcxwle
    copy             | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    copy as live     | -         -        -          -      -          -            -               -       -         -       -
    lock             | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    privacy          | -         -        -          -      -          -            -               -       -         drcxwle drcxwle
    open review      | -         -        -          -      -          -            -               re      re        re      re
    approve          | -         -        -          -      -          -            -               re      re        re      re
    ask changes      | -         -        -          -      -          -            -               re      re        re      re
    reject           | -         -        -          -      -          -            -               re      re        re      re
    wagtail approve  | -         -        -          -      -          -            -               -       -         -       -
    in explorer      | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    in search        | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    in chooser       | -         -        -          -      -          le           le              drcxwle drcxwle   drcxwle drcxwle
    in api           | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    in api list      | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    api publish      | -         -        -          -      -          -            -               -       -         -       -
    bulk publish     | -         -        -          -      -          -            -               -       -         -       -
    bulk unpublish   | -         -        -          -      -          -            -               -       -         -       -
    bulk delete      | -         -        -          -      -          -            -               dxw     dxw       drcxwle drcxwle
    """
)

TYPES = {
    "project": (make_project, PROJECT, "darcxwle"),
    "news": (make_news, EDITORIAL, "drcxwle"),
    "event": (make_event, EDITORIAL, "drcxwle"),
}


def cases() -> list[Any]:
    return [
        pytest.param(kind, state, id=f"{kind}-{state}")
        for kind, (_make, _table, states) in TYPES.items()
        for state in states
    ]


def filled_form(client: Client, page: Any) -> dict[str, Any]:
    """The edit form as a browser would send it; streams are built by script, so their empty frame is added."""
    html = client.get(page_url("edit", page.pk)).content.decode()
    form = querydict_from_html(html, form_id="page-edit-form").dict()
    streams = [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)]
    return {**form, **{f"{name}-count": "0" for name in streams}}


@pytest.mark.parametrize(("kind", "state"), cases())
def test_each_role_can_do_exactly_what_the_table_says(kind: str, state: str, staff_client: Any) -> None:
    make, table, _states = TYPES[kind]
    actor = make_actor()
    # Without a lead there would be no organisation's desk to stop at.
    make_actor_lead(actor)
    author = make_contributor(actor) if kind == "project" else make_editor("chemnitz")
    page = make("chemnitz", user=author, title="Zwirnhaus", actor=actor if kind == "project" else None)
    page = bring(page, state, author)
    admin = staff_client(ROLES["admin"](actor))
    form = filled_form(admin, page)
    found: dict[str, dict[str, bool]] = {}
    for role, make_user in ROLES.items():
        user = make_user(actor)
        client = judging(staff_client(user) if user.is_authenticated else Client())
        with nothing_beside_the_point():
            for name, action in PAGE_ACTIONS.items():
                found.setdefault(name, {})[role] = action.attempt(client, page, form)
    expected = {name: {role: state in table[name][role] for role in ROLES} for name in PAGE_ACTIONS}
    wrong = [
        f"{name}: {role} {'can' if found[name][role] else 'cannot'}"
        for name in PAGE_ACTIONS
        for role in ROLES
        if found[name][role] != expected[name][role]
    ]
    assert not wrong, "\n".join(wrong)
