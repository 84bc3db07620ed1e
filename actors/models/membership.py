"""Who belongs to an organisation, and who has been asked to join."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .actor import Actor


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

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = (models.UniqueConstraint(fields=("user", "actor"), name="actors_one_membership"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.actor}"


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
