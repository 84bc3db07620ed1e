"""The pictures of a draft as a member sees them: the opening picture and the single pictures of the body."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.utils.file import hash_filelike

from core.uploads import store_image
from projects.forms import fingerprint
from projects.models import ProjectPage
from projects.services import ChangedMeanwhile, editable

OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture in its place; `key` is the block's id, or OPENING."""

    key: str
    image: Any
    alt: str
    caption: str


def pictures_of(draft: ProjectPage) -> list[Picture]:
    """The opening picture first, then those of the body in their order."""
    found = []
    if draft.image:
        found.append(Picture(OPENING, draft.image, draft.image_alt_text, draft.image_caption))
    for block in draft.body:
        if block.block_type == "image" and block.value["image"]:
            image = block.value["image"]
            found.append(Picture(block.id, image, image.contextual_alt_text or "", block.value["caption"] or ""))
    return found


def pictures_fingerprint(draft: ProjectPage) -> str:
    """One short word for all pictures of a draft with their texts."""
    return fingerprint(
        {picture.key: [picture.image.pk, picture.alt, picture.caption] for picture in pictures_of(draft)}
    )


@transaction.atomic
def add_picture(
    *, project: ProjectPage, user: Any, upload: dict[str, Any], alt: str, caption: str, opening: bool
) -> None:
    """Store an upload in the organisation's collection and show it: as opening picture, or after the story.

    `upload` holds the arguments of `core.uploads.store_image`. A picture that was the opening one moves into the body.
    The same picture sent twice is stored once.
    """
    row = editable(project, user)
    draft = row.get_latest_revision_as_object()
    if _is_there(draft, upload["upload"], alt):
        return
    image = store_image(user=user, actor=row.actor, page=row, **upload)
    if opening or draft.image is None:
        _demote_opening(draft)
        draft.image, draft.image_alt, draft.image_caption = image, alt, caption
        draft.image_is_decorative = False
    else:
        _set_body(draft, [*_raw(draft), _block(image.pk, alt, caption)])
    draft.save_revision(user=user, clean=False, log_action=True)


def _is_there(draft: ProjectPage, upload: Any, alt: str) -> bool:
    same = hash_filelike(upload)
    upload.seek(0)
    return any(picture.alt == alt and picture.image.get_file_hash() == same for picture in pictures_of(draft))


@transaction.atomic
def save_texts(*, project: ProjectPage, user: Any, loaded: str, texts: dict[str, tuple[str, str]]) -> None:
    """Keep description and caption of pictures by key. Raises ChangedMeanwhile if the pictures are others by now."""

    def change(draft: ProjectPage) -> None:
        for picture in pictures_of(draft):
            if picture.key in texts:
                _write(draft, picture.key, *texts[picture.key])

    _change(project, user, loaded, change)


@transaction.atomic
def remove_picture(*, project: ProjectPage, user: Any, loaded: str, key: str) -> None:
    """Take a picture out of the draft; the file stays with the organisation."""

    def change(draft: ProjectPage) -> None:
        if key == OPENING:
            draft.image, draft.image_alt, draft.image_caption, draft.image_is_decorative = None, "", "", False
        else:
            _set_body(draft, [block for block in _raw(draft) if block.get("id") != key])

    _change(project, user, loaded, change)


@transaction.atomic
def make_opening(*, project: ProjectPage, user: Any, loaded: str, key: str) -> None:
    """Let a picture of the body lead the page; the one that led takes its place after the story."""

    def change(draft: ProjectPage) -> None:
        chosen = next((picture for picture in pictures_of(draft) if picture.key == key and key != OPENING), None)
        if chosen:
            _set_body(draft, [block for block in _raw(draft) if block.get("id") != key])
            _demote_opening(draft)
            draft.image, draft.image_alt, draft.image_caption = chosen.image, chosen.alt, chosen.caption
            draft.image_is_decorative = False

    _change(project, user, loaded, change)


def _change(project: ProjectPage, user: Any, loaded: str, change: Callable[[ProjectPage], None]) -> None:
    row = editable(project, user)
    draft = row.get_latest_revision_as_object()
    before = pictures_fingerprint(draft)
    change(draft)
    if pictures_fingerprint(draft) == before:
        return
    if loaded != before:
        raise ChangedMeanwhile({})
    draft.save_revision(user=user, clean=False, log_action=True)


def _demote_opening(draft: ProjectPage) -> None:
    if draft.image:
        _set_body(draft, [*_raw(draft), _block(draft.image.pk, draft.image_alt_text, draft.image_caption)])


def _write(draft: ProjectPage, key: str, alt: str, caption: str) -> None:
    if key == OPENING:
        draft.image_alt, draft.image_caption = alt, caption
        return
    blocks = _raw(draft)
    for block in blocks:
        if block.get("id") == key:
            block["value"]["image"]["alt_text"] = alt
            block["value"]["caption"] = caption
    _set_body(draft, blocks)


def _raw(draft: ProjectPage) -> list[dict[str, Any]]:
    return list(draft.body.get_prep_value())


def _set_body(draft: ProjectPage, blocks: list[dict[str, Any]]) -> None:
    draft.body = StreamValue(draft.body.stream_block, blocks, is_lazy=True)


def _block(image_id: int, alt: str, caption: str) -> dict[str, Any]:
    image = {"image": image_id, "alt_text": alt, "decorative": False}
    return {"type": "image", "id": str(uuid4()), "value": {"image": image, "caption": caption}}
