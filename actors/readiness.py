"""What is asked of an organisation before it is submitted."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from actors.models import Actor
from core.readiness.subjects import Finding, Subject, of_portrait

LENGTH = (10, 400)


def _prose(actor: Actor) -> list[str]:
    rows = [row for row in actor.texts.all() if row.language == settings.LANGUAGE_CODE]
    return [words for row in rows for words in (row.summary, row.description)]


def _contact(actor: Actor) -> Iterator[Finding]:
    reachable = actor.email or actor.phone or (actor.pk and actor.contact_persons.exists())
    if not reachable:
        yield Finding(_("There is neither a contact person nor an address or telephone number."), "email")


def _place(actor: Actor) -> Iterator[Finding]:
    if actor.region_id and not (actor.city or actor.district_id):
        yield Finding(_("Town or district is missing."), "city")


subject = Subject(
    pictures=of_portrait,
    prose=_prose,
    link_fields=("website",),
    contact=_contact,
    place=_place,
    length=LENGTH,
    prose_place="texts-0-summary",
)
