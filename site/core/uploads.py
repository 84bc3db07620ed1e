"""Uploads from forms: the field that checks a picture, the service that stores it, the limit on what is received."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images.forms import BaseImageForm
from wagtail.log_actions import log
from wagtail.models import Collection

from core.consent import DEPICTED_PERSONS, record_consent
from core.models import PortalImage
from core.models.media import DepictedPersons, Licence
from core.permissions import grants_of, may_edit
from core.pictures import ACCEPT, CleanPicture, clean_picture

# Shown beside the choice of depicted persons, and kept with the consent.
DEPICTED_PERSONS_WORDING = gettext_lazy(
    "Everyone who can be recognised in this picture has agreed that it is published on this portal. For children, "
    "their parents have agreed."
)


class UploadedPictureField(forms.FileField):
    """A picture from a camera or phone; its cleaned value is a `CleanPicture`, ready for `store_image`."""

    widget = forms.FileInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ACCEPT}

    def to_python(self, data: Any) -> CleanPicture | None:
        # Emptiness and names are judged with the content, in words that say what to do.
        if data in self.empty_values:
            return None
        return clean_picture(data)


class CheckedImageForm(BaseImageForm):
    """Wagtail's image form with the same checks as on the public site."""

    def clean_file(self) -> Any:
        upload = self.cleaned_data.get("file")
        if upload and "file" in self.changed_data:
            return clean_picture(upload)
        return upload


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps at most `LIMIT` bytes of a file on disk, but tells its true size, so that the field can refuse it."""

    LIMIT = 32 * 1024 * 1024

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start >= self.LIMIT:
            return None
        return super().receive_data_chunk(raw_data[: self.LIMIT - start], start)


@transaction.atomic
def store_image(
    *,
    upload: Any,
    user: Any,
    actor: Any,
    title: str,
    description: str,
    author: str,
    licence: str,
    depicted_persons: str,
    is_decorative: bool = False,
    is_symbolic: bool = False,
    page: Any = None,
) -> PortalImage:
    """Store a picture in its organisation's collection, with the consent that was declared for it.

    Raises PermissionDenied for people outside the organisation and its region who may not write at its `page` either,
    ValidationError by field name.
    """
    grants = grants_of(user)
    writes_along = page is not None and page.governing_actor_id == getattr(actor, "pk", None) and may_edit(user, page)
    belongs = grants.belongs_to(actor.pk) or grants.staff_in(actor.region_id) if actor else grants.is_staff
    if not (belongs or writes_along):
        raise PermissionDenied
    title, description, author = title.strip(), description.strip(), author.strip()
    _require_credit(title, description, author, licence, depicted_persons, is_decorative)
    try:
        picture = clean_picture(upload, name=title)
    except ValidationError as error:
        raise ValidationError({"file": error}) from None
    image = PortalImage(
        title=title,
        file=picture,
        description="" if is_decorative else description,
        author=author,
        licence=licence,
        depicted_persons=depicted_persons,
        is_decorative=is_decorative,
        is_symbolic=is_symbolic,
        uploaded_by_user=user,
        collection=(actor.collection if actor else None) or Collection.get_first_root_node(),
    )
    image.full_clean()
    image.save()
    if depicted_persons == DepictedPersons.CONSENT:
        record_consent(
            purpose=DEPICTED_PERSONS,
            wording=str(DEPICTED_PERSONS_WORDING),
            email=user.email,
            user=user,
            subject=f"{image.pk}: {image.title}",
        )
    log(instance=image, action="wagtail.create", user=user)
    return image


def _require_credit(
    title: str, description: str, author: str, licence: str, depicted_persons: str, is_decorative: bool
) -> None:
    errors: dict[str, str] = {}
    if not title:
        errors["title"] = _("Please give the picture a name.")
    if not description and not is_decorative:
        errors["description"] = _("Please describe what can be seen, for people who cannot see the picture.")
    if not author:
        errors["author"] = _("Please say who made the picture.")
    if licence not in Licence.values:
        errors["licence"] = _("Please choose how the picture may be used.")
    if depicted_persons not in DepictedPersons.values:
        errors["depicted_persons"] = _("Please say whether people can be recognised.")
    if errors:
        raise ValidationError(errors)
