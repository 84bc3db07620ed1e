"""Who is there for whom: a postcode leads to its district, the district's region, its agency and its people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Locale

from actors.cards import contact_cards
from actors.models import ContactPerson, RegionOffice
from actors.querysets import by_region, offices
from core.listing_words import clean_value
from core.models import District, Region
from core.saxony import Postcode, lookup_postcode
from home.models import RegionPage

PARAMETER = "plz"
MAX_TYPED = 20


@dataclass(frozen=True, slots=True)
class Office:
    """Who answers for one district."""

    district: District
    region: Region | None
    region_url: str
    agency: Any
    persons: list[dict[str, Any]]
    by_name: bool

    @property
    def agency_url(self) -> str:
        return self.agency.get_absolute_url() if self.agency else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the postcode search found; `typed` is what stands in the field again."""

    typed: str = ""
    postcode: Postcode | None = None
    offices: tuple[Office, ...] = ()

    @property
    def is_asked(self) -> bool:
        return bool(self.typed)

    @property
    def is_unknown(self) -> bool:
        return self.is_asked and not self.offices


def find_offices(request: HttpRequest) -> Answer:
    """Answer the query string's postcode; anything else than a postcode of Saxony is unknown, never an error."""
    typed = clean_value(request.GET.get(PARAMETER, ""), MAX_TYPED)
    postcode = lookup_postcode(typed.replace(" ", ""))
    if postcode is None:
        return Answer(typed)
    districts = District.objects.filter(ags__in=postcode.ags_all).select_related("region")
    in_order = sorted(districts.prefetch_related("region__texts"), key=lambda district: district.ags != postcode.ags)
    return Answer(typed, postcode, tuple(_offices(in_order)))


def _offices(districts: Sequence[District]) -> Iterable[Office]:
    regions = {district.region_id for district in districts if district.region_id}
    agencies = {office.region_id: office.agency for office in offices().filter(region_id__in=regions)}
    urls = region_urls()
    for district in districts:
        own = contact_cards(ContactPerson.objects.for_district(district))
        region = district.region
        yield Office(
            district=district,
            region=region,
            region_url=urls.get(region.pk, "") if region else "",
            agency=agencies.get(region.pk) if region else None,
            persons=own or contact_cards(ContactPerson.objects.of_region(region)),
            by_name=bool(own),
        )


def region_urls() -> dict[int, str]:
    """The front doors of the regions in the active language; one query."""
    pages = RegionPage.objects.live().filter(locale=Locale.get_active()).select_related("locale")
    return {page.region_id: page.url for page in pages.only("region_id", "url_path", "locale", "path", "depth")}


def team_by_region() -> list[dict[str, Any]]:
    """The platform's people, statewide first, then region by region."""
    urls = region_urls()
    return [
        {
            "region": region,
            "url": urls.get(region.pk, "") if region else "",
            "persons": contact_cards(persons),
            "agency": None,
        }
        for region, persons in by_region(ContactPerson.objects.team())
    ]


def agency_of(region: Region) -> RegionOffice | None:
    """The office that answers for a region."""
    return offices().filter(region=region).first()


def districts_of(region: Region) -> list[dict[str, Any]]:
    """The districts of a region, each with the people who answer for it; three queries."""
    people: dict[int, list[Any]] = {}
    team = ContactPerson.objects.of_region(region).prefetch_related("person_districts")
    for person in team:
        for link in person.person_districts.all():
            people.setdefault(link.district_id, []).append(person)
    return [
        {"name": district.name, "name_hsb": district.name_hsb, "persons": people.get(district.pk, [])}
        for district in region.districts.all()
    ]
