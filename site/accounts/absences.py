"""Absences: who is away from when to when, and who decides in their place."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import Absence, RegionRole, User
from core.mail import absolute_url, send_to_user
from core.permissions import may_lead, roles_of

LONGEST = timedelta(days=365)


def may_manage(user: Any, person: Any) -> bool:
    """Everybody for themselves, lead editors for all who decide on something."""
    return user.pk == person.pk or may_lead(user)


def possible_deputies(person: Any) -> QuerySet[User]:
    """Staff stand in for staff, and people of an organisation for its leads."""
    roles = roles_of(person)
    others = User.objects.filter(is_active=True).exclude(pk=person.pk)
    colleagues = Q(memberships__actor_id__in=roles.actor_lead_of)
    if roles.is_staff:
        colleagues |= Q(region_roles__role__in=RegionRole.EDITORIAL) | Q(groups__permissions__codename="lead_portal")
    return others.filter(colleagues).distinct().order_by("last_name", "first_name", "pk")


@transaction.atomic
def register(*, person: Any, deputy: Any, starts_on: date, ends_on: date, by: Any) -> Absence:
    """Enter an absence and tell the deputy. Raises PermissionDenied or ValidationError (by field)."""
    if not may_manage(by, person) or not roles_of(person).decides:
        raise PermissionDenied
    # The person's row serialises everything that is entered for them.
    User.objects.select_for_update().get(pk=person.pk)
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("The last day cannot be before the first.")})
    if ends_on < timezone.localdate():
        raise ValidationError({"ends_on": _("These days are over already.")})
    if ends_on - starts_on > LONGEST:
        raise ValidationError(
            {"ends_on": _("An absence cannot be longer than a year. Give the role to somebody else.")}
        )
    if deputy is not None and not possible_deputies(person).filter(pk=deputy.pk).exists():
        raise ValidationError({"deputy": _("This person cannot stand in.")})
    if person.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise ValidationError({"starts_on": _("An absence is entered for some of these days already.")})
    absence = Absence.objects.create(person=person, deputy=deputy, starts_on=starts_on, ends_on=ends_on)
    log(instance=person, action="accounts.absence", user=by, data={"from": str(starts_on), "to": str(ends_on)})
    if deputy is not None and deputy.pk != by.pk:
        _tell(absence, "accounts/deputy")
    return absence


@transaction.atomic
def cancel(*, absence: Absence, by: Any) -> None:
    """Take an absence back, or end it today. Raises PermissionDenied."""
    absence = Absence.objects.select_for_update(of=("self",)).select_related("person", "deputy").get(pk=absence.pk)
    if not may_manage(by, absence.person):
        raise PermissionDenied
    log(instance=absence.person, action="accounts.absence_ended", user=by, data={"from": str(absence.starts_on)})
    if absence.deputy is not None and absence.deputy_id != by.pk:
        _tell(absence, "accounts/deputy_ended")
    absence.delete()


def _tell(absence: Absence, template: str) -> None:
    deputy: Any = absence.deputy
    if deputy.is_active:
        send_to_user(
            user=deputy,
            template=template,
            context={"absence": absence, "action_url": absolute_url(reverse("absences:overview"))},
            key=f"{template.replace('/', '-')}-{absence.pk}",
        )


def visible_to(user: Any) -> QuerySet[Absence]:
    """Absences that are not over: the own ones and those one stands in for; lead editors see all."""
    open_ones = Absence.objects.filter(ends_on__gte=timezone.localdate()).select_related("person", "deputy")
    return open_ones if may_lead(user) else open_ones.filter(Q(person=user) | Q(deputy=user))
