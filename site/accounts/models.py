"""People who can sign in, and the regions they look after."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address; addresses are compared without regard to case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with a sign-in: the e-mail address is the only name the system knows them by."""

    email = models.EmailField(_("e-mail address"))
    first_name = models.CharField(_("first name"), max_length=150, blank=True)
    last_name = models.CharField(_("last name"), max_length=150, blank=True)
    language = models.CharField(
        _("language of mails"), max_length=20, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Switch off instead of deleting an account.")
    )
    date_joined = models.DateTimeField(_("date joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_unique_email",
                violation_error_message=_("This e-mail address is already in use."),
            ),
        )

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name or self.email


class RegionRole(models.Model):
    """What a person is in one region; rights are computed from these rows."""

    class Role(models.TextChoices):
        EDITOR = "editor", _("Editor")
        MODERATOR = "moderator", _("Moderator")
        PROGRAMME = "programme", _("Mentor programme")
        ADVISER = "adviser", _("Adviser")

    # Those who work on content.
    EDITORIAL = (Role.EDITOR, Role.MODERATOR)

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="region_roles", verbose_name=_("person"))
    region = models.ForeignKey("core.Region", on_delete=models.CASCADE, related_name="roles", verbose_name=_("region"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)

    class Meta:
        verbose_name = _("region role")
        verbose_name_plural = _("region roles")
        constraints = (models.UniqueConstraint(fields=("user", "region", "role"), name="accounts_one_region_role"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} {self.region}"


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> "AbsenceQuerySet":
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class Absence(models.Model):
    """Somebody is away from the first to the last day, both included; the deputy decides in their place meanwhile."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences", verbose_name=_("person"))
    deputy = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="stands_in_for",
        verbose_name=_("deputy"),
        help_text=_("Decides in this person's place. Without one, the other people of the desk are asked."),
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ("starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="accounts_absence_ends"
            ),
            models.CheckConstraint(
                condition=models.Q(deputy=None) | ~models.Q(deputy=models.F("person")), name="accounts_absence_deputy"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.starts_on} – {self.ends_on}"


class ConfirmedContact(models.Model):
    """A person without need of an account: the one row of everybody whose address was confirmed for anything."""

    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language of mails"), max_length=20, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    confirmed_at = models.DateTimeField(_("confirmed"), default=timezone.now)
    last_used_at = models.DateTimeField(_("last used"), default=timezone.now)

    class Meta:
        verbose_name = _("confirmed person")
        verbose_name_plural = _("confirmed people")
        constraints = (models.UniqueConstraint(Lower("email"), name="accounts_one_contact"),)

    def __str__(self) -> str:
        return self.email


class Confirmation(models.Model):
    """A mailed question whether an address is the sender's. `purpose` names what follows, `payload` for which row."""

    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language of mails"), max_length=20)
    purpose = models.CharField(_("purpose"), max_length=60)
    payload = models.JSONField(_("what it is for"), default=dict, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("confirmed"), null=True)

    class Meta:
        verbose_name = _("question to confirm an address")
        verbose_name_plural = _("questions to confirm an address")
        indexes = (models.Index(Lower("email"), "created_at", name="accounts_confirmation_email"),)

    def __str__(self) -> str:
        return f"{self.purpose}: {self.email}"
