"""Writes on memberships and invitations. Each locks the organisation, is logged, and tells those concerned by mail."""

import logging
import secrets
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import User
from actors.models import Actor, Invitation, Membership
from core.mail import absolute_url, send_templated, send_to_user
from core.permissions import forget_grants, grants_of
from core.tokens import LinkUnusable

logger = logging.getLogger(__name__)

VALID_FOR = timedelta(days=14)
MAILS_PER_ADDRESS_AND_DAY = 5
INVITATIONS_PER_PERSON_AND_HOUR = 30


class MembersError(Exception):
    """A step that cannot be taken; the message is for the person who tried."""


class LastLead(MembersError):
    """Nobody would be left to lead the organisation."""


class AlreadyMember(MembersError):
    """The person belongs to the organisation already."""


class TooManyInvitations(MembersError):
    """So many mails are not meant well, or are a mistake."""


class WrongAccount(MembersError):
    """Somebody else is signed in than was invited."""


def may_invite(user: Any, actor: Actor) -> bool:
    """The organisation's leads, the staff of its region, lead editors."""
    grants = grants_of(user)
    return grants.leads_actor(actor.pk) or grants.staff_in(actor.region_id)


def may_manage(user: Any, actor: Actor) -> bool:
    """Roles and removals: the organisation's leads and lead editors."""
    grants = grants_of(user)
    return grants.leads_actor(actor.pk) or grants.leads


@transaction.atomic
def invite(*, actor: Actor, email: str, role: str, by: Any) -> Invitation:
    """Invite somebody, known to the portal or not. An earlier open invitation to the same address is replaced.

    Raises PermissionDenied, AlreadyMember or TooManyInvitations.
    """
    actor = _locked(actor)
    if not may_invite(by, actor):
        raise PermissionDenied
    email = email.strip().lower()
    if Membership.objects.filter(actor=actor, user__email__iexact=email).exists():
        raise AlreadyMember(_("%(email)s belongs to this organisation already.") % {"email": email})
    _refuse_floods(email, by)
    now = timezone.now()
    Invitation.objects.open().for_address(email).filter(actor=actor).update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        actor=actor,
        role=Membership.Role(role),
        token_hash=Invitation.hash_of(token),
        invited_by=by,
        expires_at=now + VALID_FOR,
    )
    log(instance=actor, action="members.invite", user=by, data={"invitation": invitation.pk, "role": role})
    _send_invitation(invitation, token)
    return invitation


def _refuse_floods(email: str, by: Any) -> None:
    now = timezone.now()
    sent = Invitation.objects.filter(invited_by=by, created_at__gt=now - timedelta(hours=1)).count()
    received = Invitation.objects.for_address(email).filter(created_at__gt=now - timedelta(days=1)).count()
    if sent >= INVITATIONS_PER_PERSON_AND_HOUR or received >= MAILS_PER_ADDRESS_AND_DAY:
        raise TooManyInvitations(_("That were many invitations in a short time. Please try again later."))


def _send_invitation(invitation: Invitation, token: str) -> None:
    known = User.objects.filter(email__iexact=invitation.email).first()
    language = known.language if known else translation.get_language()
    with translation.override(language):
        address = absolute_url(reverse("members:accept", args=[token]))
    send_templated(
        to=invitation.email,
        template="members/invitation",
        context={"invitation": invitation, "user": known, "action_url": address},
        language=language,
    )


@transaction.atomic
def revoke(*, invitation: Invitation, by: Any) -> None:
    """Take an open invitation back; its link then says so."""
    actor = _locked(invitation.actor)
    if not may_invite(by, actor):
        raise PermissionDenied
    if Invitation.objects.open().filter(pk=invitation.pk).update(revoked_at=timezone.now()):
        log(instance=actor, action="members.revoke", user=by, data={"invitation": invitation.pk})


def usable(token: str) -> Invitation:
    """The invitation behind a link, or LinkUnusable with the reason, which is logged."""
    invitation = Invitation.objects.by_token(token).select_related("actor", "invited_by").first()
    reason = ""
    if invitation is None:
        reason = "unknown"
    elif invitation.accepted_at:
        reason = "used"
    elif invitation.revoked_at:
        reason = "revoked"
    elif invitation.has_expired:
        reason = "expired"
    if invitation is None or reason:
        logger.info("An invitation link was refused: %s (%s)", reason, invitation.pk if invitation else "-")
        raise LinkUnusable(reason, invitation)
    return invitation


@transaction.atomic
def accept(*, token: str, user: Any) -> Membership:
    """Join as the person who is signed in. Raises LinkUnusable or WrongAccount."""
    invitation = _locked_invitation(token)
    if user.email.lower() != invitation.email.lower():
        raise WrongAccount(
            _("This invitation is for %(invited)s, but you are signed in as %(present)s.")
            % {"invited": invitation.email, "present": user.email}
        )
    return _join(invitation, user)


@transaction.atomic
def accept_as_new(*, token: str, first_name: str, last_name: str, password: str) -> Membership:
    """Open an account for the invited address and join. Raises LinkUnusable, or WrongAccount if there is one."""
    invitation = _locked_invitation(token)
    user = open_account(email=invitation.email, first_name=first_name, last_name=last_name, password=password)
    return _join(invitation, user)


