"""What is still missing before a project can be public, in words, each with the step of the form that mends it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.models.media import DepictedPersons
from core.models.opening import pictures_in
from core.saxony import lookup_postcode

BASICS, SHORT, STORY, COPY, PICTURES = "basics", "short", "story", "copy", "pictures"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something missing, and the step of the member's form where it is asked; `check` names that of a picture."""

    step: str
    text: str | Promise
    check: str = ""


def open_points(project: Any) -> list[OpenPoint]:
    """Everything that keeps this version from readers, in the order of the form."""
    return [*_basics(project), *_short(project), *_story(project), *_copy_card(project), *_pictures(project)]


def _basics(project: Any) -> Iterator[OpenPoint]:
    if not project.title.strip():
        yield OpenPoint(BASICS, _("The title is missing."))
    if project.postcode and lookup_postcode(project.postcode) is None:
        yield OpenPoint(BASICS, _("We do not know the postcode in Saxony."))
    elif not project.postcode and not project.works_statewide:
        yield OpenPoint(BASICS, _("The place is missing: a postcode, or that the project works all over Saxony."))


def _short(project: Any) -> Iterator[OpenPoint]:
    if not project.summary.strip():
        yield OpenPoint(SHORT, _("The summary is missing."))
    if not project.page_topics.all():
        yield OpenPoint(SHORT, _("Choose at least one topic, so that the project can be found."))
    if not project.page_target_groups.all():
        yield OpenPoint(SHORT, _("Choose at least one target group, so that the project can be found."))
    if not project.phase:
        yield OpenPoint(SHORT, _("The phase is missing: idea, pilot, proven or spread."))


def _story(project: Any) -> Iterator[OpenPoint]:
    if not project.problem.strip():
        yield OpenPoint(STORY, _("The problem is missing: what was not good before?"))
    if not project.approach.strip():
        yield OpenPoint(STORY, _("The approach is missing: what do you do?"))
    if not project.effect.strip() and project.phase and project.phase != project.Phase.IDEA:
        yield OpenPoint(STORY, _("The effect is missing. Only an idea can do without."))
    if project.started_on and project.ended_on and project.ended_on < project.started_on:
        yield OpenPoint(STORY, _("The project cannot end before it starts."))
    if project.campaign_url and not project.campaign_until:
        yield OpenPoint(STORY, _("Please say until when the campaign runs."))


def _copy_card(project: Any) -> Iterator[OpenPoint]:
    evaluated = project.evidence == project.Evidence.EVALUATED
    if evaluated and not (project.evidence_document_id or project.evidence_url):
        yield OpenPoint(COPY, _("An evaluation needs its report: a document or an address."))


def _pictures(project: Any) -> Iterator[OpenPoint]:
    if project.image:
        described = project.image_alt_text or project.image_is_decorative or project.image.is_decorative
        yield from _credit(project.image, _("The opening picture"), described=described)
    for image in filter(None, pictures_in(project.body)):
        name = _("The picture “%(title)s”") % {"title": image.title}
        yield from _credit(image, name, described=image.contextual_alt_text or image.decorative)


def _credit(image: Any, name: str, *, described: Any) -> Iterator[OpenPoint]:
    if not described:
        text = _("%(picture)s has no description for people who cannot see it.")
        yield OpenPoint(PICTURES, text % {"picture": name}, "alt")
    if not image.credit:
        yield OpenPoint(PICTURES, _("%(picture)s has no author.") % {"picture": name}, "credit")
    if image.depicted_persons == DepictedPersons.UNKNOWN:
        text = _("%(picture)s: nobody has said yet whether the people in it agree.")
        yield OpenPoint(PICTURES, text % {"picture": name}, "consent")
