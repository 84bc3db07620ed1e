"""No route of the workflowed types escapes the matrix: each is tried there, or stands here with its reason."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from actors.board.models import BoardEntry
from actors.models import Actor
from mentoring.models import Mentor
from tests.permissions.member_actions import MEMBER_ACTIONS, ORGANISATION_ACTIONS
from tests.permissions.page_actions import PAGE_ACTIONS
from tests.permissions.snippet_actions import SNIPPET_ACTIONS
from tests.permissions.test_creating import ATTEMPTS

# Routes that no table tries.
OTHER_PAGE_ROUTES = {
    "type_use_results": "the same list as type_use",
    "choose_parent": "offers only places where the person may create",
    "search_results": "the same list as search",
    "revisions_index": "the old address of history, leads there",
}
OTHER_SNIPPET_ROUTES = {
    "list_results": "the same list",
    "add": "creating is tried in tests/actors/test_admin_forms.py",
    "preview_on_add": "shows only what the person has typed",
    "preview_on_edit": "shows only what the person has typed; tried in tests/actors/test_admin_scope.py",
    "history_results": "the same list as history",
    "revisions_revert": "tried in tests/actors/test_admin_scope.py",
    "revisions_unschedule": "needs a scheduled revision; tried in tests/actors/test_admin_scope.py",
    "unlock": "the counterpart of lock; tried in tests/actors/test_admin_scope.py",
    "workflow_action": "leads to the review page; tried in tests/actors/test_admin_scope.py",
    "collect_workflow_action_data": "the same",
    "confirm_workflow_cancellation": "tried in tests/actors/test_admin_scope.py",
    "workflow_preview": "tried in tests/actors/test_admin_scope.py",
    "workflow_history_detail": "tried in tests/actors/test_admin_scope.py",
}

# Routes below "Mein Bereich" that no table tries.
OTHER_MEMBER_ROUTES: dict[str, str] = {
    "absences:overview": "the rights are tried in tests/desk/test_absences.py",
    "absences:cancel": "tried there",
    "review:claim": "the rights are tried in tests/desk/test_claims.py",
    "aftercare:confirm": "tried in tests/aftercare/test_checks.py",
    "aftercare:note": "tried in tests/aftercare/test_notes.py",
    "aftercare:ask_to_take_down": "tried in tests/aftercare/test_checks.py",
    "messages:inbox": "own conversations only; tried in tests/relay/test_writing.py",
    "messages:conversation": "the same",
    "messages:leave": "the same",
    "members:profile": "own organisations only; tried in tests/members/test_profile.py",
    "members:profile_preview": "the same",
    "members:profile_withdraw": "the same",
    "own_board:mine": "own entries only",
    "own_board:new": "who may write for whom is tried in tests/board/test_pages.py",
    "own_board:entry": "strangers and the desks of other regions are tried in tests/board/test_pages.py",
    "own_board:edit": "the same",
    "own_board:withdraw": "the same",
    "own_board:preview": "the same",
    "messages:habit": "the rights are tried in tests/relay/test_clock.py",
    "mentor_area:overview": "own profile and tandems only; tried in tests/mentoring/test_tandem_rights.py",
    "mentor_area:profile": "the same",
    "mentor_area:places": "the same",
    "mentor_area:pause": "the same",
    "mentor_area:declarations": "the same",
    "mentor_area:tandem": "the same",
    "mentor_area:certificate": "the same",
    "mentor_area:act": "the same",
    "my_advice:overview": "the rights are a table in tests/advice/test_advising.py",
    "my_advice:profile": "the same",
    "my_advice:hours": "the same",
    "my_advice:case": "the same",
    "my_advice:take": "tried there",
    "members:hand_over": "the rights are tried in tests/members/test_transfer.py",
    "projects:transfer": "tried there",
    "projects:transfer_back": "tried there",
    "projects:transfer_answer": "tried there",
    "projects:co_authors": "tried in tests/projects/test_co_authors.py",
    "projects:co_author_accept": "opened by the link of a mail; tried there",
    "projects:co_author_remove": "tried there",
    "members:everything": "the rights are tried in tests/members/test_overviews.py",
    "members:proposal": "tried in tests/projects/test_account_free.py",
    "projects:begin": "open to everybody; tried there",
    "projects:resume": "opened by the link of a mail; tried there",
    "projects:resume_step": "the same",
    "projects:resume_account": "the same",
    "projects:adopt": "of the person who has begun; tried there",
    "members:claim": "open to everybody; tried in tests/members/test_claims.py",
    "members:claim_confirm": "opened by the link of a mail; tried there",
    "members:claim_decide": "the rights are a table there",
    "members:claim_code": "of the person who claims; tried there",
    "members:claim_withdraw": "of the person who claims; tried there",
}


def names_in(namespace: str) -> set[str]:
    return {name for name in _names(get_resolver(), namespace, ()) if name}


def _names(resolver: URLResolver, wanted: str, path: tuple[str, ...]) -> Iterator[str | None]:
    here = (*path, resolver.namespace) if resolver.namespace else path
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern, wanted, here)
        elif isinstance(pattern, URLPattern) and here and here[-1] == wanted:
            yield pattern.name


def member_routes() -> set[str]:
    """Everything below "Mein Bereich", whichever module it comes from."""

    def walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            path = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, path, pattern.namespace or namespace)
            elif path.startswith("mein-bereich/"):
                yield f"{namespace}:{pattern.name}"

    return set(walk(get_resolver(), "", ""))


def test_every_page_route_is_tried_or_explained():
    tried = {route for action in PAGE_ACTIONS.values() for route in action.routes}
    tried |= {route for route, _attempt in ATTEMPTS.values()}
    assert names_in("wagtailadmin_pages") - tried - set(OTHER_PAGE_ROUTES) == set()


def test_every_snippet_route_is_tried_or_explained():
    tried = {route for action in SNIPPET_ACTIONS.values() for route in action.routes}
    for model in (Actor, Mentor, BoardEntry):
        namespace = model.snippet_viewset.get_url_name("list").rsplit(":", 1)[0]
        assert names_in(namespace) - tried - set(OTHER_SNIPPET_ROUTES) == set(), namespace


def test_every_member_route_is_tried_or_explained():
    actions = [*MEMBER_ACTIONS.values(), *ORGANISATION_ACTIONS.values()]
    tried = {route for action in actions for route in action.routes}
    assert {"projects:step", "review:decide", "members:people"} <= member_routes()
    assert member_routes() - tried - set(OTHER_MEMBER_ROUTES) == set()
    assert tried - member_routes() == set()


def test_no_explanation_outlives_its_route():
    pages = names_in("wagtailadmin_pages")
    snippets = names_in(Actor.snippet_viewset.get_url_name("list").rsplit(":", 1)[0])
    assert set(OTHER_PAGE_ROUTES) - pages == set()
    assert set(OTHER_SNIPPET_ROUTES) - snippets == set()
    assert set(OTHER_MEMBER_ROUTES) - member_routes() == set()
