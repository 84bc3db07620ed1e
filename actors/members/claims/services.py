"""Claiming an organisation: by domain, by the word of a lead, by the voucher of an agency, or by a code in a letter.

Every step locks the organisation, is logged there, and tells those concerned by mail.
"""

import secrets
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import User
from actors.members import services as members
from actors.members.claims import mails
from actors.members.claims.domains import speaks_for
from actors.members.models import ActorClaim, ClaimRequest
from actors.members.models.claim import MOST_TRIES
from actors.members.services import AlreadyMember, MembersError, WrongAccount
from actors.models import Actor, Membership
from core import review
from core.permissions import forget_grants, grants_of
from core.tokens import hash_of, new_token, usable

LINK_VALID_FOR = timedelta(days=3)
CODE_VALID_FOR = timedelta(days=30)
# Without letters and digits that are mistaken for one another.
CODE_ALPHABET = "ACDEFGHJKLMNPQRTUVWXY34679"
CODE_LENGTH = 12
CLAIMS_PER_DAY = 5
REQUESTS_PER_ADDRESS_AND_DAY = 3


class ClaimClosed(MembersError):
    """Somebody else was faster, or the claim was taken back."""


class WrongCode(MembersError):
    """The code is not the one of the letter."""


class TooManyClaims(MembersError):
    """So many claims of one person are not meant well, or are a mistake."""


def may_decide(user: Any, claim: ActorClaim) -> bool:
    """The organisation's leads, moderators of its region, lead editors; nobody on their own claim."""
    grants = grants_of(user)
    speaks = grants.leads_actor(claim.actor_id) or grants.moderates_in(claim.actor.region_id)
    return speaks and claim.user_id != user.pk


def may_write_letter(user: Any, claim: ActorClaim) -> bool:
    """The staff of the organisation's region; nobody for their own claim."""
    return grants_of(user).staff_in(claim.actor.region_id) and claim.user_id != user.pk


@transaction.atomic
def claim(*, actor: Actor, user: Any, note: str = "") -> ActorClaim:
    """ActorClaim a public organisation; sent twice, it stays one claim.

    Granted at once where the person's address speaks for an organisation that nobody leads yet; else those who can
    tell are asked. Raises AlreadyMember, TooManyClaims or PermissionDenied.
    """
    actor = _locked(actor)
    if not actor.live or not user.is_active:
        raise PermissionDenied
    if actor.memberships.filter(user=user).exists():
        raise AlreadyMember(_("You belong to this organisation already."))
    earlier = ActorClaim.objects.open().filter(actor=actor, user=user).first()
    if earlier:
        return earlier
    if (
        ActorClaim.objects.filter(user=user, created_at__gt=timezone.now() - timedelta(days=1)).count()
        >= CLAIMS_PER_DAY
    ):
        raise TooManyClaims(_("That were many claims in a short time. Please try again tomorrow."))
    made = ActorClaim.objects.create(actor=actor, user=user, note=note.strip())
    log(instance=actor, action="members.claim", user=user, data={"claim": made.pk})
    leads = [membership.user for membership in actor.memberships.active_leads().select_related("user")]
    if speaks_for(user, actor) and not leads:
        _grant(actor, made, ActorClaim.Way.DOMAIN, by=None)
    else:
        mails.ask(made, leads or _desk(actor))
    return made


def _desk(actor: Actor) -> list[Any]:
    """The region's moderators, else the lead editors."""
    return list(review.moderators(actor.region)) or list(review.lead_editors())


@transaction.atomic
def grant(*, claim: ActorClaim, by: Any) -> Membership:
    """A lead gives their word, or the desk vouches. Raises PermissionDenied or ClaimClosed."""
    actor, claim = _locked_claim(claim)
    if not may_decide(by, claim):
        raise PermissionDenied
    way = ActorClaim.Way.LEADS if grants_of(by).leads_actor(actor.pk) else ActorClaim.Way.VOUCHER
    return _grant(actor, claim, way, by=by)


def _grant(actor: Actor, claim: ActorClaim, way: str, by: Any) -> Membership:
    """The first one leads the organisation, later ones contribute. Needs the lock on the organisation."""
    if not claim.user.is_active:
        raise ClaimClosed(_("The person's account is switched off."))
    role = Membership.Role.CONTRIBUTOR if actor.memberships.active_leads().exists() else Membership.Role.LEAD
    membership, created = Membership.objects.get_or_create(user=claim.user, actor=actor, defaults={"role": role})
    _close(claim, ActorClaim.State.GRANTED, by=by, way=way)
    forget_grants(claim.user)
    log(
        instance=actor,
        action="members.claim_granted",
        user=by or claim.user,
        data={"claim": claim.pk, "way": str(way), "role": membership.role, "joined": created},
    )
    mails.tell_granted(claim, membership)
    return membership


@transaction.atomic
def refuse(*, claim: ActorClaim, by: Any, reason: str) -> None:
    """Say no, with words. Raises PermissionDenied, ClaimClosed or MembersError without a reason."""
    actor, claim = _locked_claim(claim)
    if not may_decide(by, claim):
        raise PermissionDenied
    if not reason.strip():
        raise MembersError(_("Please say why."))
    _close(claim, ActorClaim.State.REFUSED, by=by, reason=reason.strip())
    log(instance=actor, action="members.claim_refused", user=by, data={"claim": claim.pk})
    mails.tell_refused(claim)


@transaction.atomic
def withdraw(*, claim: ActorClaim, by: Any) -> None:
    """Take one's own claim back; its letter opens nothing any more. Raises PermissionDenied or ClaimClosed."""
    actor, claim = _locked_claim(claim)
    if claim.user_id != by.pk:
        raise PermissionDenied
    _close(claim, ActorClaim.State.WITHDRAWN, by=by)
    log(instance=actor, action="members.claim_withdrawn", user=by, data={"claim": claim.pk})


