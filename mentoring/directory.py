"""The public directory of mentors."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.listing import Listing
from core.trail import trail_from_home
from mentoring.cards import mentor_card
from mentoring.filters import SEARCHED, SORTS, directory_facets
from mentoring.models import Mentor

PER_PAGE = 12


def directory(request: HttpRequest) -> dict[str, Any]:
    """Everything the directory shows; `listing.status` is the answer's HTTP status."""
    path = reverse("mentoring:directory")
    listing = Listing(
        params=request.GET,
        queryset=Mentor.objects.live(),
        facets=directory_facets(),
        sorts=SORTS,
        search_lookups=SEARCHED,
        per_page=PER_PAGE,
        path=path,
    )
    count = ngettext("%(count)d mentor", "%(count)d mentors", listing.count) % {"count": listing.count}
    page_obj = listing.page_obj
    return {
        "listing": listing,
        "sentence": listing.sentence(count),
        "breadcrumbs": trail_from_home((_("Mentors"), path)),
        "reset_url": listing.reset_url if listing.is_filtered else "",
        "cards": [mentor_card(mentor) for mentor in page_obj.object_list.with_card_data()] if page_obj else [],
    }
