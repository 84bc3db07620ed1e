"""Role × state × action for actors and mentors. Cells list the states in which the attempt succeeds."""

from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from tests.factories import make_actor, make_editor, make_mentor
from tests.permissions.clients import judging, nothing_beside_the_point
from tests.permissions.roles import ROLES
from tests.permissions.snippet_actions import SNIPPET_ACTIONS, snippet_url
from tests.permissions.states import bring
from tests.permissions.tables import parse

pytestmark = pytest.mark.django_db

# Written by an editor of the region; only moderators approve members' entries and mentors.
SNIPPET = parse(
    """
    action           | anonymous stranger other_lead member actor_lead other_editor other_moderator editor  moderator lead    admin
    read             | le        le       le         le     le         le           le              le      le        le      le
    edit             | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    save             | -         -        -          -      -          -            -               dcxwl   drcxwle   drcxwle drcxwle
    publish          | -         -        -          -      -          -            -               -       -         -       -
    schedule         | -         -        -          -      -          -            -               -       -         -       -
    submit           | -         -        -          -      -          -            -               dcxwl   dcxwl     dcxwl   dcxwl
    cancel workflow  | -         -        -          -      -          -            -               -       -         -       -
    inspect          | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    history          | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    usage            | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    workflow history | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    revision         | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    compare          | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    delete           | -         -        -          -      -          -            -               dxw     dxw       drcxwle drcxwle
    unpublish        | -         -        -          -      -          -            -               -       le        le      le
    lock             | -         -        -          -      -          -            -               dcxwl   drcxwle   drcxwle drcxwle
    copy             | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    listed           | -         -        -          -      -          -            -               drcxwle drcxwle   drcxwle drcxwle
    chooser          | -         -        -          -      -          le           le              drcxwle drcxwle   drcxwle drcxwle
    open review      | -         -        -          -      -          -            -               -       re        re      re
    approve          | -         -        -          -      -          -            -               -       re        re      re
    ask changes      | -         -        -          -      -          -            -               -       re        re      re
    reject           | -         -        -          -      -          -            -               -       re        re      re
    bulk delete      | -         -        -          -      -          -            -               dxw     dxw       drcxwle drcxwle
    """
)

STATES = "drcxwle"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", ["actor", "mentor"])
def test_each_role_can_do_exactly_what_the_table_says(kind: str, state: str, staff_client: Any) -> None:
    author = make_editor("chemnitz")
    make = make_actor if kind == "actor" else make_mentor
    obj = make("chemnitz", live=False, name="Zwirnhaus", slug="zwirnhaus")
    obj.save_revision(user=author, clean=False)
    obj = bring(obj, state, author)
    actor = obj if kind == "actor" else make_actor()
    html = staff_client(ROLES["admin"](actor)).get(snippet_url(obj, "edit", obj.pk)).content.decode()
    form = querydict_from_html(html, form_id="w-editor-form").dict()
    wrong: list[str] = []
    for role, make_user in ROLES.items():
        user = make_user(actor)
        client = judging(staff_client(user) if user.is_authenticated else Client())
        with nothing_beside_the_point():
            found = {name: action.attempt(client, obj, form) for name, action in SNIPPET_ACTIONS.items()}
        wrong += [
            f"{name}: {role} {'can' if found[name] else 'cannot'}"
            for name in SNIPPET_ACTIONS
            if found[name] != (state in SNIPPET[name][role])
        ]
    assert not wrong, "\n".join(wrong)
