"""What is asked of an event before it is submitted."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.readiness.subjects import Finding, Subject, of_page
from events.models import EventPage

LENGTH = (40, 1200)
# Words by which editors say that something about access is still open.
UNCLEAR = ("noch nicht geklärt", "noch nicht klar", "noch offen", "wird noch", "not yet clear")


def _contact(page: EventPage) -> Iterator[Finding]:
    if not page.contact_links.all():
        yield Finding(_("No contact person is named."), "contact_links-ADD")


def _place(page: EventPage) -> Iterator[Finding]:
    if not page.takes_place_onsite:
        return
    if not (page.venue and page.city):
        yield Finding(_("Please say where the event takes place: venue and town."), "venue")
    elif not (page.street and page.postcode):
        yield Finding(_("Street and postcode are missing: without them nobody finds the way."), "street", soft=True)


def _access(page: EventPage) -> Iterator[Finding]:
    notes = page.access_notes.strip()
    if not notes:
        yield Finding(_("Nothing is said about access."), "access_notes")
    elif any(words in notes.lower() for words in UNCLEAR):
        yield Finding(
            _("Something about access is not yet clear. Please add it when it is."), "access_notes", soft=True
        )


subject = Subject(
    pictures=of_page,
    prose=lambda page: [page.lead, page.access_notes],
    streams=("programme", "body"),
    link_fields=("registration_url",),
    contact=_contact,
    place=_place,
    access=_access,
    length=LENGTH,
    prose_place="lead",
)
