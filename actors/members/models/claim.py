"""Who says "this is our organisation", how that is proven, and what became of it."""

from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from core.permissions import grants_of

MOST_TRIES = 5


class ClaimQuerySet(models.QuerySet["ActorClaim"]):
    def open(self) -> "ClaimQuerySet":
        return self.filter(state=ActorClaim.State.OPEN)

    def decidable_by(self, user: Any) -> "ClaimQuerySet":
        """Claims of others on organisations that the person leads, or moderates for."""
        grants = grants_of(user)
        others = self.exclude(user_id=user.pk)
        if grants.leads:
            return others
        return others.filter(Q(actor_id__in=grants.actor_lead_of) | Q(actor__region_id__in=grants.moderates))

    def visible_to_staff(self, user: Any) -> "ClaimQuerySet":
        """All for lead editors, those on the own regions' organisations for regional staff."""
        grants = grants_of(user)
        return self if grants.leads else self.filter(actor__region_id__in=grants.edits | grants.moderates)


class ActorClaim(models.Model):
    """A person's claim on a public organisation. The code of a letter is kept as a hash only."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Taken back")

    class Way(models.TextChoices):
        DOMAIN = "domain", _("Address of the organisation")
        LEADS = "leads", _("Word of a lead")
        VOUCHER = "voucher", _("Voucher of the agency")
        LETTER = "letter", _("Code by letter")

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="claims", verbose_name=_("actor"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="actor_claims", verbose_name=_("person")
    )
    note = models.CharField(_("task in the organisation"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    way = models.CharField(_("proven by"), max_length=10, choices=Way.choices, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField(_("claimed"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    code_hash = models.CharField(max_length=128, blank=True, editable=False)
    code_expires_at = models.DateTimeField(_("code valid until"), null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(_("wrong codes"), default=0)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("actor", "user"), condition=Q(state="open"), name="members_one_open_claim_per_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} → {self.actor}"

    @property
    def awaits_code(self) -> bool:
        """Whether a letter is on its way whose code still opens the claim."""
        return bool(
            self.state == self.State.OPEN
            and self.code_hash
            and self.code_tries < MOST_TRIES
            and self.code_expires_at
            and self.code_expires_at > timezone.now()
        )

    def fits(self, code: str) -> bool:
        """Whether this is the code of the newest letter; small letters, spaces and hyphens do not count."""
        typed = "".join(char for char in code.upper() if char.isalnum())
        return bool(self.code_hash) and check_password(typed, self.code_hash)


class ClaimRequest(models.Model):
    """Somebody without a session claims an organisation; it counts once the link in the mail has been followed."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+", verbose_name=_("actor"))
    first_name = models.CharField(_("first name"), max_length=150)
    last_name = models.CharField(_("last name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    note = models.CharField(_("task in the organisation"), max_length=300, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("claim by mail")
        verbose_name_plural = _("claims by mail")

    def __str__(self) -> str:
        return f"{self.email} → {self.actor}"
