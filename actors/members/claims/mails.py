"""What claims say by mail."""

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actors.members.models import ActorClaim, ClaimRequest
from core.notices import Words, tell, write_to
from core.permissions import roles_of


def ask(claim: ActorClaim, people: list[Any]) -> None:
    """Those who can tell whether the person belongs to the organisation."""
    values = {"name": claim.user, "email": claim.user.email, "actor": claim.actor}

    def words() -> Words:
        return Words(
            subject=_("Does %(name)s belong to %(actor)s?") % values,
            happened=_("%(name)s (%(email)s) says: %(actor)s is my organisation.") % values,
            quote=claim.note,
            next=_("Do you know the person? Please confirm it, or refuse with a reason."),
            label=_("Look at the claim"),
            why=_("You get this mail because you can tell who belongs to %(actor)s.") % values,
            otherwise=_("If you do nothing, the person goes on waiting and can do nothing for the organisation."),
        )

    for person in people:
        tell([person], words, partial(_where_decided, person, claim), key=f"claim-asked-{claim.pk}")


def _where_decided(person: Any, claim: ActorClaim) -> str:
    if roles_of(person).leads_actor(claim.actor_id):
        return reverse("members:claim_decide", args=[claim.pk])
    return reverse("members_claim", args=[claim.pk])


def tell_granted(claim: ActorClaim, membership: Any) -> None:
    """The person, and the leads who did not decide it themselves."""
    values = {"actor": claim.actor, "name": claim.user, "role": membership.get_role_display()}
    leads = claim.actor.memberships.active_leads().exclude(user=claim.user).select_related("user")
    others = [lead.user for lead in leads if lead.user_id != claim.decided_by_id]

    def to_claimant() -> Words:
        return Words(
            subject=_("You now belong to %(actor)s") % values,
            happened=_("It is confirmed: you now belong to %(actor)s on the portal. Your role: %(role)s.")
            % {**values, "role": membership.get_role_display()},
            next=_("You can show projects of your organisation right away."),
            label=_("Go to my area"),
            why=_("You get this mail because you have claimed this organisation."),
            otherwise=_("You need not do anything."),
        )

    def to_leads() -> Words:
        return Words(
            subject=_("%(name)s now belongs to %(actor)s") % values,
            happened=_("%(name)s has claimed %(actor)s, and it has been confirmed. Role: %(role)s.")
            % {**values, "role": membership.get_role_display()},
            next=_("If this is wrong, you can remove the person from the organisation."),
            label=_("See the people of the organisation"),
            why=_("You get this mail because you lead “%(actor)s”.") % values,
            otherwise=_("You need not do anything."),
        )

    tell([claim.user], to_claimant, partial(reverse, "members:overview"), key=f"claim-granted-{claim.pk}")
    tell(others, to_leads, partial(reverse, "members:people", args=[claim.actor_id]), key=f"claim-joined-{claim.pk}")


def tell_refused(claim: ActorClaim) -> None:
    values = {"actor": claim.actor}

    def words() -> Words:
        return Words(
            subject=_("Your claim on %(actor)s") % values,
            happened=_("It could not be confirmed that %(actor)s is your organisation.") % values,
            quote=claim.reason,
            next=_("If this is a mistake, please talk to the people of your region."),
            label=_("Go to my area"),
            why=_("You get this mail because you have claimed this organisation."),
            otherwise=_("You need not do anything."),
        )

    tell([claim.user], words, partial(reverse, "members:overview"), key=f"claim-refused-{claim.pk}")


def announce_letter(claim: ActorClaim) -> None:
    values = {"actor": claim.actor}

    def words() -> Words:
        until = date_format(claim.code_expires_at, "DATE_FORMAT") if claim.code_expires_at else ""
        return Words(
            subject=_("A letter to %(actor)s is on its way") % values,
            happened=_("We send a letter with a code to the address of %(actor)s.") % values,
            next=_("When it is there, type the code in. It is valid until %(day)s.") % {"day": until},
            label=_("Type in the code"),
            why=_("You get this mail because you have claimed this organisation."),
            otherwise=_("If you do nothing, the code expires, and the claim stays open."),
        )

    key = f"claim-letter-{claim.pk}-{claim.code_expires_at:%Y%m%d%H%M%S}"
    tell([claim.user], words, partial(reverse, "members:claim_code", args=[claim.pk]), key=key)


def confirm(asked: ClaimRequest, token: str, language: str) -> None:
    """To the address that somebody has typed in; it may belong to somebody else."""
    values = {"actor": asked.actor}

    def words() -> Words:
        return Words(
            subject=_("Please confirm: %(actor)s is your organisation") % values,
            happened=_("Somebody has given this address to say: %(actor)s is my organisation.") % values,
            next=_("If it was you, please follow the link and confirm it there. The link is valid for three days."),
            label=_("Confirm"),
            why=_("You get this mail because your address was typed in on the page of %(actor)s.") % values,
            otherwise=_("If you do nothing, nothing happens, and your address is deleted again."),
        )

    write_to(asked.email, words, partial(reverse, "members:claim_confirm", args=[token]), language=language)
