"""Claims, and whatever else people do around their organisations, for the examples."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from actors.members.claims import services as claims
from actors.members.models import ClaimRequest
from core.tokens import hash_of
from projects import transfers
from projects.models import CoAuthor, ProjectRequest
from tests.factories import make_actor, make_actor_lead

if TYPE_CHECKING:
    from tests.e2e.world import World

CLAIM_TOKEN, OLD_TOKEN = "anspruch-von-karla-neumann", "anspruch-von-gestern"
BEGUN_TOKEN, FRESH_TOKEN = "begonnen-von-karla-neumann", "gerade-begonnen"
WRITE_TOKEN = "mitschreiben-von-karla-neumann"


def add_memberships(world: "World") -> None:
    _claims(world)
    _co_authors(world)
    _beginnings(world)
    agency = world.objects["agency"]
    world.people["agency lead"] = make_actor_lead(agency, first_name="Frauke", last_name="Holz")
    lead = world.people["lead"]
    world.objects["transfer"] = transfers.offer(
        project=world.projects["empty"], receiver=agency, by=lead, note="Bitte."
    )


def _claims(world: "World") -> None:
    actor, newcomer = world.objects["actor"], world.people["newcomer"]
    for token, days in ((CLAIM_TOKEN, 3), (OLD_TOKEN, -1)):
        ClaimRequest.objects.create(
            actor=actor,
            first_name="Karla",
            last_name="Neumann",
            email=f"{token}@example.org",
            token_hash=hash_of(token),
            expires_at=timezone.now() + timedelta(days=days),
        )
    claim = claims.claim(actor=actor, user=newcomer, note="Ich leite dort die Nachbarschaftshilfe.")
    claims.write_letter(claim=claim, by=world.people["moderator"])
    world.objects["claim"] = claim


def _co_authors(world: "World") -> None:
    until = timezone.now() + timedelta(days=14)
    newcomer, now = world.people["newcomer"], timezone.now()
    for token, email, user in ((WRITE_TOKEN, "karla@example.org", None), ("geschrieben", newcomer.email, newcomer)):
        CoAuthor.objects.create(
            page=world.projects["draft"],
            email=email,
            user=user,
            used_at=now if user else None,
            token_hash=hash_of(token),
            invited_by=world.people["lead"],
            expires_at=until,
        )


def _beginnings(world: "World") -> None:
    newcomer, now = world.people["newcomer"], timezone.now()

    def begun(token: str, email: str, actor: Any = None, confirmed: bool = True) -> ProjectRequest:
        return ProjectRequest.objects.create(
            title="Suppe ohne Grenzen",
            postcode="09130",
            organisation=actor.name if actor else "Suppenküche Sonnenberg",
            actor=actor,
            first_name="Karla",
            last_name="Neumann",
            email=email,
            steps={"basics": {"title": ["Suppe ohne Grenzen"], "postcode": ["09130"]}},
            token_hash=hash_of(token),
            confirmed_at=now if confirmed else None,
            expires_at=now + timedelta(days=30),
        )

    begun(BEGUN_TOKEN, "karla@example.org")
    begun(FRESH_TOKEN, "karla@example.org", confirmed=False)
    world.objects["begun by the newcomer"] = begun("eigenes", newcomer.email)
    world.objects["begun for an actor"] = begun("fuer-einen-akteur", newcomer.email, world.objects["agency"])
    proposed = make_actor("chemnitz", live=False, name="Suppenküche Sonnenberg")
    world.people["proposer"] = make_actor_lead(proposed)
    world.objects["proposed actor"] = proposed
