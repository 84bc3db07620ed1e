"""Every admin address of actors, contact persons and mentors: what staff elsewhere, members and strangers get."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Revision

from actors.models import Actor, ContactPerson
from core.models import GatedSnippet
from mentoring.models import Mentor
from tests.actors.admin import list_addresses, object_addresses
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_admin,
    make_contact_person,
    make_editor,
    make_lead_editor,
    make_mentor,
    make_moderator,
    publish,
    submit,
)
from tests.factories.counting import queries_of

pytestmark = pytest.mark.django_db

SECRET = "Streng geheimer Name"
MAKERS: dict[str, Callable[..., Any]] = {
    "actor": lambda live: make_actor("chemnitz", name=SECRET, live=live),
    "mentor": lambda live: make_mentor("chemnitz", name=SECRET, live=live),
    "contact person": lambda live: make_contact_person(make_actor("chemnitz", live=live), name=SECRET),
}
GATED = {
    "edit",
    "delete",
    "usage",
    "history",
    "history_results",
    "copy",
    "inspect",
    "preview_on_edit",
    "revisions_view",
    "revisions_revert",
    "revisions_compare",
    "revisions_unschedule",
    "unpublish",
    "lock",
    "unlock",
    "workflow_action",
    "collect_workflow_action_data",
    "confirm_workflow_cancellation",
    "workflow_history",
    "workflow_history_detail",
    "workflow_preview",
}
UNGATED = {"edit", "delete", "usage", "history", "history_results", "copy", "inspect"}
MODELS = {"actor": Actor, "mentor": Mentor, "contact person": ContactPerson}


@pytest.fixture(params=MODELS)
def foreign(request: pytest.FixtureRequest) -> Any:
    """An object of the region Chemnitz, gated ones in review."""
    obj = MAKERS[request.param](live=False)
    if isinstance(obj, GatedSnippet):
        submit(obj, make_editor("chemnitz"))
    return type(obj).objects.get(pk=obj.pk)


def fingerprint(obj: Any) -> Any:
    """Everything an action could have changed."""
    row = type(obj).objects.filter(pk=obj.pk).values().get()
    states = list(obj.workflow_states.values_list("pk", "status")) if isinstance(obj, GatedSnippet) else []
    return row, states, list(Revision.objects.for_instance(obj).values_list("pk", "approved_go_live_at"))


def test_the_list_of_addresses_is_complete(foreign: Any) -> None:
    assert set(object_addresses(foreign)) == (GATED if isinstance(foreign, GatedSnippet) else UNGATED)


@pytest.mark.parametrize("method", ["get", "post"])
def test_staff_of_another_region_reach_nothing_of_it(
    foreign: Any, method: str, staff_client: Callable[[Any], Client]
) -> None:
    before = fingerprint(foreign)
    client = staff_client(make_moderator("leipzig"))
    for name, address in object_addresses(foreign).items():
        response = getattr(client, method)(address, {"name": "Gekapert", "action-publish": "1"})
        assert response.status_code in {302, 403, 404, 405}, name
        assert response.status_code != 302 or response["Location"] == reverse("wagtailadmin_home"), name
        assert SECRET not in response.content.decode(), name
        assert fingerprint(foreign) == before, name


@pytest.mark.parametrize("method", ["get", "post"])
def test_members_are_sent_away_from_every_address(foreign: Any, method: str, client: Client) -> None:
    actor = foreign if isinstance(foreign, Actor) else foreign.actor or make_actor("chemnitz")
    client.force_login(make_actor_lead(actor), backend="allauth.account.auth_backends.AuthenticationBackend")
    before = fingerprint(foreign)
    for name, address in object_addresses(foreign).items():
        response = getattr(client, method)(address)
        assert response.status_code in {302, 403}, name
        assert SECRET not in response.content.decode(), name
    assert fingerprint(foreign) == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_are_asked_to_sign_in(foreign: Any, method: str, client: Client) -> None:
    before = fingerprint(foreign)
    for name, address in object_addresses(foreign).items():
        response = getattr(client, method)(address)
        assert response.status_code == 302, name
        assert "/login/" in response["Location"], name
    assert fingerprint(foreign) == before


@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.parametrize("who", [make_editor, make_moderator])
def test_lists_show_the_own_region_only(
    kind: str, who: Callable[[str], Any], staff_client: Callable[[Any], Client]
) -> None:
    obj = MAKERS[kind](live=True)
    for region, shown in (("leipzig", False), ("chemnitz", True)):
        client = staff_client(who(region))
        for address in list_addresses(type(obj)).values():
            for query in ("", "?q=geheim"):
                content = _content(client.get(f"{address}{query}"))
                assert (SECRET in content) is shown, f"{region} {address}{query}"
            assert shown or SECRET not in _content(client.get(f"{address}?export=csv"))


def _content(response: Any) -> str:
    assert response.status_code == 200
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode()


@pytest.mark.parametrize("kind", MODELS)
def test_lead_editors_see_all_regions(kind: str, staff_client: Callable[[Any], Client]) -> None:
    obj = MAKERS[kind](live=False)
    assert SECRET in _content(staff_client(make_lead_editor()).get(list_addresses(type(obj))["list"]))


@pytest.mark.parametrize("kind", ["actor", "mentor"])
@pytest.mark.parametrize("who", [make_editor, make_moderator])
def test_a_list_asks_as_much_for_ten_drafts_in_review_as_for_two(
    kind: str, who: Callable[[str], Any], staff_client: Callable[[Any], Client]
) -> None:
    client, model = staff_client(who("chemnitz")), MODELS[kind]
    asked = []
    for amount in (2, 8):
        for _number in range(amount):
            submit(MAKERS[kind](live=False), make_editor("chemnitz"))
        asked.append(queries_of(client, list_addresses(model)["list"]))
    assert asked[0] == asked[1]


def test_a_list_says_what_is_scheduled(staff_client: Callable[[Any], Client]) -> None:
    actor = make_actor("chemnitz", live=False)
    actor.go_live_at = timezone.now() + timedelta(days=1)
    actor.save_revision(clean=False)
    publish(actor)
    make_actor("chemnitz", live=False)
    response = staff_client(make_editor("chemnitz")).get(list_addresses(Actor)["list"])
    with override("en"):
        assert sorted(row.status_string for row in response.context["object_list"]) == ["draft", "scheduled"]


NOT_OPENED = {
    "delete",  # not while somebody is asked to look at it; the matrix tries every state
    "lock",
    "unlock",
    "unpublish",
    "workflow_action",
    "collect_workflow_action_data",
    "workflow_preview",
}


def test_staff_of_the_region_can_open_every_view_of_a_draft(
    foreign: Any, staff_client: Callable[[Any], Client]
) -> None:
    client = staff_client(make_moderator("chemnitz"))
    # What is being reviewed cannot be deleted; `TestDeletion` tries drafts.
    closed = NOT_OPENED | {"delete"} if isinstance(foreign, GatedSnippet) else NOT_OPENED
    for name, address in object_addresses(foreign).items():
        if name not in closed:
            assert client.get(address).status_code == 200, name


class TestChoosers:
    """What staff may refer to: public things from everywhere, drafts of the own region."""

    def chooser(self, model: Any, name: str = "choose", **arguments: Any) -> str:
        namespace = model.snippet_viewset.get_chooser_admin_url_namespace()
        return reverse(f"{namespace}:{name}", kwargs=arguments)

    @pytest.mark.parametrize("kind", MODELS)
    def test_foreign_drafts_are_not_offered(self, kind: str, staff_client: Callable[[Any], Client]) -> None:
        obj = MAKERS[kind](live=False)
        client = staff_client(make_editor("leipzig"))
        for name in ("choose", "choose_results"):
            for query in ("", "?q=geheim", "?multiple=1", "?q=%22%00"):
                assert SECRET not in client.get(self.chooser(type(obj), name) + query).content.decode()

    @pytest.mark.parametrize("kind", MODELS)
    def test_own_drafts_and_public_ones_are_offered(self, kind: str, staff_client: Callable[[Any], Client]) -> None:
        model = MODELS[kind]
        MAKERS[kind](live=False)
        assert SECRET in staff_client(make_editor("chemnitz")).get(self.chooser(model)).json()["html"]
        MAKERS[kind](live=True)
        assert SECRET in staff_client(make_editor("leipzig")).get(self.chooser(model)).json()["html"]

    @pytest.mark.parametrize("kind", MODELS)
    def test_a_foreign_draft_cannot_be_chosen_by_its_id(self, kind: str, staff_client: Callable[[Any], Client]) -> None:
        obj = MAKERS[kind](live=False)
        client = staff_client(make_editor("leipzig"))
        assert client.get(self.chooser(type(obj), "chosen", pk=obj.pk)).status_code == 404
        several = client.get(self.chooser(type(obj), "chosen_multiple"), {"id": [obj.pk, "x", "9" * 40]})
        assert SECRET not in several.content.decode()

    def test_odd_ids_are_not_found(self, staff_client: Callable[[Any], Client]) -> None:
        client = staff_client(make_lead_editor())
        for pk in ("x", "9" * 40, "-1", "٣"):
            assert client.get(self.chooser(Actor, "chosen", pk=pk)).status_code == 404, pk

    @pytest.mark.parametrize("kind", MODELS)
    def test_nothing_is_created_in_passing(self, kind: str, staff_client: Callable[[Any], Client]) -> None:
        model = MODELS[kind]
        client = staff_client(make_lead_editor())
        for method in (client.get, client.post):
            assert method(self.chooser(model, "create"), {"name": "Neu"}).status_code in {302, 403}
        assert not model.objects.filter(name="Neu").exists()

    def test_members_are_sent_away(self, client: Client) -> None:
        client.force_login(make_actor_lead(make_actor()), backend="allauth.account.auth_backends.AuthenticationBackend")
        for name in ("choose", "choose_results", "chosen_multiple", "create"):
            assert client.get(self.chooser(Actor, name)).status_code in {302, 403}, name


class TestBulkDelete:
    def address(self, model: Any, *ids: Any) -> str:
        path = reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, "delete"])
        return f"{path}?{'&'.join(f'id={pk}' for pk in ids)}"

    @pytest.mark.parametrize("kind", MODELS)
    @pytest.mark.parametrize("by_id", [True, False])
    def test_foreign_objects_are_neither_named_nor_deleted(
        self, kind: str, by_id: bool, staff_client: Callable[[Any], Client]
    ) -> None:
        obj = MAKERS[kind](live=False)
        client = staff_client(make_moderator("leipzig"))
        address = self.address(type(obj), obj.pk if by_id else "all")
        for method in (client.get, client.post):
            response = method(address)
            assert response.status_code == 404
            assert SECRET not in response.content.decode()
        assert type(obj).objects.filter(pk=obj.pk).exists()

    def test_of_several_only_the_own_draft_goes(self, staff_client: Callable[[Any], Client]) -> None:
        own, foreign = make_actor("leipzig", live=False), make_actor("chemnitz", live=False)
        public = make_actor("leipzig")
        client = staff_client(make_editor("leipzig"))
        client.post(self.address(Actor, own.pk, foreign.pk, public.pk, "x"))
        assert set(Actor.objects.filter(pk__in=[own.pk, foreign.pk, public.pk])) == {foreign, public}


class TestDeletion:
    def delete(self, client: Client, obj: Any) -> bool:
        client.post(object_addresses(obj)["delete"])
        return not type(obj).objects.filter(pk=obj.pk).exists()

    @pytest.mark.parametrize("make", [make_actor, make_mentor])
    def test_staff_delete_drafts_that_were_never_public(
        self, make: Callable[..., Any], staff_client: Callable[[Any], Client]
    ) -> None:
        assert self.delete(staff_client(make_editor("chemnitz")), make("chemnitz", live=False))

    @pytest.mark.parametrize("make", [make_actor, make_mentor])
    def test_staff_delete_nothing_that_was_public_once(
        self, make: Callable[..., Any], staff_client: Callable[[Any], Client]
    ) -> None:
        obj = make("chemnitz")
        obj.unpublish()
        assert not self.delete(staff_client(make_moderator("chemnitz")), obj)

    def test_lead_editors_delete_public_ones(self, staff_client: Callable[[Any], Client]) -> None:
        assert self.delete(staff_client(make_lead_editor()), make_actor("chemnitz"))

    @pytest.mark.parametrize("make", [make_actor, make_mentor])
    def test_staff_delete_nothing_that_somebody_reviews(
        self, make: Callable[..., Any], staff_client: Callable[[Any], Client]
    ) -> None:
        obj = make("chemnitz", live=False)
        submit(obj, make_editor("chemnitz"))
        assert not self.delete(staff_client(make_moderator("chemnitz")), obj)


class TestPublicationRoads:
    """Nobody publishes from the admin of actors and mentors: not by button, not by posting."""

    @pytest.mark.parametrize("make", [make_actor, make_mentor])
    @pytest.mark.parametrize("who", [make_admin, make_lead_editor, lambda: make_moderator("chemnitz")])
    def test_no_publish_button_for_anybody(
        self, make: Callable[..., Any], who: Callable[[], Any], staff_client: Callable[[Any], Client]
    ) -> None:
        obj = make("chemnitz", live=False)
        content = staff_client(who()).get(object_addresses(obj)["edit"]).content.decode()
        assert "action-submit" in content
        assert "action-publish" not in content

    def test_moderators_take_public_ones_down(self, staff_client: Callable[[Any], Client]) -> None:
        actor = make_actor("chemnitz")
        staff_client(make_moderator("chemnitz")).post(object_addresses(actor)["unpublish"])
        assert not Actor.objects.get(pk=actor.pk).live

    def test_editors_do_not_take_public_ones_down(self, staff_client: Callable[[Any], Client]) -> None:
        actor = make_actor("chemnitz")
        client = staff_client(make_editor("chemnitz"))
        assert "unpublish" not in client.get(object_addresses(actor)["edit"]).content.decode()
        client.post(object_addresses(actor)["unpublish"])
        assert Actor.objects.get(pk=actor.pk).live

    def test_approval_by_the_workflow_address_is_refused(self, staff_client: Callable[[Any], Client]) -> None:
        actor = make_actor("chemnitz", live=False)
        submit(actor, make_editor("chemnitz"))
        actor = Actor.objects.get(pk=actor.pk)
        client = staff_client(make_moderator("chemnitz"))
        for name in ("workflow_action", "collect_workflow_action_data"):
            assert client.post(object_addresses(actor)[name]).status_code == 302
        assert not Actor.objects.get(pk=actor.pk).live

    def test_posting_to_the_copy_form_changes_nothing(self, staff_client: Callable[[Any], Client]) -> None:
        actor = make_actor("chemnitz")
        response = staff_client(make_editor("chemnitz")).post(object_addresses(actor)["copy"], {"name": "Gekapert"})
        assert response.status_code == 405
        assert Actor.objects.get(pk=actor.pk).live

    def test_the_reviewer_is_led_to_the_decision(self, staff_client: Callable[[Any], Client]) -> None:
        actor = make_actor("chemnitz", live=False)
        state = submit(actor, make_editor("chemnitz"))
        client = staff_client(make_moderator("chemnitz"))
        assert reverse("core_review", args=[state.pk]) in client.get(object_addresses(actor)["edit"]).content.decode()

    def test_a_public_actor_stays_public_while_its_draft_changes(self, staff_client: Callable[[Any], Client]) -> None:
        actor = make_actor("chemnitz", name="Alter Name")
        actor.name = "Neuer Name"
        actor.save_revision()
        assert Actor.objects.get(pk=actor.pk).name == "Alter Name"
        publish(actor)
        assert Actor.objects.get(pk=actor.pk).name == "Neuer Name"
