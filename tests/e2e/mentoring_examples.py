"""Examples of the mentor programme; `examples` takes them in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.confirming import contact_for
from core.models import District
from mentoring.models import Mentor
from mentoring.tandems import applying, asking, deciding, walking
from mentoring.tandems.asking import Wish
from mentoring.tandems.models import Feedback, Match, Side
from mentoring.tandems.people import new_link
from tests.e2e.people import latest_mail, link_in
from tests.e2e.world import World


def mentor_in(world: World) -> Mentor:
    return Mentor.objects.select_related("user").get(pk=world.objects["tandem mentor"].pk)


def tandem(world: World, who: str, *, upto: str = "requested") -> Match:
    """A request of somebody, or what has come of it."""
    mentor, district = mentor_in(world), District.objects.select_related("region").get(slug="zwickau")
    wish = Wish(
        name="Karla Neumann",
        project="Werkstatt im Hof",
        goal="Wir wollen ein Jahr lang öffnen.",
        topics=[link.topic for link in mentor.mentor_topics.all()],
        district=district,
        region=district.region,
        languages=["de"],
        formats=["onsite"],
    )
    email = f"{who}@example.org"
    match = asking.ask(wish=wish, mentor=None if upto == "seeking" else mentor, email=email, language="de")
    if upto == "unconfirmed":
        return match
    asking.begin(match=match, contact=contact_for(email=email, language="de"))
    _go_on(match, mentor, upto)
    return Match.objects.get(pk=match.pk)


def _go_on(match: Match, mentor: Mentor, upto: str) -> None:
    today = timezone.localdate()
    if upto == "declined":
        deciding.decline(match=match, user=mentor.user, reason="time", words="Leider fehlt mir die Zeit.")
    elif upto == "question":
        deciding.ask_back(match=match, user=mentor.user, text="Wo ist der Hof?")
    stages = ("accepted", "first_meeting", "agreement", "running", "finished")
    if upto not in stages:
        return
    deciding.accept(match=match, user=mentor.user, unbiased=True)
    if upto == "accepted":
        return
    walking.meet(match=match, by=Side.MENTOR, on=today + timedelta(days=7))
    if upto == "first_meeting":
        return
    sheet = {"goal": "Öffnen", "rhythm": "monatlich", "months": 6, "confidentiality": "Bleibt unter uns."}
    walking.write_agreement(match=match, by=Side.MENTOR, **sheet)
    if upto == "agreement":
        return
    walking.agree(match=match, by=Side.MENTEE, version=1)
    walking.note_session(match=match, on=today, minutes=75, topic="Räume und Miete")
    if upto == "finished":
        walking.finish(match=match, by=Side.MENTOR)


def behind(name: str, who: str, *further: str, upto: str = "requested") -> Callable[[World], str]:
    """The mentee's page behind a link."""
    return lambda world: reverse(f"tandems:{name}", args=[new_link(tandem(world, who, upto=upto)), *further])


def own(name: str, who: str = "", *further: str, upto: str = "requested") -> Callable[[World], str]:
    """A page of the mentor's own area."""

    def path(world: World) -> str:
        mentor_in(world)
        found = [tandem(world, who, upto=upto).pk] if who else []
        return reverse(f"mentor_area:{name}", args=[*found, *further])

    return path


def applied(world: World) -> str:
    applying.apply(email="neu@example.org", first_name="Neu", last_name="Mann", postcode="08056", typed={})
    return link_in(latest_mail("neu@example.org"), "/tandem/mitmachen/")


def ask(world: World) -> str:
    return reverse("tandems:ask", args=[mentor_in(world).slug])


def routes(example: Any) -> dict[str, Any]:
    """One example for each route."""
    return {
        "tandems:ask_team": example(lambda world: reverse("tandems:ask_team")),
        "tandems:ask": example(ask),
        "tandems:apply": example(lambda world: reverse("tandems:apply")),
        "tandems:applied": example(applied),
        "tandems:tandem": example(behind("tandem", "mteins")),
        "tandems:act": example(behind("act", "mtzwei", "problem")),
        "mentor_area:overview": example(own("overview", upto="running"), who="mentor"),
        "mentor_area:profile": example(own("profile"), who="mentor"),
        "mentor_area:places": example(own("places"), who="mentor"),
        "mentor_area:pause": example(own("pause"), who="mentor"),
        "mentor_area:declarations": example(own("declarations"), who="mentor"),
        "mentor_area:tandem": example(own("tandem", "mtdrei"), who="mentor"),
        "mentor_area:act": example(own("act", "mtvier", "annehmen"), who="mentor"),
    }


def states(example: Any, pressing: Any) -> dict[str, Any]:
    """What these pages show besides."""
    return {
        "request to a mentor with errors": example(ask, act=pressing("Send the request")),
        "request that was declined": example(behind("tandem", "mtfuenf", upto="declined")),
        "question of a mentor": example(behind("act", "mtsechs", "antworten", upto="question")),
        "agreement that waits": example(behind("act", "mtsieben", "zustimmen", upto="agreement")),
        "running tandem of a mentee": example(behind("tandem", "mtacht", upto="running")),
        "running tandem of a mentor": example(own("tandem", "mtneun", upto="running"), who="mentor"),
        "session to note": example(own("act", "mtzehn", "sitzung", upto="running"), who="mentor"),
        "feedback at the end": example(behind("act", "mtelf", "rueckmeldung", upto="finished")),
        "link to no tandem": example(lambda world: reverse("tandems:tandem", args=["x" * 43]), status=404),
        "area of somebody who is no mentor": example(lambda world: reverse("mentor_area:overview"), who="newcomer"),
    }


def desk(example: Any) -> dict[str, Any]:
    """The programme team in the admin."""

    def case(world: World) -> str:
        match = tandem(world, "mtdreizehn", upto="running")
        walking.tell_problem(match=match, by=Side.MENTEE, text="Er sagt oft ab.")
        Feedback.objects.create(match=match, side="mentee", kind="midterm", goal=4, trust=3, effort=2, again=4)
        return reverse("registers_tandems_modeladmin_inspect", args=[match.pk])

    def propose(world: World) -> str:
        return reverse("tandems_propose", args=[tandem(world, "mtvierzehn", upto="seeking").pk])

    return {
        "overview of the programme": example(lambda world: reverse("tandems_overview"), who="programme", within="main"),
        "tandem for the programme team": example(case, who="programme", within="main"),
        "mentor to propose": example(propose, who="programme", within="main"),
    }


WITHOUT_PAGE = {
    "tandems:certificate": "a PDF; tried in tests/mentoring/test_certificate.py",
    "mentor_area:certificate": "the same",
}
