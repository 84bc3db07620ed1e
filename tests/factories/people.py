"""People in every role."""

from itertools import count
from typing import Any

from django.contrib.auth.models import Group

from accounts.models import RegionRole, User
from actors.models import Membership
from core.models import Region

PASSWORD = "Ein-langes-Kennwort-27"
_numbers = count(1)


def make_user(**fields: Any) -> User:
    number = next(_numbers)
    fields.setdefault("email", f"person{number}@example.org")
    fields.setdefault("first_name", "Person")
    fields.setdefault("last_name", str(number))
    return User.objects.create_user(password=fields.pop("password", PASSWORD), **fields)


def make_editor(region: Region | str, **fields: Any) -> User:
    return _with_role(region, RegionRole.Role.EDITOR, fields)


def make_moderator(region: Region | str, **fields: Any) -> User:
    return _with_role(region, RegionRole.Role.MODERATOR, fields)


def make_programme_lead(region: Region | str, **fields: Any) -> User:
    return _with_role(region, RegionRole.Role.PROGRAMME, fields)


def make_adviser(region: Region | str, **fields: Any) -> User:
    return _with_role(region, RegionRole.Role.ADVISER, fields)


def make_lead_editor(**fields: Any) -> User:
    user = make_user(**fields)
    user.groups.add(Group.objects.get(name="Leitung"))
    return user


def make_admin(**fields: Any) -> User:
    return make_user(is_staff=True, is_superuser=True, **fields)


def make_actor_lead(actor: Any, **fields: Any) -> User:
    return _member(actor, Membership.Role.LEAD, fields)


def make_contributor(actor: Any, **fields: Any) -> User:
    return _member(actor, Membership.Role.CONTRIBUTOR, fields)


def _with_role(region: Region | str, role: str, fields: dict[str, Any]) -> User:
    user = make_user(**fields)
    region = Region.objects.get(slug=region) if isinstance(region, str) else region
    RegionRole.objects.create(user=user, region=region, role=role)
    return user


def _member(actor: Any, role: str, fields: dict[str, Any]) -> User:
    user = make_user(**fields)
    Membership.objects.create(user=user, actor=actor, role=role)
    return user
