"""Role × action where one state says it all: creating, previewing, ordering, unlocking, scheduling off."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from core.models import BasePage
from events.models import EventIndexPage
from news.models import NewsIndexPage
from projects.models import ProjectIndexPage
from tests.factories import (
    make_actor,
    make_editor,
    make_event,
    make_lead_editor,
    make_news,
    make_project,
    publish,
    region_index,
    submit,
)
from tests.permissions.clients import judging, nothing_beside_the_point
from tests.permissions.page_actions import fresh, opens, page_url, shows, takes_effect
from tests.permissions.roles import ROLES
from tests.permissions.tables import parse
from tests.permissions.test_page_matrix import filled_form

pytestmark = pytest.mark.django_db

KINDS: dict[str, tuple[Callable[..., Any], type[Page]]] = {
    "project": (make_project, ProjectIndexPage),
    "news": (make_news, NewsIndexPage),
    "event": (make_event, EventIndexPage),
}

# `y`: it succeeds, for pages of the region Chemnitz.
TABLE = parse(
    """
    action           | anonymous stranger other_lead member actor_lead other_editor other_moderator editor moderator lead admin
    choose type      | -         -        -          -      -          -            -               y      y         y    y
    new form         | -         -        -          -      -          -            -               y      y         y    y
    create           | -         -        -          -      -          -            -               y      y         y    y
    create live      | -         -        -          -      -          -            -               -      -         -    -
    preview new      | -         -        -          -      -          -            -               y      y         y    y
    preview edit     | -         -        -          -      -          -            -               y      y         y    y
    list by type     | -         -        -          -      -          -            -               y      y         y    y
    order            | -         -        -          -      -          -            -               -      -         y    y
    unlock           | -         -        -          -      -          -            -               -      y         y    y
    to plain page    | -         -        -          -      -          -            -               y      y         y    y
    history list     | -         -        -          -      -          -            -               y      y         y    y
    review detail    | -         -        -          -      -          -            -               y      y         y    y
    schedule off     | -         -        -          -      -          -            -               -      y         y    y
    """
)


class Case:
    """One draft of each sort that the attempts need, and the filled form of one of them."""

    def __init__(self, kind: str, admin: Client) -> None:
        self.make, index_type = KINDS[kind]
        self.index = region_index(index_type, "chemnitz")
        self.author = make_editor("chemnitz")
        self.draft = self._draft("Zwirnhaus")
        self.second = self._draft("Webstube")
        self.locked = self._draft("Spulerei")
        type(self.locked).objects.filter(pk=self.locked.pk).update(locked=True, locked_by=self.author)
        self.submitted = self._draft("Färberei")
        self.state = submit(self.submitted, self.author)
        self.scheduled = self._draft("Nadelwerk")
        self.scheduled.go_live_at = timezone.now() + timedelta(days=1)
        self.scheduled.save_revision(user=self.author, clean=False)
        publish(self.scheduled, by=make_lead_editor())
        self.form = {**filled_form(admin, self.draft), "title": "Frisch", "slug": "frisch"}

    def _draft(self, title: str) -> Any:
        return self.make("chemnitz", user=self.author, title=title)

    def address(self, name: str) -> str:
        meta = self.draft._meta
        return reverse(f"wagtailadmin_pages:{name}", args=[meta.app_label, meta.model_name, self.index.pk])


def _choose_type(client: Client, case: Case) -> bool:
    """Leads to the form at once where only one type fits."""
    response = client.get(page_url("add_subpage", case.index.pk))
    return response.status_code == 200 or response.get("Location") == case.address("add")


def _created(live: bool) -> bool:
    return Page.objects.filter(slug="frisch", live=live).exists()


def _create(client: Client, case: Case) -> bool:
    return takes_effect(lambda: client.post(case.address("add"), case.form), lambda: _created(live=False))


def _create_live(client: Client, case: Case) -> bool:
    form = {**case.form, "action-publish": "action-publish"}
    return takes_effect(lambda: client.post(case.address("add"), form), lambda: _created(live=True))


def _order(client: Client, case: Case) -> bool:
    def first() -> int:
        return fresh(case.index).get_children().first().pk

    before = first()
    url = page_url("set_page_position", case.second.pk) + "?position=0"
    return takes_effect(lambda: client.post(url), lambda: first() != before)


def _unlock(client: Client, case: Case) -> bool:
    return takes_effect(lambda: client.post(page_url("unlock", case.locked.pk)), lambda: not fresh(case.locked).locked)


def _to_plain_page(client: Client, case: Case) -> bool:
    type(case.second).objects.filter(pk=case.second.pk).update(alias_of_id=case.draft.pk)
    return takes_effect(
        lambda: client.post(page_url("convert_alias", case.second.pk)),
        lambda: fresh(case.second).alias_of_id is None,
    )


def _schedule_off(client: Client, case: Case) -> bool:
    revision = case.scheduled.revisions.get(approved_go_live_at__isnull=False)
    return takes_effect(
        lambda: client.post(page_url("revisions_unschedule", case.scheduled.pk, revision.pk)),
        lambda: fresh(revision).approved_go_live_at is None,
    )


def _posted(client: Client, url: str, case: Case) -> bool:
    return client.post(url, case.form).status_code == 200


def _listed_by_type(client: Client, case: Case) -> bool:
    meta = case.draft._meta
    return shows(client, reverse("wagtailadmin_pages:type_use", args=[meta.app_label, meta.model_name]), "Zwirnhaus")


# What each is called in the tables, the route it goes through, the attempt.
ATTEMPTS: dict[str, tuple[str, Callable[[Client, Case], bool]]] = {
    "choose type": ("add_subpage", _choose_type),
    "new form": ("add", lambda client, case: opens(client, case.address("add"))),
    "create": ("add", _create),
    "create live": ("add", _create_live),
    "preview new": ("preview_on_add", lambda client, case: _posted(client, case.address("preview_on_add"), case)),
    "preview edit": (
        "preview_on_edit",
        lambda client, case: _posted(client, page_url("preview_on_edit", case.draft.pk), case),
    ),
    "list by type": ("type_use", _listed_by_type),
    "order": ("set_page_position", _order),
    "unlock": ("unlock", _unlock),
    "to plain page": ("convert_alias", _to_plain_page),
    "history list": (
        "history_results",
        lambda client, case: opens(client, page_url("history_results", case.draft.pk)),
    ),
    "review detail": (
        "workflow_history_detail",
        lambda client, case: opens(
            client, page_url("workflow_history_detail", case.submitted.pk, case.state.workflow_state_id)
        ),
    ),
    "schedule off": ("revisions_unschedule", _schedule_off),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_role_can_do_exactly_what_the_table_says(kind: str, staff_client: Any) -> None:
    actor = make_actor()
    case = Case(kind, staff_client(ROLES["admin"](actor)))
    assert isinstance(case.draft, BasePage)
    wrong = []
    for role, make_user in ROLES.items():
        user = make_user(actor)
        client = judging(staff_client(user) if user.is_authenticated else Client())
        with nothing_beside_the_point():
            for name, (_route, attempt) in ATTEMPTS.items():
                if (found := attempt(client, case)) != (TABLE[name][role] == "y"):
                    wrong.append(f"{name}: {role} {'can' if found else 'cannot'}")
    assert wrong == []
