"""Examples of messages and conversations; `examples` takes them in."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page

from accounts import confirming
from actors.relay.addressees import find
from actors.relay.ending import end, report
from actors.relay.models import Conversation, Side, Step
from actors.relay.people import new_link, sender_of
from actors.relay.writing import deliver, escalate, reply, write
from tests.e2e.language import german, label
from tests.e2e.people import latest_mail, link_in
from tests.e2e.world import World

WORDS = "Wir suchen Räume für unsere Werkstatt.\n\nMehr unter https://werkstatt.example.org/raeume"


def message(world: World, who: str, *, confirmed: bool = True) -> Conversation:
    """Somebody without an account has written to the organisation."""
    to = find("actor", world.objects["actor"].slug)
    assert to is not None
    email = f"{who}@example.org"
    made = write(to=to, name="Karla Neumann", email=email, purpose="cooperation", text=WORDS, language="de")
    if confirmed:
        deliver(conversation=made, contact=confirming.contact_for(email=email, language="de"))
        made.refresh_from_db()
    return made


def recipient_of(conversation: Conversation) -> Any:
    return conversation.participants.filter(side=Side.RECIPIENT).first()


def behind(name: str, side: str, who: str, **options: Any) -> Callable[[World], str]:
    """The page behind a link of one side."""

    def path(world: World) -> str:
        conversation = message(world, who)
        if options.get("answered"):
            reply(participant=recipient_of(conversation), text="Gern, kommen Sie vorbei.")
        if options.get("silent"):
            escalate(conversation, Step.Kind.SILENT)
        if options.get("ended"):
            end(participant=sender_of(conversation))
        if options.get("reported"):
            report(participant=recipient_of(conversation), reason="spam", words="Werbung")
        one = sender_of(conversation) if side == "sender" else recipient_of(conversation)
        return reverse(f"relay:{name}", args=[new_link(one)])

    return path


def form(world: World) -> str:
    return reverse("relay:write", args=["actor", world.objects["actor"].slug])


def question(world: World) -> str:
    message(world, "fragt", confirmed=False)
    return link_in(latest_mail("fragt@example.org"), "/bestaetigen/")


def own(name: str, who: str) -> Callable[[World], str]:
    return lambda world: reverse(f"messages:{name}", args=[message(world, who).pk])


def writing(page: Page, world: World) -> None:
    """A visitor fills the form in and sends it."""
    page.get_by_label(label("Your name")).fill("Karla Neumann")
    page.get_by_label(label("Your e-mail address")).fill("schreibt@example.org")
    page.get_by_role("radio", name=german("A question"), exact=True).check()
    page.get_by_label(label("Your message")).fill(WORDS)
    page.wait_for_timeout(3_100)
    page.get_by_role("main").get_by_role("button", name=german("Send the message"), exact=True).click()


def routes(example: Any) -> dict[str, Any]:
    """One example for each route."""
    return {
        "confirm:confirm": example(question),
        "relay:write": example(form),
        "relay:conversation": example(behind("conversation", "recipient", "eins")),
        "relay:leave": example(behind("leave", "recipient", "zwei")),
        "messages:inbox": example(lambda world: reverse("messages:inbox"), who="lead"),
        "messages:conversation": example(own("conversation", "drei"), who="lead"),
        "messages:leave": example(own("leave", "vier"), who="lead"),
    }


def states(example: Any, pressing: Any) -> dict[str, Any]:
    """What these pages show besides the plain form."""
    return {
        "message with errors": example(form, act=pressing("Send the message")),
        "message, signed in": example(form, who="newcomer"),
        "message that waits for its button": example(form, act=writing),
        "message to somebody whom nobody receives for": example(
            lambda world: reverse("relay:write", args=["mentor", world.objects["mentor"].slug])
        ),
        "question that nobody asked": example(lambda world: reverse("confirm:confirm", args=["x" * 43]), status=404),
        "conversation, answered": example(behind("conversation", "sender", "fuenf", answered=True)),
        "conversation without an answer": example(behind("conversation", "sender", "sechs", silent=True)),
        "conversation that has ended": example(behind("conversation", "recipient", "sieben", ended=True)),
        "conversation, reported": example(behind("conversation", "recipient", "acht", reported=True)),
        "answer without words": example(behind("conversation", "recipient", "neun"), act=pressing("Send the answer")),
        "leaving without saying how": example(
            behind("leave", "recipient", "zehn", ended=True), act=pressing("Go ahead")
        ),
        "link to no conversation": example(lambda world: reverse("relay:conversation", args=["x" * 43]), status=404),
        "messages of a newcomer": example(lambda world: reverse("messages:inbox"), who="newcomer"),
    }


def desk(example: Any) -> dict[str, Any]:
    """At the desk of the region."""

    def reported(world: World) -> str:
        conversation = message(world, "elf")
        report(participant=recipient_of(conversation), reason="spam", words="Werbung")
        return reverse("registers_messages_modeladmin_inspect", args=[conversation.pk])

    return {"case of a reported conversation": example(reported, who="moderator", within="main")}


WITHOUT_PAGE = {"messages:habit": "takes a form of messages:inbox and leads back"}
