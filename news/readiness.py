"""What is asked of a news item before it is submitted."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.readiness.subjects import Finding, Subject, of_page
from news.models import NewsPage

LENGTH = (80, 1500)


def _contact(page: NewsPage) -> Iterator[Finding]:
    if not (page.contact_links.all() or page.responsible_id):
        yield Finding(_("No contact person is named."), "contact_links-ADD")


subject = Subject(
    pictures=of_page,
    prose=lambda page: [page.lead],
    streams=("body",),
    contact=_contact,
    length=LENGTH,
    prose_place="lead",
)
