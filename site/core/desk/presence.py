"""Who is there today, and who decides in whose place."""

from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone


def away_on(day: date) -> Any:
    """Absences that cover this day."""
    return apps.get_model("accounts.Absence").objects.on(day)


def present(users: QuerySet[Any], day: date | None = None) -> QuerySet[Any]:
    """Those of `users` who are not away on the day (today)."""
    return users.filter(~Exists(away_on(day or timezone.localdate()).filter(person=OuterRef("pk"))))


def present_or_deputies(users: QuerySet[Any], day: date | None = None) -> QuerySet[Any]:
    """Those who are there, and the deputies of those who are away; a deputy who is away too does not count."""
    day = day or timezone.localdate()
    everybody = get_user_model()._default_manager.filter(is_active=True)
    deputies = away_on(day).filter(person__in=users.values("pk"), deputy__isnull=False).values("deputy")
    return present(everybody.filter(Q(pk__in=users.values("pk")) | Q(pk__in=deputies)), day)
