"""Uploaded pictures: what is refused and in which words, what is kept and what is stripped."""

import contextlib
from io import BytesIO
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from core.models import ConsentEvent, PortalImage, Region
from core.pictures import CleanPicture, clean_picture
from core.uploads import BoundedUploadHandler, UploadedPictureField, store_image
from tests.core.pictures import animation, colour_profile, located_jpeg, picture_bytes, png_bomb, upload
from tests.factories import make_actor, make_admin, make_contributor, make_editor, make_image, make_user

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EXECUTABLE = b"MZ\x90\x00" + b"\x00" * 400
DETAILS = {
    "title": "Sommerfest",
    "description": "Ein langer Tisch im Freien",
    "author": "Jana Wirth",
    "licence": "cc-by",
    "depicted_persons": "none",
}


class PictureForm(forms.Form):
    title = forms.CharField()
    picture = UploadedPictureField()


@pytest.fixture
def regions(db: None) -> None:
    for slug in ("chemnitz", "leipzig"):
        Region.objects.get_or_create(slug=slug, defaults={"name": slug.title()})


def code_of(content: bytes, name: str = "bild.jpg") -> str:
    with pytest.raises(ValidationError) as caught:
        clean_picture(upload(content, name))
    return caught.value.code


def reopened(picture: CleanPicture) -> Image.Image:
    return Image.open(BytesIO(picture.read()))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (SVG, "not_a_picture"),
        (EXECUTABLE, "not_a_picture"),
        (b"%PDF-1.7\n", "not_a_picture"),
        (b"GIF89a", "not_a_picture"),
        (picture_bytes("TIFF"), "not_a_picture"),
        (picture_bytes("BMP"), "not_a_picture"),
        (picture_bytes("JPEG", size=(400, 400))[:-900], "damaged"),
        (picture_bytes("PNG", size=(400, 400))[:-30], "damaged"),
        (png_bomb(), "too_many_pixels"),
        (png_bomb(9_000, 9_000), "too_many_pixels"),
        (animation("GIF"), "animated"),
        (animation("PNG"), "animated"),
        (animation("WEBP"), "animated"),
    ],
)
def test_unusable_files_are_refused_by_their_content(content: bytes, code: str) -> None:
    assert code_of(content) == code


def test_a_picture_under_a_wrong_name_is_taken_for_what_it_is() -> None:
    picture = clean_picture(upload(picture_bytes("PNG"), "tabelle.exe"))
    assert picture.name == "tabelle.png"
    assert picture.content_type == "image/png"


def test_a_file_above_the_limit_is_refused_with_both_sizes() -> None:
    with pytest.raises(ValidationError) as caught:
        clean_picture(upload(picture_bytes() + b"\0" * (40 * 1024 * 1024)))
    message = caught.value.messages[0]
    assert "40" in message
    assert "12" in message


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "HEIF"])
def test_every_usual_format_is_accepted(image_format: str) -> None:
    picture = clean_picture(upload(picture_bytes(image_format), "foto.dat"))
    assert reopened(picture).size == (80, 40)


@pytest.mark.parametrize(
    ("image_format", "stored"), [("HEIF", "JPEG"), ("AVIF", "JPEG"), ("GIF", "PNG"), ("WEBP", "WEBP"), ("JPEG", "JPEG")]
)
def test_formats_are_stored_as_what_every_browser_and_worker_handles(image_format: str, stored: str) -> None:
    assert reopened(clean_picture(upload(picture_bytes(image_format)))).format == stored


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_colour_mode_of_a_png_survives(mode: str) -> None:
    target = BytesIO()
    Image.new(mode, (30, 20)).save(target, "PNG")
    assert reopened(clean_picture(upload(target.getvalue()))).size == (30, 20)


def test_transparency_survives() -> None:
    target = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(target, "WEBP")
    assert reopened(clean_picture(upload(target.getvalue()))).convert("RGBA").getpixel((5, 5))[3] == 0


def test_print_colours_become_screen_colours() -> None:
    assert reopened(clean_picture(upload(picture_bytes(mode="CMYK")))).mode == "RGB"


def test_place_camera_and_comments_are_stripped() -> None:
    stored = clean_picture(upload(located_jpeg())).read()
    picture = Image.open(BytesIO(stored))
    assert not picture.getexif()
    assert "comment" not in picture.info
    assert b"Telefon" not in stored
    assert b"taken at home" not in stored


