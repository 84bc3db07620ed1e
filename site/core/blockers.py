"""What keeps any snippet from readers, in words for the person who fills in its form."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from core.models.media import DepictedPersons


def has_german(obj: Any, field: str) -> bool:
    """Whether a text field is filled in the site's first language, not only in another one."""
    rows = [row for row in obj.texts.all() if row.language == settings.LANGUAGE_CODE]
    return any(getattr(row, field).strip() for row in rows)


def picture_problems(image: Any) -> Iterator[tuple[str, str]]:
    """What a picture lacks before it may be shown: which of alt, credit and consent, and in words."""
    if image is None:
        return
    if not (image.is_decorative or image.description.strip()):
        yield "alt", _("The picture has no description for people who cannot see it.")
    if not image.credit:
        yield "credit", _("The picture has no author.")
    if image.depicted_persons == DepictedPersons.UNKNOWN:
        yield "consent", _("Nobody has said whether those who can be recognised in the picture agree.")


def picture_blockers(image: Any) -> Iterator[str]:
    """The same, words alone."""
    return (words for _problem, words in picture_problems(image))
