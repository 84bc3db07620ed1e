"""Files of drafts are for people who may work with them; publishing makes them public."""

from io import StringIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from wagtail.models import Collection

from core.file_storage import CheckedS3Storage
from core.models import PortalDocument, PortalImage, Region
from core.permissions import roles_of
from tests.factories import (
    make_actor,
    make_admin,
    make_contact_person,
    make_contributor,
    make_editor,
    make_image,
    make_lead_editor,
    make_moderator,
    make_news,
    make_user,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> PortalImage:
    actor = make_actor("chemnitz")
    return make_image(collection=actor.collection, uploaded_by_user=make_contributor(actor))


def rendition_path(image: PortalImage) -> str:
    return image.get_rendition("width-100").url


def make_document(name: str = "bericht.pdf", content: bytes = b"%PDF-1.7 Inhalt", **fields: Any) -> PortalDocument:
    return PortalDocument.objects.create(title=name, file=ContentFile(content, name=name), **fields)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


class TestBeforePublication:
    def test_strangers_find_neither_original_nor_rendition(self, client: Client, image: PortalImage) -> None:
        for path in (image.file.url, rendition_path(image)):
            assert client.get(path).status_code == 404

    @pytest.mark.parametrize("who", ["uploader", "colleague", "editor", "deputy", "lead editor", "admin"])
    def test_people_who_work_with_it_see_it_and_no_cache_keeps_it(
        self, image: PortalImage, who: str, staff_client: Any
    ) -> None:
        Region.objects.filter(slug="chemnitz").update(deputy=Region.objects.get(slug="dresden"))
        user = {
            "uploader": lambda: image.uploaded_by_user,
            "colleague": lambda: make_contributor(image.collection.actor),
            "editor": lambda: make_editor("chemnitz"),
            "deputy": lambda: make_moderator("dresden"),
            "lead editor": make_lead_editor,
            "admin": make_admin,
        }[who]()
        client = staff_client(user) if roles_of(user).is_staff else signed_in(user)
        response = client.get(rendition_path(image))
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize(
        "make",
        [make_user, lambda: make_editor("leipzig"), lambda: make_contributor(make_actor("chemnitz"))],
    )
    def test_others_do_not(self, image: PortalImage, make: Any, staff_client: Any) -> None:
        client = staff_client(make())
        assert client.get(image.file.url).status_code == 404
        assert client.get(rendition_path(image)).status_code == 404

    def test_documents_follow_the_same_rule(self, client: Client) -> None:
        actor = make_actor("chemnitz")
        document = make_document(collection=actor.collection)
        assert client.get(document.url).status_code == 404
        assert signed_in(make_contributor(actor)).get(document.url).status_code == 200
        assert signed_in(make_user()).get(document.url).status_code == 404

    def test_documents_cannot_be_reached_by_their_path(self, client: Client, staff_client: Any) -> None:
        document = make_document(released_at="2026-01-01T00:00:00Z")
        assert client.get(document.file.url).status_code == 404
        assert staff_client(make_admin()).get(document.file.url).status_code == 404


class TestPublication:
    def test_publishing_a_page_releases_its_pictures(self, client: Client, image: PortalImage) -> None:
        page = make_news("chemnitz", image=image)
        assert client.get(image.file.url).status_code == 404
        publish(page)
        response = client.get(rendition_path(image))
        assert response.status_code == 200
        assert response["Cache-Control"] == "public, max-age=2592000"
        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies

    def test_pictures_and_documents_within_the_body_are_released(self, client: Client, image: PortalImage) -> None:
        document, linked = make_document(), make_document("anlage.pdf")
        page = make_news(
            "chemnitz",
            body=[
                ("image", {"image": image, "caption": "Am Tisch"}),
                ("download", {"document": document, "title": "Bericht", "description": ""}),
                ("text", f'<p><a linktype="document" id="{linked.pk}">Anlage</a></p>'),
            ],
        )
        assert client.get(document.url).status_code == 404
        publish(page)
        assert client.get(image.file.url).status_code == 200
        assert client.get(document.url).status_code == 200
        assert client.get(linked.url).status_code == 200

    def test_a_picture_that_only_a_later_draft_shows_stays_closed(self, client: Client, image: PortalImage) -> None:
        page = publish(make_news("chemnitz"))
        page.image = image
        page.save_revision(user=make_editor("chemnitz"))
        assert client.get(image.file.url).status_code == 404

    def test_saving_a_contact_person_releases_the_portrait(self, client: Client, image: PortalImage) -> None:
        make_contact_person(portrait=image)
        assert client.get(image.file.url).status_code == 200

    def test_publishing_an_actor_releases_its_picture(self, client: Client, image: PortalImage) -> None:
        actor = make_actor("chemnitz", live=False, image=image)
        assert client.get(image.file.url).status_code == 404
        publish(actor)
        assert client.get(image.file.url).status_code == 200

    def test_a_command_repairs_what_was_loaded_past_the_gate(self, client: Client, image: PortalImage) -> None:
        publish(make_news("chemnitz", image=image))
        PortalImage.objects.update(released_at=None)
        call_command("release_files", stdout=StringIO())
        assert client.get(image.file.url).status_code == 200


class TestAnswers:
    @pytest.fixture
    def released(self) -> PortalImage:
        return make_image(released_at="2026-01-01T00:00:00Z")

    def test_a_picture_runs_nothing(self, client: Client, released: PortalImage) -> None:
        response = client.get(released.file.url)
        assert response["Content-Type"] == "image/jpeg"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert "sandbox" in response["Content-Security-Policy"]
        assert "script-src" not in response["Content-Security-Policy"]

    def test_unchanged_pictures_are_not_sent_again(self, client: Client, released: PortalImage) -> None:
        first = client.get(released.file.url)
        again = client.get(released.file.url, headers={"if-modified-since": first["Last-Modified"]})
        assert again.status_code == 304

    def test_a_released_picture_costs_one_query(
        self, client: Client, released: PortalImage, django_assert_num_queries: Any
    ) -> None:
        path = rendition_path(released)
        for url in (path, released.file.url):
            with django_assert_num_queries(1):
                client.get(url)

    def test_a_draft_picture_costs_few(
        self, image: PortalImage, staff_client: Any, django_assert_max_num_queries: Any
    ) -> None:
        client = staff_client(make_editor("chemnitz"))
        path = rendition_path(image)
        # One of them asks in whose place the person stands today.
        with django_assert_max_num_queries(10):
            client.get(path)

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ("bytes=0-3", b"%PDF"),
            ("bytes=5-", b"1.7 Inhalt"),
            ("bytes=-6", b"Inhalt"),
            ("bytes=0-999", b"%PDF-1.7 Inhalt"),
        ],
    )
    def test_films_are_sent_in_parts(self, client: Client, asked: str, expected: bytes) -> None:
        document = make_document(released_at="2026-01-01T00:00:00Z")
        response = client.get(document.url, headers={"range": asked})
        assert response.status_code == 206
        assert body_of(response) == expected
        assert response["Content-Range"].endswith("/15")

    @pytest.mark.parametrize(
        "asked",
        [
            "bytes=99-",
            "bytes=5-2",
            "bytes=-0",
            "bytes=a-b",
            "bytes=-",
            "x",
            "bytes=0-1,3-4",
            "bytes=9" + "9" * 99 + "-",
        ],
    )
    def test_odd_ranges_break_nothing(self, client: Client, asked: str) -> None:
        document = make_document(released_at="2026-01-01T00:00:00Z")
        assert client.get(document.url, headers={"range": asked}).status_code in {200, 416}

    @pytest.mark.parametrize(
        ("name", "attached"), [("a.pdf", False), ("a.mp4", False), ("a.docx", True), ("a.txt", True)]
    )
    def test_only_harmless_types_open_in_the_browser(self, client: Client, name: str, attached: bool) -> None:
        document = make_document(name, released_at="2026-01-01T00:00:00Z")
        disposition = client.get(document.url).get("Content-Disposition", "")
        assert disposition.startswith("attachment") is attached

    @pytest.mark.parametrize(
        "path",
        [
            "original_images/../../../etc/passwd",
            "images/../original_images/x.jpg",
            "original_images/%2e%2e/%2e%2e/etc/passwd",
            "original_images/%00",
            "/etc/passwd",
            "images/",
            "original_images/" + "a" * 5_000,
            "anything/else.jpg",
            "..",
        ],
    )
    def test_no_path_leads_out_of_the_folder(self, path: str, staff_client: Any) -> None:
        for client in (Client(), staff_client(make_admin())):
            assert client.get(f"/media/{path}").status_code in {301, 400, 404}

    def test_a_missing_file_is_not_found(self, client: Client, released: PortalImage) -> None:
        released.file.storage.delete(released.file.name)
        assert client.get(released.file.url).status_code == 404

    def test_nothing_is_written_through_it(self, client: Client, released: PortalImage) -> None:
        assert client.post(released.file.url).status_code == 405

    def test_the_web_server_can_send_the_file_after_the_check(
        self, client: Client, released: PortalImage, image: PortalImage, settings: Any
    ) -> None:
        settings.MEDIA_ACCEL_PREFIX = "/protected-media/"
        response = client.get(released.file.url)
        assert response["X-Accel-Redirect"] == f"/protected-media/{released.file.name}"
        assert response.content == b""
        assert client.get(image.file.url).status_code == 404


def test_files_in_a_bucket_keep_our_address() -> None:
    assert CheckedS3Storage(bucket_name="x").url("images/ein bild.jpg") == "/media/images/ein%20bild.jpg"


def test_shared_pictures_of_the_staff_are_not_for_members(staff_client: Any) -> None:
    shared = make_image(collection=Collection.objects.get(name="Plattform"))
    assert signed_in(make_contributor(make_actor())).get(shared.file.url).status_code == 404
    assert staff_client(make_editor("leipzig")).get(shared.file.url).status_code == 200