def address_of(actor: Actor) -> list[str]:
    """The lines of a letter's address; empty where something is missing."""
    if not (actor.street and actor.postcode and actor.city):
        return []
    return [actor.name, actor.street, f"{actor.postcode} {actor.city}"]


@transaction.atomic
def write_letter(*, claim: ActorClaim, by: Any) -> str:
    """A new code for the letter to the organisation; an earlier one no longer counts. The code is returned once.

    Raises PermissionDenied, ClaimClosed or MembersError without a postal address.
    """
    actor, claim = _locked_claim(claim)
    if not may_write_letter(by, claim):
        raise PermissionDenied
    if not address_of(actor):
        raise MembersError(_("The organisation has no postal address yet. Please add it to its profile first."))
    code = "".join(secrets.choice(CODE_ALPHABET) for _number in range(CODE_LENGTH))
    claim.code_hash = make_password(code)
    claim.code_expires_at = timezone.now() + CODE_VALID_FOR
    claim.code_tries = 0
    claim.save(update_fields=["code_hash", "code_expires_at", "code_tries"])
    log(instance=actor, action="members.claim_letter", user=by, data={"claim": claim.pk})
    mails.announce_letter(claim)
    return "-".join(code[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def redeem(*, claim: ActorClaim, user: Any, code: str) -> Membership:
    """Type in the code of the letter. Raises PermissionDenied, ClaimClosed or WrongCode; wrong tries are counted."""
    with transaction.atomic():
        actor, claim = _locked_claim(claim)
        if claim.user_id != user.pk:
            raise PermissionDenied
        if not claim.awaits_code:
            raise ClaimClosed(_("There is no valid letter for this. Please ask your regional team for a new one."))
        if claim.fits(code):
            return _grant(actor, claim, ActorClaim.Way.LETTER, by=user)
        claim.code_tries += 1
        claim.save(update_fields=["code_tries"])
        log(instance=actor, action="members.claim_wrong_code", user=user, data={"claim": claim.pk})
    left = MOST_TRIES - claim.code_tries
    if left:
        raise WrongCode(_("This is not the code of the letter. Tries left: %(left)d.") % {"left": left})
    raise WrongCode(
        _("That was not right either, so the code is void now. Please ask your regional team for a new letter.")
    )


@transaction.atomic
def request_by_mail(*, actor: Actor, first_name: str, last_name: str, email: str, note: str = "") -> None:
    """Somebody without a session claims an organisation: a link is sent, whether there is an account or not.

    Too many requests to one address are dropped in silence, so that nobody learns whose address is known here.
    """
    email = email.strip().lower()
    since = timezone.now() - timedelta(days=1)
    sent = ClaimRequest.objects.filter(email__iexact=email, created_at__gt=since).count()
    if not actor.live or sent >= REQUESTS_PER_ADDRESS_AND_DAY:
        return
    token = new_token()
    asked = ClaimRequest.objects.create(
        actor=actor,
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        email=email,
        note=note.strip(),
        token_hash=hash_of(token),
        expires_at=timezone.now() + LINK_VALID_FOR,
    )
    known = User.objects.filter(email__iexact=email, is_active=True).first()
    mails.confirm(asked, token, known.language if known else get_language() or "de")


def requested(token: str) -> ClaimRequest:
    """The request behind a link. Raises LinkUnusable."""
    return usable(ClaimRequest.objects.filter(token_hash=hash_of(token)).select_related("actor").first())


@transaction.atomic
def confirm(*, token: str, user: Any) -> ActorClaim:
    """Claim as the person who is signed in. Raises LinkUnusable, WrongAccount and what `claim` raises."""
    asked = _locked_request(token)
    if user.email.lower() != asked.email.lower():
        raise WrongAccount(_("The link was sent to another address than the one you are signed in with."))
    return _confirmed(asked, user)


@transaction.atomic
def confirm_as_new(*, token: str, first_name: str, last_name: str, password: str) -> ActorClaim:
    """Open an account for the confirmed address and claim. Raises LinkUnusable, or WrongAccount if there is one."""
    asked = _locked_request(token)
    user = members.open_account(email=asked.email, first_name=first_name, last_name=last_name, password=password)
    return _confirmed(asked, user)


def _confirmed(asked: ClaimRequest, user: Any) -> ActorClaim:
    asked.used_at = timezone.now()
    asked.save(update_fields=["used_at"])
    return claim(actor=asked.actor, user=user, note=asked.note)


def _locked_request(token: str) -> ClaimRequest:
    """Serialised on the row, so that a link pressed twice is used once."""
    ClaimRequest.objects.select_for_update().filter(token_hash=hash_of(token)).first()
    return requested(token)


def _close(claim: ActorClaim, state: str, *, by: Any, way: str = "", reason: str = "") -> None:
    claim.state, claim.way, claim.reason = state, way, reason
    claim.decided_by, claim.decided_at = by, timezone.now()
    claim.code_hash = ""
    claim.save(update_fields=["state", "way", "reason", "decided_by", "decided_at", "code_hash"])


def _locked(actor: Actor) -> Actor:
    return Actor._base_manager.select_for_update(of=("self",)).select_related("region").get(pk=actor.pk)


def _locked_claim(claim: ActorClaim) -> tuple[Actor, ActorClaim]:
    """The organisation's lock serialises everything that decides who leads it. Raises ClaimClosed."""
    actor = _locked(claim.actor)
    fresh = ActorClaim.objects.select_related("user", "actor__region").get(pk=claim.pk)
    if fresh.state != ActorClaim.State.OPEN:
        raise ClaimClosed(_("This claim has been decided already, or was taken back."))
    return actor, fresh
