"""Examples of the desk's and the workflow's own pages; `examples` takes them in."""

from typing import Any

from django.urls import reverse

from core.outside import services
from core.review import active_state
from tests.e2e.people import latest_mail, link_in
from tests.e2e.world import World

GONE = 404


def asked(world: World, person: str = "ute.sander") -> str:
    """The link that somebody outside has just been sent."""
    address = f"{person}@example.org"
    page = type(world.projects["with the region"]).objects.get(pk=world.projects["with the region"].pk)
    services.ask(
        obj=page,
        user=world.people["moderator"],
        name="Dr. Ute Sander",
        function="Geschäftsführung",
        email=address,
        language="de",
        words="Stimmen die Zahlen?",
        days=7,
    )
    return link_in(latest_mail(address), "/freigabe/")


def routes(example: Any) -> dict[str, Any]:
    """One example for each route."""

    def care(name: str) -> Any:
        return example(lambda world: reverse(name, args=[world.projects["public"].pk]), who="lead")

    return {
        "absences:overview": example(lambda world: reverse("absences:overview"), who="moderator"),
        "aftercare:archive": example(lambda world: reverse("aftercare:archive")),
        "aftercare:answer": example(lambda world: reverse("aftercare:answer", args=["c" * 43]), status=GONE),
        "aftercare:confirm": care("aftercare:confirm"),
        "aftercare:note": care("aftercare:note"),
        "aftercare:ask_to_take_down": care("aftercare:ask_to_take_down"),
        "outside:questions": example(
            lambda world: reverse("outside:questions", args=[active_state(world.projects["with the region"]).pk]),
            who="moderator",
        ),
        "outside:answer": example(asked),
        "outside:preview": example(lambda world: f"{asked(world, 'jan.beck')}vorschau/"),
    }


def states(example: Any) -> dict[str, Any]:
    """What these pages show besides the plain form."""
    return {
        "link from outside that nobody sent": example(
            lambda world: reverse("outside:answer", args=["x" * 43]), status=GONE
        ),
    }


WITHOUT_PAGE = {
    "absences:cancel": "takes a form of absences:overview and leads back",
    "review:claim": "takes a form of review:decide and leads back",
    "outside:revoke": "takes a form of outside:questions and leads back",
    "outside:send_again": "takes a form of outside:questions and leads back",
    "outside:picture": "a file",
    "outside:document": "a file",
}
