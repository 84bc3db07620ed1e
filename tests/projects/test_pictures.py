"""The picture step: uploads with their credit, in their organisation's collection, once each."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from core.models import ConsentEvent, PortalImage
from projects import checks
from projects.models import ProjectPage
from projects.pictures import OPENING, pictures_of
from tests.factories import make_contributor, make_image, make_project, publish

from .conftest import address

pytestmark = pytest.mark.django_db


def photo(colour: str = "navy", name: str = "foto.jpg") -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", (640, 360), colour).save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="image/jpeg")


def upload(client: Client, url: str, file: Any = None, **fields: Any) -> Any:
    data = {
        "do": "add",
        "new-file": file or photo(),
        "new-alt": "Menschen an einem langen Tisch",
        "new-author": "Jana Wirth",
        "new-licence": "cc-by",
        "new-depicted_persons": "consent",
        **{f"new-{name}": value for name, value in fields.items()},
    }
    return client.post(url, data)


@pytest.fixture
def client(signed_in: Any, member: Any) -> Client:
    return signed_in(member)


@pytest.fixture
def project(member: Any, actor: Any) -> ProjectPage:
    return make_project(user=member, actor=actor)


@pytest.fixture
def url(project: ProjectPage) -> str:
    return address("pictures", project)


def draft_of(project: ProjectPage) -> ProjectPage:
    return ProjectPage.objects.get(pk=project.pk).get_latest_revision_as_object()


def alts(project: ProjectPage) -> list[str]:
    return [picture.alt for picture in pictures_of(draft_of(project))]


class TestAdding:
    def test_the_first_picture_leads(self, client: Client, url: str, project: ProjectPage) -> None:
        assert upload(client, url).status_code == 302
        draft = draft_of(project)
        assert draft.image_alt == "Menschen an einem langen Tisch"
        assert (draft.image.author, draft.image.licence) == ("Jana Wirth", "cc-by")

    def test_it_is_kept_by_the_organisation(self, client: Client, url: str, project: ProjectPage) -> None:
        upload(client, url)
        assert draft_of(project).image.collection == project.actor.collection

    def test_the_declared_consent_is_recorded(self, client: Client, url: str, member: Any) -> None:
        upload(client, url)
        assert ConsentEvent.objects.get().email == member.email

    def test_further_pictures_follow_the_story(self, client: Client, url: str, project: ProjectPage) -> None:
        upload(client, url)
        upload(client, url, photo("red"), alt="Zweites", caption="Bildtext")
        draft = draft_of(project)
        assert [block.block_type for block in draft.body] == ["image"]
        assert draft.body[0].value["caption"] == "Bildtext"
        assert alts(project) == ["Menschen an einem langen Tisch", "Zweites"]

    def test_a_new_opening_picture_moves_the_old_one_down(self, client: Client, url: str, project: ProjectPage) -> None:
        upload(client, url)
        upload(client, url, photo("red"), alt="Zweites", opening="on")
        assert alts(project) == ["Zweites", "Menschen an einem langen Tisch"]

    def test_the_same_picture_sent_twice_is_kept_once(self, client: Client, url: str, project: ProjectPage) -> None:
        for _time in range(2):
            upload(client, url)
        assert len(alts(project)) == 1
        assert PortalImage.objects.count() == 1

    @pytest.mark.parametrize("missing", ["alt", "author", "licence", "depicted_persons"])
    def test_nothing_is_kept_without_its_credit(
        self, client: Client, url: str, project: ProjectPage, missing: str
    ) -> None:
        answer = upload(client, url, **{missing: ""})
        assert answer.status_code == 422
        assert missing in answer.context["new"].errors
        assert not PortalImage.objects.exists()

    def test_unclear_consent_is_no_choice(self, client: Client, url: str) -> None:
        assert upload(client, url, depicted_persons="unknown").status_code == 422

    @pytest.mark.parametrize(
        "file",
        [
            SimpleUploadedFile("leer.jpg", b""),
            SimpleUploadedFile("programm.jpg", b"MZ\x90\x00" * 100, content_type="image/jpeg"),
            SimpleUploadedFile("bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", content_type="image/svg+xml"),
        ],
        ids=["empty", "renamed executable", "svg"],
    )
    def test_a_wrong_file_is_told_and_the_words_are_kept(self, client: Client, url: str, file: Any) -> None:
        answer = upload(client, url, file)
        assert answer.status_code == 422
        assert "file" in answer.context["new"].errors
        assert "Jana Wirth" in answer.content.decode()


class TestChanging:
    @pytest.fixture
    def two(self, client: Client, url: str, project: ProjectPage) -> ProjectPage:
        upload(client, url)
        upload(client, url, photo("red"), alt="Zweites")
        return project

    def keys(self, project: ProjectPage) -> list[str]:
        return [picture.key for picture in pictures_of(draft_of(project))]

    def send(self, client: Client, url: str, do: str, loaded: str = "", **fields: str) -> Any:
        page = client.get(url)
        data = {"do": do, "loaded": loaded or page.context["loaded"]}
        for item in page.context["pictures"]:
            prefix = item["form"].prefix
            data |= {f"{prefix}-alt": item["picture"].alt, f"{prefix}-caption": item["picture"].caption}
        return client.post(url, data | fields)

    def test_descriptions_and_captions_are_kept(self, client: Client, url: str, two: ProjectPage) -> None:
        fields = {f"picture-{key}-alt": f"Neu {number}" for number, key in enumerate(self.keys(two))}
        assert self.send(client, url, "save", **fields).url == address("submit", two)
        assert alts(two) == ["Neu 0", "Neu 1"]

    def test_a_picture_can_be_removed(self, client: Client, url: str, two: ProjectPage) -> None:
        self.send(client, url, f"remove:{self.keys(two)[1]}")
        assert alts(two) == ["Menschen an einem langen Tisch"]

    def test_the_opening_picture_can_be_removed(self, client: Client, url: str, two: ProjectPage) -> None:
        self.send(client, url, f"remove:{OPENING}")
        assert alts(two) == ["Zweites"]
        assert draft_of(two).image is None

    def test_another_picture_can_lead(self, client: Client, url: str, two: ProjectPage) -> None:
        self.send(client, url, f"lead:{self.keys(two)[1]}")
        assert alts(two) == ["Zweites", "Menschen an einem langen Tisch"]

    def test_a_picture_taken_away_by_somebody_else_is_told_and_words_are_kept(
        self, client: Client, signed_in: Any, url: str, two: ProjectPage
    ) -> None:
        token = client.get(url).context["loaded"]
        colleague = signed_in(make_contributor(two.actor))
        self.send(colleague, url, f"remove:{self.keys(two)[1]}")
        answer = self.send(client, url, "save", token, **{f"picture-{OPENING}-alt": "Meine Worte"})
        assert answer.status_code == 409
        assert "Meine Worte" in answer.content.decode()
        assert alts(two) == ["Menschen an einem langen Tisch"]

    @pytest.mark.parametrize("do", ["remove:nothing", "lead:nothing", "remove:", "lead:opening", "x" * 5000, ""])
    def test_odd_actions_change_nothing(self, client: Client, url: str, two: ProjectPage, do: str) -> None:
        before = alts(two)
        assert self.send(client, url, do).status_code == 302
        assert alts(two) == before

    def test_a_foreign_picture_cannot_be_named(self, client: Client, url: str, two: ProjectPage) -> None:
        foreign = make_image()
        client.post(url, {"do": "save", "image": foreign.pk, "picture-opening-image": foreign.pk, "loaded": "x"})
        assert foreign.pk not in {picture.image.pk for picture in pictures_of(draft_of(two))}

    def test_other_blocks_of_the_story_stay(self, client: Client, url: str, two: ProjectPage, member: Any) -> None:
        draft = draft_of(two)
        draft.body.append(("heading", {"text": "Vom Redaktionstisch"}))
        draft.save_revision(user=member, clean=False)
        self.send(client, url, f"remove:{self.keys(two)[1]}")
        assert [block.block_type for block in draft_of(two).body] == ["heading"]


class TestLive:
    def test_a_new_picture_waits_for_approval(self, client: Client, url: str, project: ProjectPage) -> None:
        live = publish(project)
        upload(client, url)
        assert ProjectPage.objects.get(pk=live.pk).image is None


class TestChecks:
    def test_a_picture_without_description_author_or_consent_blocks(self, project: ProjectPage) -> None:
        project.image = make_image(description="", author="", depicted_persons="unknown")
        points = [point for point in checks.open_points(project) if point.step == checks.PICTURES]
        assert len(points) == 3

    def test_a_decorative_picture_needs_no_description(self, project: ProjectPage) -> None:
        project.image = make_image(description="", is_decorative=True)
        assert checks.open_points(project) == []
