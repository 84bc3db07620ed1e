"""What the checks ask of a kind of content. Each domain registers its own kinds in `AppConfig.ready`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from core.blockers import picture_problems
from core.models.media import DepictedPersons
from core.models.opening import pictures_in
from core.registries import Registry
from core.templatetags.ui import alt_text

ALT, CREDIT, CONSENT = "alt", "credit", "consent"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check has found. `place` names the field that mends it; `soft` findings never block."""

    text: str
    place: str = ""
    soft: bool = False


# (key of the check, what was found)
PictureFinding = tuple[str, Finding]
Question = Callable[[Any], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of content. What is None or empty is not asked of it.

    `pictures` gives findings of alt, credit and consent; `prose` gives all running text as plain words; `length` is the
    least and the greatest number of words.
    """

    pictures: Callable[[Any], Iterable[PictureFinding]]
    prose: Callable[[Any], list[str]]
    streams: tuple[str, ...] = ()
    link_fields: tuple[str, ...] = ()
    contact: Question | None = None
    funding: Question | None = None
    place: Question | None = None
    access: Question | None = None
    length: tuple[int, int] | None = None
    prose_place: str = ""


_subjects: Registry[Subject] = Registry()


def register(model: type[Model], subject: Subject) -> None:
    _subjects.register(model._meta.label_lower, subject)


def subject_of(obj: Any) -> Subject | None:
    """What is asked of this object, None where nothing is."""
    return next((subject for label, subject in _subjects.items() if label == obj._meta.label_lower), None)


def labels() -> list[str]:
    """The kinds of content that are checked, as "app.model"."""
    return [label for label, _subject in _subjects.items()]


def of_page(page: Any) -> Iterator[PictureFinding]:
    """Findings on opening picture and body of a page, in the words of its blockers."""
    image = page.image
    if image is not None:
        if not (page.image_alt_text or page.image_is_decorative or image.is_decorative):
            text = _("The opening picture has no alternative text. Say what it shows, or mark it as decorative.")
            yield ALT, Finding(text, "image_alt")
        if not image.credit:
            yield (
                CREDIT,
                Finding(_("The opening picture has no author. Please add the author to the picture."), "image"),
            )
        if image.depicted_persons == DepictedPersons.UNKNOWN:
            text = _("The opening picture: nobody has said yet whether the people in it agree.")
            yield CONSENT, Finding(text, "image")
    for picture in filter(None, pictures_in(page.body)):
        values = {"title": picture.title}
        if not (alt_text(picture) or getattr(picture, "decorative", False) or picture.is_decorative):
            text = _("The picture “%(title)s” has no alternative text. Say what it shows, or mark it as decorative.")
            yield ALT, Finding(text % values, "body")
        if not picture.credit:
            text = _("The picture “%(title)s” has no author. Please add the author to the picture.")
            yield CREDIT, Finding(text % values, "body")
        if picture.depicted_persons == DepictedPersons.UNKNOWN:
            text = _("The picture “%(title)s”: nobody has said yet whether the people in it agree.")
            yield CONSENT, Finding(text % values, "body")


def of_portrait(obj: Any) -> Iterator[PictureFinding]:
    """Findings on the one picture of an organisation or a mentor."""
    for problem, text in picture_problems(obj.image):
        yield problem, Finding(text, "image")
