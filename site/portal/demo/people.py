"""The people of the demo, with passwords and second factors that are printed, never switched off."""

import base64
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import RegionRole, User
from actors.models import Actor, Membership
from core.models import Region
from portal.demo.content import read
from portal.setup.access import LEAD_GROUP

PASSWORD = "Weberschiffchen-2026"
WORK = {"editor": "Redaktion", "moderator": "Moderation", "programme": "Mentoringprogramm", "adviser": "Beratung"}


@cache
def _password() -> str:
    """Hashed once for all: it takes half a second, on purpose."""
    return make_password(PASSWORD)


@transaction.atomic
def load_people() -> None:
    """People with their roles; somebody who exists is left as they are."""
    known = set(User.objects.values_list("email", flat=True))
    for entry in read("people")["user"]:
        if entry["email"] not in known:
            _add(entry)


def _add(entry: dict) -> None:
    user = User.objects.create_user(
        entry["email"],
        first_name=entry["first_name"],
        last_name=entry["last_name"],
        is_staff=entry["is_admin"],
        is_superuser=entry["is_admin"],
    )
    User.objects.filter(pk=user.pk).update(password=_password())
    if entry["is_lead"]:
        user.groups.add(Group.objects.get(name=LEAD_GROUP))
    for role in entry["region_roles"]:
        RegionRole.objects.create(user=user, region=Region.objects.get(slug=role["region"]), role=role["role"].lower())
    for membership in entry["memberships"]:
        Membership.objects.create(
            user=user, actor=Actor.objects.get(slug=membership["actor"]), role=membership["role"].lower()
        )
    if entry["is_admin"] or entry["is_lead"] or entry["region_roles"]:
        TOTP.activate(user, demo_secret(user.email))


def account_of(name: str, slug: str) -> User:
    """The account of somebody whom another file describes, a mentor for one; signs in like all of the demo."""
    first_name, _space, last_name = name.rpartition(" ")
    user = User.objects.filter(email=f"{slug}@example.org").first()
    if user is None:
        user = User.objects.create_user(f"{slug}@example.org", first_name=first_name, last_name=last_name)
        User.objects.filter(pk=user.pk).update(password=_password())
    return user


def demo_secret(email: str) -> str:
    """A TOTP secret that every demo on every machine shares, so that it can stand in a test or a note."""
    return base64.b32encode(hashlib.sha256(f"demo {email}".encode()).digest()[:20]).decode()


def person(key: str) -> User:
    """The demo person that other files call by this key."""
    entry = next(entry for entry in read("people")["user"] if entry["key"] == key)
    return User.objects.get(email=entry["email"])


@dataclass(frozen=True, slots=True)
class Login:
    """What somebody needs to sign in as one of the demo's roles."""

    role: str
    email: str
    secret: str
    code: str


def logins() -> Iterator[Login]:
    """One login for each role, with the code that is valid now for staff."""
    seen: set[str] = set()
    for entry in read("people")["user"]:
        role = _role(entry)
        if role in seen:
            continue
        seen.add(role)
        factor = Authenticator.objects.filter(user__email=entry["email"], type=Authenticator.Type.TOTP).first()
        secret = demo_secret(entry["email"]) if factor else ""
        yield Login(role, entry["email"], secret, current_code(secret) if secret else "")


def _role(entry: dict) -> str:
    if entry["is_admin"]:
        return "Administration"
    if entry["is_lead"]:
        return "Leitende Redaktion"
    for role in entry["region_roles"]:
        return f"{WORK[role['role'].lower()]} {role['region'].title()}"
    for membership in entry["memberships"]:
        return "Leitung eines Mitglieds" if membership["role"].upper() == "LEAD" else "Mitarbeit bei einem Mitglied"
    return "Person ohne Rolle"


def current_code(secret: str) -> str:
    """The six digits that the second factor asks for at this moment."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD))
