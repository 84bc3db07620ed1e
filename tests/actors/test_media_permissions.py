"""Who may use which picture: computed from collections, refused wherever a foreign id is posted."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection
from wagtail.permissions import policy_registry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from actors.models import Actor
from core.media_permissions import images_usable_by, may_use_image
from core.models import PortalImage, Region
from news.models import NewsPage
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contact_person,
    make_contributor,
    make_editor,
    make_image,
    make_lead_editor,
    make_moderator,
    make_news,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pictures() -> dict[str, PortalImage]:
    """One picture of an organisation in each of two regions, of a statewide one, and a shared one."""
    collections = {
        "chemnitz": make_actor("chemnitz").collection,
        "leipzig": make_actor("leipzig").collection,
        "statewide": make_actor(None).collection,
        "shared": Collection.objects.get(name="Plattform"),
    }
    return {
        name: make_image(collection=collection, title=f"Bild aus {name}") for name, collection in collections.items()
    }


def usable(user: Any, pictures: dict[str, PortalImage]) -> set[str]:
    found = set(images_usable_by(user))
    for name, picture in pictures.items():
        assert may_use_image(user, picture) is (picture in found), name
    return {name for name, picture in pictures.items() if picture in found}


class TestCollections:
    def test_every_actor_has_its_own_below_the_common_one(self) -> None:
        actor = make_actor(name="Werkhof", live=False)
        assert actor.collection.name == "Werkhof"
        assert actor.collection.get_parent().name == "Akteure"

    def test_saving_again_makes_no_second_one(self) -> None:
        actor = make_actor(live=False)
        collection = actor.collection
        actor.save()
        assert Actor.objects.get(pk=actor.pk).collection == collection


class TestUsablePictures:
    def test_staff_use_their_region_and_what_is_shared(self, pictures: dict[str, PortalImage]) -> None:
        assert usable(make_editor("chemnitz"), pictures) == {"chemnitz", "shared"}
        assert usable(make_moderator("leipzig"), pictures) == {"leipzig", "shared"}

    def test_lead_editors_use_everything(self, pictures: dict[str, PortalImage]) -> None:
        assert usable(make_lead_editor(), pictures) == set(pictures)

    @pytest.mark.parametrize("make", [make_contributor, make_actor_lead])
    def test_members_use_what_belongs_to_their_organisation(
        self, make: Callable[..., Any], pictures: dict[str, PortalImage]
    ) -> None:
        assert usable(make(pictures["chemnitz"].collection.actor), pictures) == {"chemnitz"}

    def test_strangers_use_nothing(self, pictures: dict[str, PortalImage]) -> None:
        assert usable(AnonymousUser(), pictures) == set()

    def test_rights_follow_the_organisation_into_another_region(self, pictures: dict[str, PortalImage]) -> None:
        Actor.objects.filter(collection=pictures["chemnitz"].collection).update(
            region=Region.objects.get(slug="leipzig")
        )
        assert usable(make_editor("leipzig"), pictures) == {"chemnitz", "leipzig", "shared"}

    def test_pictures_of_a_deleted_organisation_are_not_shared(self, pictures: dict[str, PortalImage]) -> None:
        Actor.objects.get(collection=pictures["leipzig"].collection).delete()
        assert usable(make_editor("leipzig"), pictures) == {"shared"}


class TestAdmin:
    @pytest.mark.parametrize(
        "address", ["wagtailimages:index", "wagtailimages_chooser:choose", "wagtailadmin_api:images:listing"]
    )
    def test_lists_and_choosers_show_no_foreign_picture(
        self, address: str, pictures: dict[str, PortalImage], staff_client: Callable[[Any], Client]
    ) -> None:
        content = staff_client(make_editor("chemnitz")).get(reverse(address)).content.decode()
        assert "Bild aus chemnitz" in content
        assert "Bild aus leipzig" not in content

    @pytest.mark.parametrize(
        "address",
        [
            "wagtailimages:edit",
            "wagtailimages:delete",
            "wagtailimages:url_generator",
            "wagtailimages:image_usage",
            "wagtailimages_chooser:chosen",
            "wagtailimages_chooser:select_format",
            "wagtailadmin_api:images:detail",
        ],
    )
    def test_a_foreign_picture_cannot_be_opened(
        self, address: str, pictures: dict[str, PortalImage], staff_client: Callable[[Any], Client]
    ) -> None:
        client = staff_client(make_editor("chemnitz"))
        for method in (client.get, client.post):
            response = method(reverse(address, args=[pictures["leipzig"].pk]))
            assert response.status_code in {302, 403, 404, 405}
            assert "Bild aus leipzig" not in response.content.decode()
        assert PortalImage.objects.filter(pk=pictures["leipzig"].pk).exists()

    def test_staff_upload_into_their_regions_collections_only(self, pictures: dict[str, PortalImage]) -> None:
        policy = policy_registry.get_by_type(PortalImage)
        collections = policy.collections_user_has_permission_for(make_editor("chemnitz"), "add")
        assert pictures["chemnitz"].collection in collections
        assert pictures["shared"].collection in collections
        assert pictures["leipzig"].collection not in collections


class TestPages:
    """The form of every page refuses what its user may not choose."""

    def post(self, client: Client, page: NewsPage, body: list[tuple[str, Any]]) -> Any:
        data = nested_form_data(
            {
                "title": page.title,
                "slug": page.slug,
                "lead": page.lead,
                "publish_date": "2026-03-01",
                "body": streamfield(body),
                "page_topics": inline_formset([]),
                "also_in": inline_formset([]),
                "contact_links": inline_formset([]),
                "related_links": inline_formset([]),
                "comments": inline_formset([]),
            }
        )
        return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)

    def image_block(self, image: PortalImage) -> tuple[str, Any]:
        return ("image", {"image": {"image": image.pk, "alt_text": "Ein Tisch", "decorative": ""}, "caption": ""})

    def draft(self, page: NewsPage) -> Any:
        return NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()

    def test_a_foreign_picture_in_the_story_is_refused(
        self, pictures: dict[str, PortalImage], staff_client: Callable[[Any], Client]
    ) -> None:
        page = make_news("chemnitz")
        response = self.post(staff_client(make_editor("chemnitz")), page, [self.image_block(pictures["leipzig"])])
        assert response.context["form"].errors["body"]
        assert not self.draft(page).body

    def test_a_picture_of_the_own_region_is_accepted(
        self, pictures: dict[str, PortalImage], staff_client: Callable[[Any], Client]
    ) -> None:
        page = make_news("chemnitz")
        self.post(staff_client(make_editor("chemnitz")), page, [self.image_block(pictures["chemnitz"])])
        assert len(self.draft(page).body) == 1

    def test_a_foreign_picture_that_stood_there_may_stay(
        self, pictures: dict[str, PortalImage], staff_client: Callable[[Any], Client]
    ) -> None:
        page = make_news("chemnitz")
        self.post(staff_client(make_lead_editor()), page, [self.image_block(pictures["leipzig"])])
        text = ("text", rich_text("<p>Neu</p>"))
        self.post(staff_client(make_editor("chemnitz")), page, [self.image_block(pictures["leipzig"]), text])
        assert len(self.draft(page).body) == 2

    def test_people_of_a_foreign_draft_are_refused(self, staff_client: Callable[[Any], Client]) -> None:
        person = make_contact_person(make_actor("leipzig", live=False))
        page = make_news("chemnitz")
        block = ("contacts", {"title": "", "persons": streamfield([("item", person.pk)])})
        assert self.post(staff_client(make_editor("chemnitz")), page, [block]).context["form"].errors["body"]

    def test_a_link_to_a_foreign_draft_is_refused(self, staff_client: Callable[[Any], Client]) -> None:
        foreign, page = make_news("leipzig"), make_news("chemnitz")
        link = ("text", rich_text(f'<p><a linktype="page" id="{foreign.pk}">Hier</a></p>'))
        assert self.post(staff_client(make_editor("chemnitz")), page, [link]).context["form"].errors["body"]