@transaction.atomic
def open_account(*, email: str, first_name: str, last_name: str, password: str) -> User:
    """An account for an address that a link has confirmed. Raises WrongAccount if there is one."""
    if User.objects.filter(email__iexact=email).exists():
        raise WrongAccount(_("There is an account under this address already. Please sign in."))
    user = User.objects.create_user(
        email=email,
        password=password,
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        language=translation.get_language() or "de",
    )
    log(instance=user, action="wagtail.create", user=user)
    return user


def _locked_invitation(token: str) -> Invitation:
    """Serialised on the row, so that a link pressed twice is used once."""
    Invitation.objects.select_for_update().by_token(token).first()
    return usable(token)


def _join(invitation: Invitation, user: Any) -> Membership:
    membership, created = Membership.objects.get_or_create(
        user=user, actor=invitation.actor, defaults={"role": invitation.role}
    )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    forget_grants(user)
    if created:
        log(
            instance=invitation.actor,
            action="members.join",
            user=user,
            data={"invitation": invitation.pk, "role": membership.role},
        )
        if invitation.invited_by and invitation.invited_by.is_active:
            send_to_user(
                user=invitation.invited_by,
                template="members/joined",
                context={
                    "membership": membership,
                    "action_url": absolute_url(reverse("members:people", args=[invitation.actor_id])),
                },
            )
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: Any) -> None:
    """Make somebody lead or contributor. Raises PermissionDenied or LastLead."""
    actor, membership = _locked_membership(membership)
    if not may_manage(by, actor):
        raise PermissionDenied
    role = Membership.Role(role)
    if membership.role == role:
        return
    _keep_a_lead(actor, membership)
    membership.role = role
    membership.save(update_fields=["role"])
    forget_grants(membership.user)
    log(instance=actor, action="members.role", user=by, data={"user": membership.user_id, "role": role})
    _tell(membership, "members/role_changed", by)


@transaction.atomic
def hand_over(*, membership: Membership, by: Any) -> None:
    """The lead makes this colleague lead and becomes contributor, in one step. Raises PermissionDenied or MembersError."""
    actor, membership = _locked_membership(membership)
    own = actor.memberships.active_leads().filter(user_id=by.pk).first()
    if own is None or own.pk == membership.pk:
        raise PermissionDenied
    if not membership.user.is_active:
        raise MembersError(_("The person's account is switched off."))
    membership.role, own.role = Membership.Role.LEAD, Membership.Role.CONTRIBUTOR
    membership.save(update_fields=["role"])
    own.save(update_fields=["role"])
    for person in (membership.user, by):
        forget_grants(person)
    log(instance=actor, action="members.hand_over", user=by, data={"user": membership.user_id})
    _tell(membership, "members/role_changed", by)


@transaction.atomic
def end_membership(*, membership: Membership, by: Any) -> None:
    """Take somebody out of the organisation, or leave it oneself. Raises PermissionDenied or LastLead."""
    actor, membership = _locked_membership(membership)
    leaving = membership.user_id == by.pk
    if not (leaving or may_manage(by, actor)):
        raise PermissionDenied
    _keep_a_lead(actor, membership)
    membership.delete()
    forget_grants(membership.user)
    log(
        instance=actor,
        action="members.leave" if leaving else "members.remove",
        user=by,
        data={"user": membership.user_id},
    )
    if not leaving:
        _tell(membership, "members/removed", by)


def _keep_a_lead(actor: Actor, membership: Membership) -> None:
    """Whatever happens to this membership, an active lead must be left. Needs the lock on the organisation."""
    leads = set(actor.memberships.active_leads().values_list("pk", flat=True))
    if leads == {membership.pk}:
        raise LastLead(_("This is the organisation's only lead. Please make somebody else lead first."))


def _tell(membership: Membership, template: str, by: Any) -> None:
    if membership.user.is_active and membership.user_id != by.pk:
        send_to_user(
            user=membership.user,
            template=template,
            context={"membership": membership, "by": by, "action_url": absolute_url(reverse("members:overview"))},
        )


@transaction.atomic
def save_profile(*, user: Any, first_name: str, last_name: str, language: str) -> None:
    """Change how a person is named and in which language they get mail."""
    user.first_name, user.last_name, user.language = first_name.strip(), last_name.strip(), language
    user.save(update_fields=["first_name", "last_name", "language"])
    log(instance=user, action="wagtail.edit", user=user)


def _locked(actor: Actor) -> Actor:
    return Actor._base_manager.select_for_update(of=("self",)).get(pk=actor.pk)


def _locked_membership(membership: Membership) -> tuple[Actor, Membership]:
    """The organisation's lock serialises everything that decides who leads it."""
    actor = _locked(membership.actor)
    try:
        return actor, Membership.objects.select_related("user", "actor").get(pk=membership.pk)
    except Membership.DoesNotExist:
        raise MembersError(_("This person no longer belongs to the organisation.")) from None
