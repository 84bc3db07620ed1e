"""Who belongs to an organisation, and who has been asked to join."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.admin import display
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.permissions import grants_of

from .actor import Actor


class MembershipQuerySet(models.QuerySet["Membership"]):
    def listed(self) -> "MembershipQuerySet":
        """Leads first, then by name, with what a list of people prints."""
        return self.select_related("user", "actor").order_by("-role", "user__last_name", "user__first_name", "pk")

    def active_leads(self) -> "MembershipQuerySet":
        return self.filter(role=Membership.Role.LEAD, user__is_active=True)


class Membership(models.Model):
    """A person works for an actor: LEAD manages people and reviews first, CONTRIBUTOR writes."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead")
        CONTRIBUTOR = "contributor", _("Contributor")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("actor"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.CONTRIBUTOR)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = (models.UniqueConstraint(fields=("user", "actor"), name="actors_one_membership"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.actor}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor revoked; it may have expired."""
        return self.filter(accepted_at=None, revoked_at=None)

    def valid(self) -> "InvitationQuerySet":
        return self.open().filter(expires_at__gt=timezone.now())

    def for_address(self, email: str) -> "InvitationQuerySet":
        return self.filter(email__iexact=email)

    def by_token(self, token: str) -> "InvitationQuerySet":
        return self.filter(token_hash=Invitation.hash_of(token))

    def visible_to(self, user: Any) -> "InvitationQuerySet":
        """For registers: all for lead editors, those to the own regions' organisations for regional staff."""
        grants = grants_of(user)
        return self if grants.leads else self.filter(actor__region_id__in=grants.edits | grants.moderates)


class Invitation(models.Model):
    """An open invitation to an actor; the token itself is only in the mail, here is its SHA-256."""

    email = models.EmailField(_("e-mail address"))
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("actor"))
    role = models.CharField(_("role"), max_length=12, choices=Membership.Role.choices)
    token_hash = models.CharField(_("token hash"), max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="sent_invitations",
    )
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                "actor",
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="actors_one_open_invitation",
            ),
        )

    def __str__(self) -> str:
        return f"{self.email} → {self.actor}"

    @staticmethod
    def hash_of(token: str) -> str:
        return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    @display(description=_("state"))
    def state_label(self) -> str:
        """Where it stands, in one word."""
        if self.accepted_at:
            return str(_("Accepted"))
        if self.revoked_at:
            return str(_("Taken back"))
        return str(_("Expired")) if self.has_expired else str(_("Open"))