def test_texts_in_a_png_are_stripped() -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Location", "Brückenstraße 4")
    stored = clean_picture(upload(picture_bytes("PNG", pnginfo=info))).read()
    assert b"Location" not in stored


def test_what_is_appended_to_a_picture_is_not_kept() -> None:
    stored = clean_picture(upload(picture_bytes() + b"<?php system($_GET[0]); ?>")).read()
    assert b"php" not in stored


def test_a_picture_taken_on_its_side_is_turned_upright() -> None:
    picture = reopened(clean_picture(upload(located_jpeg(orientation=6))))
    assert picture.size == (40, 80)
    red, _green, blue = picture.convert("RGB").getpixel((20, 10))
    assert red > 200
    assert blue < 60


def test_the_colour_profile_is_kept() -> None:
    picture = reopened(clean_picture(upload(picture_bytes(icc_profile=colour_profile()))))
    assert picture.info["icc_profile"] == colour_profile()


def test_a_broken_colour_profile_is_dropped() -> None:
    picture = reopened(clean_picture(upload(picture_bytes(icc_profile=b"secret words"))))
    assert "icc_profile" not in picture.info


def test_unreadable_camera_data_does_not_stop_a_picture() -> None:
    assert clean_picture(upload(picture_bytes(exif=b"Exif\0\0MM\0*\xff\xff\xff\xff\0\0"))).size


@pytest.mark.parametrize("name", ["\0.jpg", "../../etc/passwd", "ä" * 300 + ".jpg", "", ".", "a/b\\c.png"])
def test_odd_file_names_become_plain_ones(name: str) -> None:
    picture = clean_picture(upload(picture_bytes()), name=name)
    assert picture.name.endswith(".jpg")
    assert set(picture.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
    assert len(picture.name) < 90


@hypothesis_settings(max_examples=120, deadline=None)
@given(st.binary(max_size=2_000))
def test_garbage_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(ValidationError):
        clean_picture(upload(content))


@hypothesis_settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["JPEG", "PNG", "WEBP", "AVIF", "GIF", "HEIF"]),
    st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), min_size=1, max_size=30),
)
def test_flipped_bytes_never_break_more_than_the_picture(image_format: str, flips: list[tuple[int, int]]) -> None:
    content = bytearray(picture_bytes(image_format))
    for position, value in flips:
        content[position % len(content)] = value
    with contextlib.suppress(ValidationError):
        assert clean_picture(upload(bytes(content))).size


def test_the_field_gives_a_picture_ready_to_store() -> None:
    form = PictureForm({"title": "Fest"}, {"picture": upload(located_jpeg())})
    assert form.is_valid()
    assert isinstance(form.cleaned_data["picture"], CleanPicture)


def test_the_form_keeps_its_text_when_the_picture_is_refused() -> None:
    form = PictureForm({"title": "Sommerfest"}, {"picture": upload(b"", "leer.jpg")})
    with translation.override("en"):
        assert form.errors["picture"] == ["The file is empty. Please choose the picture again."]
    assert 'value="Sommerfest"' in str(form["title"])


def test_a_missing_picture_is_a_missing_field() -> None:
    assert PictureForm({"title": "Fest"}).errors.as_data()["picture"][0].code == "required"


def test_a_huge_file_is_cut_off_on_disk_but_known_by_its_true_size() -> None:
    size = 40 * 1024 * 1024
    request = RequestFactory().post("/", {"title": "Fest", "picture": upload(picture_bytes() + b"\0" * size)})
    received = request.FILES["picture"]
    assert received.size > size
    received.seek(0, 2)
    assert received.tell() == BoundedUploadHandler.LIMIT
    form = PictureForm(request.POST, request.FILES)
    assert form.errors.as_data()["picture"][0].code == "too_large"
    assert form["title"].value() == "Fest"


