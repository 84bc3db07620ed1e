"""What a page costs when nothing is in any cache: the same with ten objects of each kind and with five hundred."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker
from wagtail.models import Locale, get_page_models

from actors.models import ContactPersonDistrict, RegionOffice
from core.models import Region, SearchEntry
from events.models import EventIndexPage
from news.models import NewsIndexPage, NewsPage
from projects.models import ProjectIndexPage, ProjectPage
from tests.e2e.world import World, build_public_world
from tests.factories import make_actor, make_contact_person, make_image, make_topic, publish, region_index
from tests.factories.bulk import make_many, make_many_actors, make_many_entries, make_many_events, make_many_mentors
from tests.factories.counting import queries_when_cold

MOST = 25
FEW, MANY = 10, 500
LONGEST_LIST = 20
WORD = "Nachbarschaft"

PAGES: dict[str, Callable[[World], str]] = {
    "home": lambda world: "/",
    "home, postcode answered": lambda world: "/?plz=04159",
    "home in English": lambda world: "/en/",
    "region": lambda world: "/chemnitz/",
    "region, postcode answered": lambda world: "/chemnitz/?plz=04159",
    "text": lambda world: world.url("page plain"),
    "about the platform": lambda world: world.url("page about"),
    "contact": lambda world: f"{world.url('page contact')}?plz=08056",
    "advice": lambda world: f"{world.url('page advice')}?plz=08056",
    "projects": lambda world: region_index(ProjectIndexPage, None).url,
    "projects, filtered": lambda world: f"{region_index(ProjectIndexPage, None).url}?phase=pilot&region=chemnitz",
    "projects, page 2": lambda world: f"{region_index(ProjectIndexPage, 'chemnitz').url}?page=2",
    "projects on the map": lambda world: f"{region_index(ProjectIndexPage, None).url}?view=map",
    "projects of a region": lambda world: region_index(ProjectIndexPage, "chemnitz").url,
    "projects of a region on the map": lambda world: f"{region_index(ProjectIndexPage, 'chemnitz').url}?view=map",
    "feed of projects": lambda world: f"{region_index(ProjectIndexPage, 'chemnitz').url}feed.atom",
    "project": lambda world: world.url("project"),
    "news": lambda world: region_index(NewsIndexPage, None).url,
    "news of a region": lambda world: region_index(NewsIndexPage, "chemnitz").url,
    "feed of news": lambda world: f"{region_index(NewsIndexPage, 'chemnitz').url}feed.atom",
    "story": lambda world: world.url("story"),
    "events": lambda world: region_index(EventIndexPage, None).url,
    "events of a region": lambda world: region_index(EventIndexPage, "chemnitz").url,
    "events that are over": lambda world: f"{region_index(EventIndexPage, None).url}archiv/",
    "events of a region that are over": lambda world: f"{region_index(EventIndexPage, 'chemnitz').url}archiv/",
    "calendar": lambda world: f"{region_index(EventIndexPage, 'chemnitz').url}calendar.ics",
    "event": lambda world: world.url("event"),
    "event in English": lambda world: world.url("event in English"),
    "calendar of an event": lambda world: f"{world.url('event')}termin.ics",
    "actors": lambda world: reverse("actors:directory"),
    "actors, filtered": lambda world: f"{reverse('actors:directory')}?region=leipzig",
    "actors on the map": lambda world: f"{reverse('actors:directory')}?view=map",
    "actor": lambda world: world.url("actor"),
    "agency": lambda world: world.url("agency"),
    "message form": lambda world: reverse("relay:write", args=["actor", world.objects["actor"].slug]),
    "message form of a person": lambda world: reverse(
        "relay:write", args=["contact_person", world.objects["person"].slug]
    ),
    "request for a mentor": lambda world: reverse("tandems:ask", args=[world.objects["tandem mentor"].slug]),
    "application of a mentor": lambda world: reverse("tandems:apply"),
    "mentors": lambda world: reverse("mentoring:directory"),
    "mentor": lambda world: world.url("mentor"),
    "search": lambda world: f"{reverse('search')}?q={WORD}",
    "search, nothing typed": lambda world: reverse("search"),
    "search, mistyped": lambda world: f"{reverse('search')}?q=Nachbarschfat",
    "not translated": lambda world: f"/en{reverse('translation_missing', args=[world.objects['story'].pk])}",
}


@dataclass(frozen=True)
class Costs:
    """The queries of every page, with few objects and with many."""

    few: dict[str, list[str]]
    many: dict[str, list[str]]
    page_types: set[str]


@pytest.fixture(scope="module")
def costs(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Costs]:
    """All pages asked for twice, in a database that is given back as it was."""
    client = Client()
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(EMAIL_BACKEND="core.outbox.OutboxBackend"):
            world = build_public_world()
            staff_all_regions()
            world.objects["event in English"] = translated(world.objects["event"])
        topic, images = make_topic(), [make_image() for _number in range(LONGEST_LIST)]

        def asked() -> dict[str, list[str]]:
            return {name: queries_when_cold(client, address(world)) for name, address in PAGES.items()}

        grow(FEW, topic, images)
        few = asked()
        grow(MANY - FEW, topic, images)
        answers = [client.get(address(world)).context or {} for address in PAGES.values()]
        yield Costs(few, asked(), {type(answer["page"])._meta.label for answer in answers if "page" in answer})
        transaction.set_rollback(True)


def staff_all_regions() -> None:
    """Two persons with portraits for every region and for all of Saxony; an agency and a district for each."""
    for region in (*Region.objects.exclude(slug="chemnitz"), None):
        agency = make_actor(region, kind="agency")
        RegionOffice.objects.create(region=region, agency=agency)
        for _number in range(2):
            person = make_contact_person(agency, region=region, on_team=True, portrait=make_image(400, 400))
            if region is not None:
                ContactPersonDistrict.objects.create(person=person, district=region.districts.first())


def translated(page: Any) -> Any:
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.save_revision(clean=False)
    return publish(english)


def grow(number: int, topic: Any, images: Any) -> None:
    """So many more of everything, in one region; a third of them statewide."""
    for region, share in (("chemnitz", number), (None, number // 2)):
        place = {"postcode": "09111", "latitude": 50.83, "longitude": 12.92}
        projects, news = region_index(ProjectIndexPage, region), region_index(NewsIndexPage, region)
        make_many(ProjectPage, projects, share, topic=topic, images=images, phase="pilot", **place)
        make_many(NewsPage, news, share, topic=topic, images=images, lead="Kurz.")
        for days in (30, -90):
            make_many_events(region_index(EventIndexPage, region), share, days, topic=topic, images=images)
    make_many_actors(number, topic=topic, images=images)
    make_many_mentors(number, topic=topic, images=images)
    make_many_entries(SearchEntry.objects.filter(title__contains=WORD).first(), number)


def test_every_page_type_is_counted(costs: Costs) -> None:
    ours = {model._meta.label for model in get_page_models() if not model.__module__.startswith("wagtail.")}
    assert costs.page_types == ours


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_the_same_with_many_objects(name: str, costs: Costs) -> None:
    assert len(costs.few[name]) == len(costs.many[name])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_cheap_without_any_cache(name: str, costs: Costs) -> None:
    queries = costs.many[name]
    assert len(queries) <= MOST, "\n".join(queries)
