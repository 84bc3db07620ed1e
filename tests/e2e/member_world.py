"""Claims, and whatever else people do around their organisations, for the examples."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from actors.members.claims import services as claims
from actors.members.models import ClaimRequest
from actors.members.tokens import hash_of
from projects import transfers
from projects.models import CoAuthor
from tests.factories import make_actor_lead

if TYPE_CHECKING:
    from tests.e2e.world import World

CLAIM_TOKEN, OLD_TOKEN = "anspruch-von-karla-neumann", "anspruch-von-gestern"
WRITE_TOKEN = "mitschreiben-von-karla-neumann"


def add_memberships(world: "World") -> None:
    _claims(world)
    _co_authors(world)
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
