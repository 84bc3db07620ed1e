"""Who is there for whom: a postcode leads to its district, the district's region, its agency and its people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.http import HttpRequest

from actors.cards import contact_cards
from actors.models import Actor, ContactPerson
from actors.querysets import by_region
from core.context import Frame, RegionFrame
from core.listing_words import clean_value
from core.models import District, Region
from core.saxony import Postcode, lookup_postcode

PARAMETER = "plz"
MAX_TYPED = 20


@dataclass(frozen=True, slots=True)
class Office:
    """Who answers for one district; `by_name` says whether the persons were named for it or for its region."""

    district: District
    region: RegionFrame | None
    agency: Actor | None
    persons: list[dict[str, Any]]
    by_name: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What the postcode search found; `typed` is what stands in the field again."""

    typed: str = ""
    postcode: Postcode | None = None
    offices: tuple[Office, ...] = ()

    @property
    def is_unknown(self) -> bool:
        return bool(self.typed) and not self.offices


def find_offices(request: HttpRequest, frame: Frame) -> Answer:
    """Answer the query string's postcode; anything else than a postcode of Saxony is unknown, never an error."""
    typed = clean_value(request.GET.get(PARAMETER, ""), MAX_TYPED)
    postcode = lookup_postcode(typed.replace(" ", ""))
    if postcode is None:
        return Answer(typed)
    districts = list(District.objects.filter(ags__in=postcode.ags_all))
    districts.sort(key=lambda district: district.ags != postcode.ags)
    return Answer(typed, postcode, tuple(_offices(districts, frame)))


def _offices(districts: list[District], frame: Frame) -> Iterable[Office]:
    """Five queries, however many districts the postcode touches."""
    region_ids = {district.region_id for district in districts if district.region_id}
    regions = {region.region_id: region for region in frame.regions}
    agencies = agencies_of(region_ids)
    team = ContactPerson.objects.team().filter(region_id__in=region_ids).prefetch_related("person_districts")
    named, of_region = defaultdict(list), defaultdict(list)
    for person in team:
        of_region[person.region_id].append(person)
        for link in person.person_districts.all():
            named[link.district_id].append(person)
    for district in districts:
        own = named[district.pk]
        yield Office(
            district=district,
            region=regions.get(district.region_id or 0),
            agency=agencies.get(district.region_id),
            persons=contact_cards(own or of_region[district.region_id]),
            by_name=bool(own),
        )


def agencies_of(region_ids: Iterable[int]) -> dict[int | None, Actor]:
    """The responsible agency of each region; one query."""
    agencies = Actor.objects.live().filter(offices__region_id__in=region_ids)
    return {agency.office_region: agency for agency in agencies.annotate(office_region=F("offices__region_id"))}


def team_by_region(frame: Frame) -> list[dict[str, Any]]:
    """The platform's people, statewide first, then region by region."""
    regions = {region.region_id: region for region in frame.regions}
    return [
        {"region": regions.get(region.pk) if region else None, "persons": contact_cards(persons)}
        for region, persons in by_region(ContactPerson.objects.team())
    ]


def people_of(region: Region) -> dict[str, Any]:
    """A region's agency, its people, and which of them answers for which district; five queries."""
    people: dict[int, list[str]] = defaultdict(list)
    team = list(ContactPerson.objects.of_region(region).prefetch_related("person_districts"))
    for person in team:
        for link in person.person_districts.all():
            people[link.district_id].append(person.name)
    return {
        "agency": agencies_of([region.pk]).get(region.pk),
        "persons": contact_cards(team),
        "districts": [
            {"name": district.name, "name_hsb": district.name_hsb, "persons": ", ".join(people[district.pk])}
            for district in region.districts.all()
        ],
    }