@pytest.mark.usefixtures("regions")
class TestStoring:
    def store(self, **changes: Any) -> PortalImage:
        return store_image(**{"upload": upload(located_jpeg()), **DETAILS, **changes})

    def test_a_member_stores_a_picture_with_its_credit(self, settings: Any) -> None:
        actor = make_actor(live=False)
        user = make_contributor(actor)
        image = self.store(user=user, actor=actor, is_symbolic=True)
        assert (image.author, image.licence, image.uploaded_by_user, image.is_symbolic) == (
            "Jana Wirth",
            "cc-by",
            user,
            True,
        )
        assert (image.width, image.height) == (40, 80)
        assert image.file_size == image.file.size
        assert image.file_hash

    def test_the_picture_lies_in_the_organisations_collection(self) -> None:
        from wagtail.models import Collection

        actor = make_actor(live=False)
        actor.collection = Collection.get_first_root_node().add_child(name="Verein")
        assert self.store(user=make_contributor(actor), actor=actor).collection == actor.collection

    def test_strangers_store_nothing_for_an_organisation(self) -> None:
        with pytest.raises(PermissionDenied):
            self.store(user=make_user(), actor=make_actor(live=False))

    def test_editors_store_pictures_for_organisations_of_their_region_only(self) -> None:
        actor = make_actor("chemnitz", live=False)
        assert self.store(user=make_editor("chemnitz"), actor=actor).pk
        with pytest.raises(PermissionDenied):
            self.store(user=make_editor("leipzig"), actor=actor)

    def test_only_staff_stores_pictures_of_no_organisation(self) -> None:
        assert self.store(user=make_admin(), actor=None).pk
        with pytest.raises(PermissionDenied):
            self.store(user=make_user(), actor=None)

    @pytest.mark.parametrize("field", ["title", "description", "author", "licence", "depicted_persons"])
    def test_each_missing_detail_is_named(self, field: str) -> None:
        actor = make_actor(live=False)
        with pytest.raises(ValidationError) as caught:
            self.store(user=make_contributor(actor), actor=actor, **{field: " "})
        assert list(caught.value.message_dict) == [field]
        assert not PortalImage.objects.exists()

    def test_a_decorative_picture_needs_no_description(self) -> None:
        actor = make_actor(live=False)
        image = self.store(user=make_contributor(actor), actor=actor, description="", is_decorative=True)
        assert image.default_alt_text == ""

    def test_consent_of_depicted_persons_is_recorded_in_its_words(self) -> None:
        actor = make_actor(live=False)
        user = make_contributor(actor)
        image = self.store(user=user, actor=actor, depicted_persons="consent")
        event = ConsentEvent.objects.get()
        assert (event.user, event.email, event.purpose) == (user, user.email, "depicted_persons")
        assert event.subject == f"{image.pk}: Sommerfest"
        assert len(event.wording) > 40

    def test_nothing_is_recorded_where_nobody_is_depicted(self) -> None:
        actor = make_actor(live=False)
        self.store(user=make_contributor(actor), actor=actor)
        assert not ConsentEvent.objects.exists()


@pytest.mark.django_db
class TestEditorialUpload:
    def test_pictures_saved_by_any_code_lose_their_place(self) -> None:
        image = make_image(file=upload(located_jpeg(), "IMG_0001.JPG"))
        with image.file.open() as file:
            assert not Image.open(file).getexif()
        assert (image.width, image.height) == (40, 80)
        assert image.file_size == image.file.size

    def test_saving_a_picture_again_does_not_encode_it_again(self) -> None:
        image = make_image()
        name = image.file.name
        image.title = "Neu"
        image.save()
        assert image.file.name == name

    def test_the_admin_form_strips_and_checks_too(self) -> None:
        from wagtail.images.forms import get_image_form

        form_class = get_image_form(PortalImage)
        user = make_admin()
        data = {**DETAILS, "collection": 1, "tags": ""}
        form = form_class(data, {"file": upload(located_jpeg())}, user=user)
        assert form.is_valid(), form.errors
        image = form.save()
        with image.file.open() as file:
            assert not Image.open(file).getexif()
        refused = form_class(data, {"file": upload(animation("GIF"), "a.gif")}, user=user)
        assert refused.errors.as_data()["file"][0].code == "animated"

    def test_the_admin_upload_page_answers_a_renamed_executable_in_words(self, staff_client: Any) -> None:
        client = staff_client(make_admin())
        fields = {**DETAILS, "collection": 1, "tags": ""}
        refused = client.post("/cms/images/add/", {**fields, "file": upload(EXECUTABLE)})
        assert refused.status_code == 200
        assert not PortalImage.objects.exists()
        assert client.post("/cms/images/add/", {**fields, "file": upload(picture_bytes())}).status_code == 302


def test_the_settings_name_the_form_and_the_handler() -> None:
    assert settings.WAGTAILIMAGES_IMAGE_FORM_BASE == "core.uploads.CheckedImageForm"
    assert "core.uploads.BoundedUploadHandler" in settings.FILE_UPLOAD_HANDLERS
