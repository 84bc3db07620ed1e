"""Who is there for whom: a postcode leads to its district, the district's region, its agency and its people."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F
from django.http import HttpRequest

from actors.cards import contact_cards
from actors.models import Actor, ContactPerson, ContactPersonDistrict
from actors.querysets import by_region
from core.cards import fetch_sizes
from core.context import Frame, RegionFrame
from core.listing_words import clean_value
from core.models import District
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


class Offices:
    """Who is there for whom, read when first asked for: all that one page says of it costs six queries."""

    def __init__(self, frame: Frame) -> None:
        self._regions = {region.region_id: region for region in frame.regions}

    @cached_property
    def districts(self) -> list[District]:
        return list(District.objects.all())

    @cached_property
    def team(self) -> list[ContactPerson]:
        """The people of the platform, statewide first, then region by region."""
        return list(ContactPerson.objects.team())

    @cached_property
    def _by_district(self) -> dict[int, list[ContactPerson]]:
        """Who was named for a district."""
        persons = {person.pk: person for person in self.team}
        named: dict[int, list[ContactPerson]] = defaultdict(list)
        links = ContactPersonDistrict.objects.filter(person__in=persons).order_by("pk")
        for person_id, district_id in links.values_list("person_id", "district_id"):
            named[district_id].append(persons[person_id])
        return named

    @cached_property
    def _agencies(self) -> dict[int, Actor]:
        """The responsible agency of each region."""
        agencies = Actor.objects.live().filter(offices__region__isnull=False)
        return {agency.office_region: agency for agency in agencies.annotate(office_region=F("offices__region_id"))}

    def districts_in(self, region_id: int) -> list[District]:
        return [district for district in self.districts if district.region_id == region_id]

    def team_in(self, region_id: int | None) -> list[ContactPerson]:
        return [person for person in self.team if person.region_id == region_id]

    def answer_to(self, request: HttpRequest) -> Answer:
        """Answer the query string's postcode; anything else than a postcode of Saxony is unknown, never an error."""
        typed = clean_value(request.GET.get(PARAMETER, ""), MAX_TYPED)
        postcode = lookup_postcode(typed.replace(" ", ""))
        if postcode is None:
            return Answer(typed)
        touched = [district for district in self.districts if district.ags in postcode.ags_all]
        touched.sort(key=lambda district: district.ags != postcode.ags)
        fetch_sizes(person.portrait for district in touched for person in self._persons_for(district))
        return Answer(typed, postcode, tuple(self._office_of(district) for district in touched))

    def _persons_for(self, district: District) -> list[ContactPerson]:
        return self._by_district.get(district.pk) or self.team_in(district.region_id)

    def _office_of(self, district: District) -> Office:
        return Office(
            district=district,
            region=self._regions.get(district.region_id or 0),
            agency=self._agencies.get(district.region_id or 0),
            persons=contact_cards(self._persons_for(district)),
            by_name=district.pk in self._by_district,
        )

    def by_region(self) -> list[dict[str, Any]]:
        """The platform's people, statewide first, then region by region."""
        fetch_sizes(person.portrait for person in self.team)
        return [
            {"region": self._regions.get(region.pk) if region else None, "persons": contact_cards(persons)}
            for region, persons in by_region(self.team)
        ]

    def of_region(self, region_id: int) -> dict[str, Any]:
        """A region's agency, its people, and which of them answers for which district."""
        team = self.team_in(region_id)
        ids = {person.pk for person in team}
        return {
            "agency": self._agencies.get(region_id),
            "persons": contact_cards(team),
            "districts": [
                {
                    "name": district.name,
                    "name_hsb": district.name_hsb,
                    "persons": ", ".join(
                        person.name for person in self._by_district.get(district.pk, []) if person.pk in ids
                    ),
                }
                for district in self.districts_in(region_id)
            ],
        }
