"""The forms of actors and contact persons: who places what where, what is refused, how a draft is submitted."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from actors.models import Actor, ContactPerson
from core.models import Decision, Region, RegionReviewTaskState
from tests.actors.admin import actor_data, existing_text, object_addresses, person_data
from tests.factories import (
    make_actor,
    make_contact_person,
    make_editor,
    make_image,
    make_lead_editor,
    make_moderator,
    make_topic,
    submit,
)

pytestmark = pytest.mark.django_db

StaffClient = Callable[[Any], Client]


def region(slug: str) -> str:
    return str(Region.objects.get(slug=slug).pk)


def add(client: Client, **changes: Any) -> Actor | None:
    client.post(reverse(Actor.snippet_viewset.get_url_name("add")), actor_data(**changes))
    return Actor.objects.filter(name="Nachbarschaftswerk").first()


def edit(client: Client, actor: Actor, **changes: Any) -> Any:
    data = actor_data(name=actor.name, region=str(actor.region_id or ""), **existing_text(actor))
    return client.post(object_addresses(actor)["edit"], {**data, **changes})


class TestCreating:
    def test_staff_create_a_draft_in_their_own_region(self, staff_client: StaffClient) -> None:
        editor, topic = make_editor("leipzig"), make_topic()
        actor = add(staff_client(editor), region=region("leipzig"), topics=[topic.pk])
        assert actor is not None
        assert (actor.live, actor.slug, actor.region.slug) == (False, "nachbarschaftswerk", "leipzig")
        assert [link.topic for link in actor.actor_topics.all()] == [topic]
        assert actor.texts.get().summary.startswith("Wir bringen")
        assert actor.latest_revision.user == editor

    @pytest.mark.parametrize("action", ["action-publish", "action-workflow-action", "action-restart-workflow"])
    def test_no_posted_action_makes_it_public(self, action: str, staff_client: StaffClient) -> None:
        actor = add(staff_client(make_lead_editor()), region=region("leipzig"), **{action: "1"})
        assert actor is not None
        assert not actor.live

    def test_staff_cannot_create_in_another_region(self, staff_client: StaffClient) -> None:
        assert add(staff_client(make_editor("leipzig")), region=region("chemnitz")) is None

    def test_staff_cannot_create_statewide(self, staff_client: StaffClient) -> None:
        assert add(staff_client(make_moderator("leipzig")), region="") is None

    def test_lead_editors_create_statewide(self, staff_client: StaffClient) -> None:
        actor = add(staff_client(make_lead_editor()), region="")
        assert actor is not None
        assert actor.region is None

    def test_the_district_follows_from_the_postcode(self, staff_client: StaffClient) -> None:
        actor = add(staff_client(make_lead_editor()), region=region("leipzig"), postcode="04103")
        assert actor is not None
        assert actor.district.ags == "14713"

    def test_a_second_actor_of_the_same_name_gets_another_address(self, staff_client: StaffClient) -> None:
        client = staff_client(make_lead_editor())
        add(client, region=region("leipzig"))
        add(client, region=region("dresden"))
        assert set(Actor.objects.filter(name="Nachbarschaftswerk").values_list("slug", flat=True)) == {
            "nachbarschaftswerk",
            "nachbarschaftswerk-2",
        }

    def test_two_texts_in_one_language_are_refused_in_words(self, staff_client: StaffClient) -> None:
        second = {"texts-TOTAL_FORMS": "2"} | {
            f"texts-1-{name}": value
            for name, value in {
                "language": "de",
                "summary": "Noch einmal",
                "id": "",
                "ORDER": "2",
                "DELETE": "",
            }.items()
        }
        assert add(staff_client(make_lead_editor()), region=region("leipzig"), **second) is None

    @pytest.mark.parametrize("name", ["\x00", "x" * 400, "   "])
    def test_odd_names_are_refused(self, name: str, staff_client: StaffClient) -> None:
        client = staff_client(make_lead_editor())
        response = client.post(reverse(Actor.snippet_viewset.get_url_name("add")), actor_data(name=name))
        assert response.context["form"].errors["name"]
        assert not Actor.objects.exists()


class TestEditing:
    def test_a_draft_is_changed_with_a_revision(self, staff_client: StaffClient) -> None:
        actor, editor = make_actor("chemnitz", live=False), make_editor("chemnitz")
        edit(staff_client(editor), actor, city="Zwickau")
        assert Actor.objects.get(pk=actor.pk).city == "Zwickau"
        assert actor.revisions.latest("pk").user == editor

    def test_a_public_actor_keeps_its_words_until_approval(self, staff_client: StaffClient) -> None:
        actor = make_actor("chemnitz", city="Plauen")
        edit(staff_client(make_editor("chemnitz")), actor, city="Zwickau")
        actor = Actor.objects.get(pk=actor.pk)
        assert (actor.city, actor.get_latest_revision_as_object().city) == ("Plauen", "Zwickau")

    def test_topics_are_replaced_by_what_is_ticked(self, staff_client: StaffClient) -> None:
        actor, topic = make_actor("chemnitz", live=False), make_topic()
        edit(staff_client(make_editor("chemnitz")), actor, topics=[topic.pk])
        assert [link.topic for link in Actor.objects.get(pk=actor.pk).actor_topics.all()] == [topic]

    def test_comparing_versions_names_the_topics(self, staff_client: StaffClient) -> None:
        actor, topic = make_actor("chemnitz", live=False), make_topic("Kultur")
        client = staff_client(make_editor("chemnitz"))
        edit(client, actor, topics=[topic.pk])
        assert (
            '<span class="addition">Kultur</span>'
            in client.get(object_addresses(actor)["revisions_compare"]).content.decode()
        )

    def test_autosave_answers_with_data(self, staff_client: StaffClient) -> None:
        actor = make_actor("chemnitz", live=False)
        client = staff_client(make_editor("chemnitz"))
        data = actor_data(name="Gespeichert", region=str(actor.region_id), **existing_text(actor))
        response = client.post(object_addresses(actor)["edit"], data, headers={"accept": "application/json"})
        assert response.json()["success"]
        assert Actor.objects.get(pk=actor.pk).name == "Gespeichert"

    def test_an_old_version_keeps_region_and_pictures(self, staff_client: StaffClient) -> None:
        actor = make_actor("chemnitz", live=False)
        old = actor.latest_revision
        Actor.objects.filter(pk=actor.pk).update(region=Region.objects.get(slug="dresden"))
        loaded = Revision.objects.get(pk=old.pk).as_object()
        assert (loaded.region.slug, loaded.collection) == ("dresden", actor.collection)


class TestRegion:
    def test_staff_cannot_move_a_draft_to_another_region(self, staff_client: StaffClient) -> None:
        actor = make_actor("chemnitz", live=False)
        edit(staff_client(make_moderator("chemnitz")), actor, region=region("dresden"))
        assert Actor.objects.get(pk=actor.pk).region.slug == "chemnitz"

    def test_staff_cannot_move_a_public_actor(self, staff_client: StaffClient) -> None:
        actor, moderator = make_actor("chemnitz"), make_moderator("chemnitz")
        moderator.region_roles.create(region=Region.objects.get(slug="dresden"), role="moderator")
        edit(staff_client(moderator), actor, region=region("dresden"))
        assert Actor.objects.get(pk=actor.pk).region.slug == "chemnitz"

    def test_a_lead_editor_moves_a_public_actor_at_once_without_publishing_the_draft(
        self, staff_client: StaffClient
    ) -> None:
        actor = make_actor("chemnitz", city="Plauen")
        edit(staff_client(make_lead_editor()), actor, region=region("dresden"), city="Bautzen")
        actor = Actor.objects.get(pk=actor.pk)
        assert (actor.region.slug, actor.city, actor.live) == ("dresden", "Plauen", True)

    def test_an_open_review_moves_along(self, staff_client: StaffClient) -> None:
        actor = make_actor("chemnitz")
        submit(actor, make_editor("chemnitz"))
        edit(staff_client(make_lead_editor()), actor, region=region("dresden"))
        assert RegionReviewTaskState.objects.get(status="in_progress").region.slug == "dresden"

    def test_a_preview_moves_nothing(self, staff_client: StaffClient) -> None:
        actor = make_actor("chemnitz")
        client = staff_client(make_lead_editor())
        data = actor_data(name=actor.name, region=region("dresden"), **existing_text(actor))
        address = object_addresses(actor)["preview_on_edit"]
        assert client.post(address, data).json()["is_valid"]
        assert client.get(address).status_code == 200
        assert Actor.objects.get(pk=actor.pk).region.slug == "chemnitz"


class TestCopying:
    def test_a_copy_starts_as_a_filled_form_without_an_address_of_its_own(self, staff_client: StaffClient) -> None:
        actor = make_actor("chemnitz", city="Plauen")
        form = staff_client(make_lead_editor()).get(object_addresses(actor)["copy"]).context["form"]
        assert (form.instance.pk, form.instance.city, form["slug"].value()) == (None, "Plauen", "")
        assert [child.instance.pk for child in form.formsets["texts"].forms] == [None]

    def test_posting_it_makes_a_new_draft_with_texts_of_its_own(self, staff_client: StaffClient) -> None:
        source = make_actor("chemnitz")
        copy = add(staff_client(make_editor("chemnitz")), region=region("chemnitz"), **{"texts-INITIAL_FORMS": "1"})
        assert copy is not None
        assert (copy.live, copy.texts.count(), source.texts.count()) == (False, 1, 1)


class TestSubmitting:
    def test_a_complete_draft_goes_into_review(self, staff_client: StaffClient) -> None:
        actor = make_actor("chemnitz", live=False)
        topic = actor.actor_topics.get().topic.pk
        edit(staff_client(make_editor("chemnitz")), actor, topics=[topic], **{"action-submit": "1"})
        assert Actor.objects.get(pk=actor.pk).workflow_in_progress
        assert Decision.objects.about(actor).filter(kind="submitted").exists()

    def test_an_incomplete_draft_is_kept_and_told_what_is_missing(self, staff_client: StaffClient) -> None:
        actor = make_actor("chemnitz", live=False)
        client = staff_client(make_editor("chemnitz"))
        response = edit(client, actor, city="Plauen", **{"action-submit": "1"})
        actor = Actor.objects.get(pk=actor.pk)
        assert (actor.city, actor.workflow_in_progress) == ("Plauen", False)
        told = [str(message) for message in client.get(response["Location"]).context["messages"]]
        assert len(told) == 1
        assert told[0].count(" ") > 8

    def test_a_submission_is_withdrawn_by_whoever_made_it(self, staff_client: StaffClient) -> None:
        actor, editor = make_actor("chemnitz", live=False), make_editor("chemnitz")
        submit(actor, editor)
        edit(staff_client(editor), actor, **{"action-cancel-workflow": "1"})
        assert not Actor.objects.get(pk=actor.pk).workflow_in_progress
        assert Decision.objects.about(actor).filter(kind="withdrawn").exists()


class TestForeignIds:
    def test_a_foreign_picture_is_refused(self, staff_client: StaffClient) -> None:
        foreign = make_image(collection=make_actor("leipzig").collection)
        actor = make_actor("chemnitz", live=False)
        response = edit(staff_client(make_editor("chemnitz")), actor, image=foreign.pk)
        assert response.context["form"].errors["image"]
        assert foreign.title not in response.content.decode()
        assert Actor.objects.get(pk=actor.pk).image is None

    def test_a_picture_of_the_own_region_is_accepted(self, staff_client: StaffClient) -> None:
        own = make_image(collection=make_actor("chemnitz").collection)
        actor = make_actor("chemnitz", live=False)
        edit(staff_client(make_editor("chemnitz")), actor, image=own.pk)
        assert Actor.objects.get(pk=actor.pk).image == own

    def test_a_foreign_picture_that_stood_there_may_stay(self, staff_client: StaffClient) -> None:
        foreign = make_image(collection=make_actor("leipzig").collection)
        actor = make_actor("chemnitz", live=False, image=foreign)
        edit(staff_client(make_editor("chemnitz")), actor, image=foreign.pk, city="Plauen")
        assert Actor.objects.get(pk=actor.pk).city == "Plauen"

    @pytest.mark.parametrize("value", ["0", "-1", "x", "9" * 30, "\x00"])
    def test_odd_picture_ids_are_refused(self, value: str, staff_client: StaffClient) -> None:
        actor = make_actor("chemnitz", live=False)
        assert edit(staff_client(make_editor("chemnitz")), actor, image=value).context["form"].errors["image"]


class TestContactPersons:
    def save(self, client: Client, person: ContactPerson | None = None, **changes: Any) -> Any:
        address = (
            object_addresses(person)["edit"] if person else reverse(ContactPerson.snippet_viewset.get_url_name("add"))
        )
        return client.post(address, person_data(**changes))

    def test_staff_add_people_to_organisations_of_their_region(self, staff_client: StaffClient) -> None:
        self.save(staff_client(make_editor("chemnitz")), actor=make_actor("chemnitz").pk)
        assert ContactPerson.objects.get(name="Ines Marschner").slug == "ines-marschner"

    @pytest.mark.parametrize("live", [True, False])
    def test_staff_add_nobody_to_organisations_of_other_regions(self, live: bool, staff_client: StaffClient) -> None:
        self.save(staff_client(make_editor("chemnitz")), actor=make_actor("leipzig", live=live).pk)
        assert not ContactPerson.objects.filter(name="Ines Marschner").exists()

    def test_staff_cannot_give_a_person_to_another_region(self, staff_client: StaffClient) -> None:
        person = make_contact_person(make_actor("chemnitz"))
        self.save(
            staff_client(make_editor("chemnitz")),
            person,
            actor=person.actor_id,
            region=region("leipzig"),
            **existing_text(person),
        )
        assert ContactPerson.objects.get(pk=person.pk).region is None
