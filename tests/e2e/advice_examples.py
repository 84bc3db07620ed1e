"""Examples of advice; `examples` takes them in."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts import confirming
from accounts.models import RegionRole
from core.models import Region
from mentoring.advice import booking
from mentoring.advice.models import Adviser, Booking, Case, Hours
from mentoring.advice.people import adviser_of, advisers_for, new_link
from mentoring.advice.slots import free_slots
from tests.e2e.world import World

WORDS = "Wir wollen einen Laden für die Nachbarschaft gründen."
WHO = "moderator"


def adviser(world: World) -> Adviser:
    """The moderator of the region advises as well."""
    region, user = Region.objects.get(slug="chemnitz"), world.people[WHO]
    RegionRole.objects.get_or_create(user=user, region=region, role="adviser")
    made, is_new = Adviser.objects.get_or_create(
        user=user,
        defaults={
            "region": region,
            "languages": ["de"],
            "by_video": True,
            "at_place": True,
            "address": "Brückenstraße 13",
        },
    )
    if is_new:
        for weekday in range(5):
            Hours.objects.create(adviser=made, weekday=weekday, starts=time(9), ends=time(17))
    return made


def slot(world: World) -> Any:
    made = adviser(world)
    return free_slots([one for one in advisers_for(made.region_id) if one.pk == made.pk], timezone.now())[0]


def concern(who: str) -> booking.Concern:
    region = Region.objects.get(slug="chemnitz")
    return booking.Concern(
        "Karla Neumann", f"{who}@example.org", WORDS, region, "de", phone="0371 123456", needs=["dgs"]
    )


def booked(world: World, who: str) -> Case:
    free = slot(world)
    case = booking.hold(concern=concern(who), adviser_id=free.adviser.pk, starts_at=free.starts_at, way="phone")
    return booking.confirm(case=case, contact=confirming.contact_for(email=f"{who}@example.org", language="de"))


def called(world: World, who: str) -> Case:
    adviser(world)
    case = booking.ask_call_back(concern=concern(who))
    return booking.confirm(case=case, contact=confirming.contact_for(email=f"{who}@example.org", language="de"))


def behind(name: str, who: str, make: Callable[[World, str], Case] = booked, **options: Any) -> Callable[[World], str]:
    """The page behind a link of somebody who has asked."""

    def path(world: World) -> str:
        case = make(world, who)
        if options.get("cancelled"):
            booking.cancel(case=case)
        if options.get("too_late"):
            now = timezone.now()
            Booking.objects.filter(case=case).update(starts_at=now, ends_at=now + timedelta(minutes=45))
        if options.get("chooses"):
            row = booking.active_booking(case)
            assert row is not None
            row.case = case
            booking.call_off(row)
            booking.let_choose(case, "called_off", row.pk, booking=row)
        return reverse(f"advice:{name}", args=[new_link(case)])

    return path


def find(world: World) -> str:
    adviser(world)
    return reverse("advice:find") + "?region=chemnitz"


def details(world: World) -> str:
    return reverse("advice:details") + f"?region=chemnitz&slot={slot(world).key}"


def mine(name: str) -> Callable[[World], str]:
    def path(world: World) -> str:
        called(world, f"mein-{name}")
        assert adviser_of(adviser(world).user)
        return reverse(f"my_advice:{name}")

    return path


def own_case(who: str, **options: Any) -> Callable[[World], str]:
    def path(world: World) -> str:
        case = booked(world, who)
        if options.get("over"):
            now = timezone.now()
            Booking.objects.filter(case=case).update(
                starts_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1)
            )
        return reverse("my_advice:case", args=[case.pk])

    return path


def routes(example: Any) -> dict[str, Any]:
    """One example for each route."""
    return {
        "advice:find": example(find),
        "advice:details": example(details),
        "advice:call_back": example(lambda world: reverse("advice:call_back") + "?region=chemnitz"),
        "advice:case": example(behind("case", "b-eins")),
        "advice:change": example(behind("change", "b-zwei")),
        "advice:cancel": example(behind("cancel", "b-drei")),
        "handover:open": example(lambda world: reverse("handover:open", args=["x" * 43]), status=404),
        "my_advice:overview": example(mine("overview"), who=WHO),
        "my_advice:profile": example(mine("profile"), who=WHO),
        "my_advice:hours": example(mine("hours"), who=WHO),
        "my_advice:case": example(own_case("b-vier"), who=WHO),
    }


def states(example: Any, pressing: Any) -> dict[str, Any]:
    """What these pages show besides."""
    return {
        "advice without a region": example(lambda world: reverse("advice:find")),
        "advice, unknown postcode": example(lambda world: reverse("advice:find") + "?plz=10115"),
        "advice where nobody is free": example(lambda world: reverse("advice:find") + "?region=leipzig"),
        "advice, later dates": example(
            lambda world: f"{find(world)}&from={timezone.localdate() + timedelta(days=10):%Y-%m-%d}"
        ),
        "advice with errors": example(details, act=pressing("Keep the date for me")),
        "advice, date gone": example(lambda world: reverse("advice:case", args=["x" * 43]), status=404),
        "call-back that was promised": example(behind("case", "b-fuenf", called)),
        "advice that was cancelled": example(behind("case", "b-sechs", cancelled=True)),
        "advice after the deadline": example(behind("cancel", "b-sieben", too_late=True)),
        "advice, to be chosen again": example(behind("change", "b-acht", chooses=True)),
        "talk to be recorded": example(own_case("b-neun", over=True), who=WHO),
        "talk recorded without a result": example(own_case("b-zehn", over=True), who=WHO, act=pressing("Took place")),
    }


def desk(example: Any) -> dict[str, Any]:
    """At the desk of the region."""

    def inspected(world: World) -> str:
        row = Booking.objects.get(case=booked(world, "b-elf"))
        return reverse("registers_advice-bookings_modeladmin_inspect", args=[row.pk])

    return {
        "register of dates": example(inspected, who=WHO, within="main"),
        "counts of advice": example(lambda world: reverse("advice_report"), who=WHO, within="main"),
    }


WITHOUT_PAGE = {
    "advice:calendar": "a file; read by a parser in tests/advice/test_ical.py",
    "my_advice:take": "takes a form of my_advice:overview and leads to the case",
}
