"""What is asked of a project before it is submitted, beyond what its form asks step by step."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.readiness.subjects import Finding, PictureFinding, Subject
from projects import checks
from projects.models import ProjectPage
from projects.showcase import contact_persons

LENGTH = (80, 1500)
PROSE = ("summary", "problem", "approach", "effect", "costs", "staff", "what_failed", "materials")
# Which step of the member's form mends what.
STEPS = {
    "postcode": checks.BASICS,
    **dict.fromkeys(("approach", "website", "campaign_url"), checks.STORY),
    **dict.fromkeys(("page_funding-ADD", "evidence_url"), checks.COPY),
    **dict.fromkeys(("image", "body"), checks.PICTURES),
}


def _pictures(project: ProjectPage) -> Iterator[PictureFinding]:
    return ((point.check, Finding(str(point.text), "image")) for point in checks.open_points(project) if point.check)


def _contact(project: ProjectPage) -> Iterator[Finding]:
    if not contact_persons(project):
        yield Finding(_("There is nobody to ask: neither your organisation nor the region names a contact person."))


def _funding(project: ProjectPage) -> Iterator[Finding]:
    if not project.page_funding.all():
        yield Finding(_("No funding source is named."), "page_funding-ADD")


def _place(project: ProjectPage) -> Iterator[Finding]:
    if not (project.postcode or project.works_statewide):
        yield Finding(_("The place is missing: a postcode, or that the project works all over Saxony."), "postcode")


subject = Subject(
    pictures=_pictures,
    prose=lambda project: [getattr(project, name) for name in PROSE],
    streams=("body",),
    link_fields=("website", "campaign_url", "evidence_url"),
    contact=_contact,
    funding=_funding,
    place=_place,
    length=LENGTH,
    prose_place="approach",
)
