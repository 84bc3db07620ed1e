"""Examples of the board and of profiles; `examples` takes them in."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from accounts.confirming import contact_for
from actors.board import digest, services
from actors.board.models import BoardEntry, Digest, EntryLink
from core.handover.services import Draft, start
from tests.e2e.world import World
from tests.factories import make_entry, make_topic

GONE, INVALID = 410, 422


def entry(world: World, slug: str, **options: Any) -> BoardEntry:
    """An entry of the member's organisation, and another one that fits to it."""
    topic = make_topic()
    closed = options.pop("closed", False)
    own = make_entry(world.objects["actor"], topics=[topic], slug=slug, kind="need", **options)
    make_entry(topics=[topic], slug=f"{slug}-passt")
    if closed:
        services.close(entry=own, user=world.people["lead"], outcome="platform")
    return own


def own(name: str, slug: str, **options: Any) -> Callable[[World], str]:
    return lambda world: reverse(f"own_board:{name}", args=[entry(world, slug, **options).pk])


def public(world: World) -> str:
    return entry(world, "oeffentlich").get_absolute_url()


def link(slug: str, **options: Any) -> Callable[[World], str]:
    def path(world: World) -> str:
        made = entry(world, slug, **options)
        EntryLink.objects.filter(entry=made).delete()
        return reverse("board:manage", args=[services.new_link(made, world.people["lead"])])

    return path


def begun(world: World) -> str:
    return start(target="board", draft=Draft(name="Karla Neumann", email="beginnt@example.org"))


def subscription(world: World) -> str:
    contact = contact_for(email="woche@example.org", language="de")
    digest.subscribe(contact=contact, wish={"region": None, "topics": []})
    return digest.address_of(Digest.objects.get(contact=contact))


def profile(name: str) -> Callable[[World], str]:
    return lambda world: reverse(f"members:{name}", args=[world.objects["actor"].pk])


def routes(example: Any) -> dict[str, Any]:
    """One example for each route."""
    return {
        "board:index": example(lambda world: entry(world, "liste") and reverse("board:index")),
        "board:detail": example(public),
        "board:without_account": example(lambda world: reverse("board:without_account")),
        "board:begin": example(begun),
        "board:manage": example(link("verwalten", days=5)),
        "board:subscribe": example(lambda world: reverse("board:subscribe")),
        "board:subscription": example(subscription),
        "own_board:mine": example(lambda world: entry(world, "eigene") and reverse("own_board:mine"), who="lead"),
        "own_board:new": example(lambda world: reverse("own_board:new"), who="lead"),
        "own_board:entry": example(own("entry", "stand"), who="lead"),
        "own_board:edit": example(own("edit", "aendern"), who="lead"),
        "own_board:withdraw": example(own("withdraw", "zurueck"), who="lead"),
        "own_board:preview": example(own("preview", "vorschau"), who="lead"),
        "members:profile": example(profile("profile"), who="lead"),
        "members:profile_preview": example(profile("profile_preview"), who="lead"),
    }


def states(example: Any, pressing: Any) -> dict[str, Any]:
    """What these pages show besides."""
    return {
        "board where nothing fits": example(lambda world: reverse("board:index") + "?q=gibtesnicht"),
        "entry with errors": example(
            lambda world: reverse("own_board:new"), who="lead", act=pressing("Send it to the region")
        ),
        "entries of a newcomer": example(lambda world: reverse("own_board:mine"), who="newcomer"),
        "entry, expired": example(own("entry", "abgelaufen", days=-3), who="lead"),
        "entry, closed": example(own("entry", "geschlossen", closed=True), who="lead"),
        "link to a closed entry": example(link("zu", closed=True)),
        "closing without an outcome": example(link("ohne"), act=pressing("Close the entry")),
        "link to no entry": example(lambda world: reverse("board:manage", args=["x" * 43]), status=404),
        "weekly mail that is ended": example(lambda world: reverse("board:subscription", args=["x:y:z"]), status=GONE),
        "weekly mail with errors": example(
            lambda world: reverse("board:subscribe"), act=pressing("Order the weekly mail")
        ),
        "profile with errors": example(profile("profile"), who="lead", act=_empty(pressing("Send it to the region"))),
    }


def _empty(press: Any) -> Callable[[Any, World], None]:
    def act(page: Any, world: World) -> None:
        page.locator("[name=summary]").fill("")
        press(page, world)

    return act


def desk(example: Any) -> dict[str, Any]:
    """At the desk: the register of terms."""
    return {
        "register of the board": example(
            lambda world: entry(world, "register") and "/cms/registers/board/", who="lead editor", within="main"
        )
    }


WITHOUT_PAGE = {"members:profile_withdraw": "takes a form of members:profile and leads back"}
