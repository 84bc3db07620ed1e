"""Examples of what people do around their organisations; `examples` takes them in."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page

from tests.e2e.language import label
from tests.e2e.member_world import BEGUN_TOKEN, CLAIM_TOKEN, FRESH_TOKEN, OLD_TOKEN, WRITE_TOKEN
from tests.e2e.world import World


def routes(example: Any, pressing: Any) -> dict[str, Any]:
    """One example for each route."""

    def of(name: str, what: str, **options: Any) -> Any:
        return example(lambda world: reverse(name, args=[world.objects[what].pk]), **options)

    def own(name: str, project: str, **options: Any) -> Any:
        return example(lambda world: world.of(name, project), **{"who": "lead", **options})

    return {
        "members:everything": of("members:everything", "actor", who="lead"),
        "members:hand_over": example(
            lambda world: reverse("members:hand_over", args=[world.people["member"].memberships.get().pk]), who="lead"
        ),
        "projects:begin": example(lambda world: reverse("projects:begin")),
        "projects:resume": example(lambda world: reverse("projects:resume", args=[BEGUN_TOKEN])),
        "projects:resume_step": example(lambda world: reverse("projects:resume_step", args=[BEGUN_TOKEN, "kurz"])),
        "projects:resume_account": example(lambda world: reverse("projects:resume_account", args=[BEGUN_TOKEN])),
        "projects:adopt": of("projects:adopt", "begun by the newcomer", who="newcomer"),
        "members:proposal": of("members:proposal", "proposed actor", who="proposer"),
        "projects:co_authors": own("co_authors", "draft"),
        "projects:co_author_accept": example(lambda world: reverse("projects:co_author_accept", args=[WRITE_TOKEN])),
        "projects:transfer": own("transfer", "draft"),
        "projects:transfer_answer": of("projects:transfer_answer", "transfer", who="agency lead"),
        "members:claim": example(lambda world: reverse("members:claim", args=[world.objects["agency"].slug])),
        "members:claim_confirm": example(lambda world: reverse("members:claim_confirm", args=[CLAIM_TOKEN])),
        "members:claim_decide": of("members:claim_decide", "claim", who="lead"),
        "members:claim_code": of("members:claim_code", "claim", who="newcomer"),
    }


def _naming_an_organisation(pressing: Any) -> Callable[[Page, World], None]:
    def act(page: Page, world: World) -> None:
        page.get_by_label(label("Name of the organisation")).fill("Regionalagentur Chemnit")
        pressing("Offer it")(page, world)

    return act


def _naming_a_known_project(pressing: Any) -> Callable[[Page, World], None]:
    def act(page: Page, world: World) -> None:
        page.get_by_label(label("Name of the project")).fill("Kochen für alle")
        page.get_by_label(label("Postcode")).fill("09111")
        pressing("Save and go on")(page, world)

    return act


def states(example: Any, pressing: Any) -> dict[str, Any]:
    """What these pages show besides the plain form."""

    def of(name: str, what: str, **options: Any) -> Any:
        return example(lambda world: reverse(name, args=[world.objects[what].pk]), who="newcomer", **options)

    def claim(what: str, **options: Any) -> Any:
        return example(lambda world: reverse("members:claim", args=[world.objects[what].slug]), **options)

    return {
        "status for a co-author": example(lambda world: world.of("status", "draft"), who="newcomer"),
        "check for a co-author": example(lambda world: world.of("submit", "draft"), who="newcomer"),
        "begin with errors": example(lambda world: reverse("projects:begin"), act=pressing("Send me the link")),
        "begun, not confirmed": example(lambda world: reverse("projects:resume", args=[FRESH_TOKEN])),
        "begun by somebody else": example(
            lambda world: reverse("projects:resume_account", args=[BEGUN_TOKEN]), who="member", status=403
        ),
        "account with errors": example(
            lambda world: reverse("projects:resume_account", args=[BEGUN_TOKEN]),
            act=pressing("Open the account and go on"),
        ),
        "proposal with errors": of("projects:adopt", "begun by the newcomer", act=pressing("Propose the organisation")),
        "claim from a beginning": of("projects:adopt", "begun for an actor"),
        "start of what may exist already": example(
            lambda world: reverse("projects:start"), who="member", act=_naming_a_known_project(pressing)
        ),
        "status of an offered project": example(lambda world: world.of("status", "empty"), who="lead"),
        "transfer to a name that is not clear": example(
            lambda world: world.of("transfer", "draft"), who="lead", act=_naming_an_organisation(pressing)
        ),
        "overview with offers": example(lambda world: reverse("members:overview"), who="agency lead"),
        "claim, signed in": claim("agency", who="member"),
        "claim with errors": claim("agency", act=pressing("Send me the link")),
        "claim of a member": claim("actor", who="member"),
        "claim that is open": claim("actor", who="newcomer"),
        "claim link that has expired": example(
            lambda world: reverse("members:claim_confirm", args=[OLD_TOKEN]), status=410
        ),
        "claim link of somebody else": example(
            lambda world: reverse("members:claim_confirm", args=[CLAIM_TOKEN]), who="member", status=403
        ),
        "claim refused without words": example(
            lambda world: reverse("members:claim_decide", args=[world.objects["claim"].pk]),
            who="lead",
            act=pressing("Refuse the claim"),
        ),
    }


def desk(example: Any) -> dict[str, Any]:
    """At the desk of the region."""
    return {
        "backlog": example(lambda world: reverse("members_backlog"), who="moderator", within=".desk-list"),
        "claims": example(lambda world: reverse("members_claims"), who="moderator", within="main"),
        "claim at the desk": example(
            lambda world: reverse("members_claim", args=[world.objects["claim"].pk]), who="moderator", within="main"
        ),
    }


WITHOUT_PAGE = {
    "projects:co_author_remove": "takes a form of projects:co_authors and leads back",
    "projects:transfer_back": "takes a form of projects:status and leads back",
    "members:claim_withdraw": "takes a form of members:overview and leads back",
}
