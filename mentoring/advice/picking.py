"""What is asked for in an address, and the free dates that answer it, grouped by day."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import urlencode

from core.models import District, Region, Topic
from core.saxony import lookup_postcode
from mentoring.advice.choices import Way
from mentoring.advice.models import Adviser
from mentoring.advice.people import advisers_for
from mentoring.advice.slots import free_slots
from mentoring.advice.words import day_in_words, slot_in_words
from mentoring.models import Language

MOST_DATES, MOST_DAYS = 24, 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; whatever makes no sense in the address counts as not asked."""

    region: Region | None = None
    topic: Topic | None = None
    way: str = ""
    language: str = ""
    first: date | None = None
    postcode: str = ""
    unknown_postcode: bool = False

    def query(self, **more: Any) -> str:
        values = {
            "region": self.region.slug if self.region else "",
            "topic": self.topic.slug if self.topic else "",
            "way": self.way,
            "language": self.language,
            **more,
        }
        return urlencode({name: value for name, value in values.items() if value})


def wanted_by(params: Any) -> Wanted:
    """From the address of a page. A postcode counts more than a region."""
    postcode = str(params.get("plz", ""))[:20].strip()
    place = lookup_postcode(postcode)
    region = None
    if place is not None:
        district = District.objects.filter(ags=place.ags).select_related("region").first()
        region = district.region if district else None
    elif not postcode:
        region = _by_slug(Region, params.get("region", ""))
    way, language = params.get("way", ""), params.get("language", "")
    return Wanted(
        region=region,
        topic=_by_slug(Topic, params.get("topic", "")),
        way=way if way in Way.values else "",
        language=language if language in Language.values else "",
        first=_day(params.get("from", "")),
        postcode=postcode,
        unknown_postcode=bool(postcode and region is None),
    )


def _by_slug(model: Any, slug: str) -> Any:
    usable = slug and len(slug) <= 80 and "\x00" not in slug
    return model.objects.filter(slug=slug).first() if usable else None


def _day(text: str) -> date | None:
    try:
        day = parse_date(text[:10])
    except ValueError:
        return None
    today = timezone.localdate()
    return day if day and today < day < today + timedelta(days=366) else None


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    label: str


@dataclass(slots=True)
class Day:
    label: str
    choices: list[Choice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Offer:
    """Free dates of some days; `later` is the first day that is not shown."""

    days: list[Day]
    later: date | None
    advisers: list[Adviser]

    @property
    def ways(self) -> list[str]:
        offered = {way for adviser in self.advisers for way in adviser.ways}
        return [way for way in Way.values if way in offered]

    @property
    def keys(self) -> set[str]:
        return {choice.key for day in self.days for choice in day.choices}


def offer(wanted: Wanted, now: datetime | None = None) -> Offer:
    """The next dates that suit; where nobody knows the topic, those of everybody in the region."""
    if wanted.region is None:
        return Offer([], None, [])
    topic = wanted.topic.pk if wanted.topic else None
    advisers = advisers_for(wanted.region.pk, way=wanted.way, language=wanted.language, topic=topic)
    slots = free_slots(advisers, now or timezone.now(), first=wanted.first)
    days: list[Day] = []
    for shown, slot in enumerate(slots):
        label = day_in_words(slot.starts_at)
        if not days or days[-1].label != label:
            if len(days) == MOST_DAYS or shown >= MOST_DATES:
                return Offer(days, slot.day, advisers)
            days.append(Day(label))
        days[-1].choices.append(Choice(slot.key, slot_in_words(slot, wanted.way)))
    return Offer(days, None, advisers)


def later_url(wanted: Wanted, found: Offer) -> str:
    if found.later is None:
        return ""
    return f"{reverse('advice:find')}?{wanted.query(**{'from': found.later.isoformat()})}"


def of_topic_or_all(wanted: Wanted) -> tuple[Wanted, Offer]:
    """A topic that nobody in the region has chosen hides nobody."""
    found = offer(wanted)
    if wanted.topic is not None and not found.advisers:
        everybody = offer(replace(wanted, topic=None))
        return wanted, everybody
    return wanted, found


def adviser_of_slot(pk: int) -> Adviser | None:
    return Adviser.objects.at_work().select_related("user", "region").filter(pk=pk).first()
