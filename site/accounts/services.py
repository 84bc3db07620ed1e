"""Writes on people: their regions, their first mail, the way back in after a lost phone."""

from collections.abc import Iterable, Mapping
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from wagtail.log_actions import log

from accounts.models import RegionRole, User
from core.mail import absolute_url, send_to_user
from core.models import Region
from core.permissions import forget_grants, grants_of


@transaction.atomic
def set_region_roles(*, user: User, regions: Mapping[RegionRole.Role, Iterable[Region]], by: Any) -> None:
    """Give exactly these region roles; a change is logged with what was and what is."""
    wanted = {(region.pk, role.value) for role, its_regions in regions.items() for region in its_regions}
    present = set(user.region_roles.values_list("region_id", "role"))
    for region_id, role in present - wanted:
        user.region_roles.filter(region_id=region_id, role=role).delete()
    RegionRole.objects.bulk_create(
        RegionRole(user=user, region_id=region_id, role=role) for region_id, role in wanted - present
    )
    forget_grants(user)
    if wanted != present:
        log(
            instance=user,
            action="accounts.region_roles",
            user=by,
            data={"before": sorted(present), "after": sorted(wanted)},
        )


def password_link(user: User) -> str:
    """The address under which this person, and nobody else, chooses a password within three days."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    with translation.override(user.language):
        path = reverse("account_reset_password_from_key", args=key.split("-", 1))
    return absolute_url(path)


@transaction.atomic
def welcome(*, user: User, by: Any) -> None:
    """Tell somebody of the account that was opened for them."""
    forget_grants(user)
    send_to_user(
        user=user,
        template="accounts/welcome",
        context={
            "invited_by": by,
            "needs_second_factor": grants_of(user).works_for_portal,
            "action_url": password_link(user),
        },
    )


@transaction.atomic
def take_off_second_factor(*, user: User, by: Any = None) -> bool:
    """Remove all second factors of somebody who has lost them, and tell them; false if there was none."""
    removed, _details = Authenticator.objects.filter(user=user).delete()
    if not removed:
        return False
    log(instance=user, action="accounts.second_factor_removed", user=by)
    send_to_user(
        user=user,
        template="accounts/second_factor_removed",
        context={"by": by, "action_url": absolute_url(reverse("account_reset_password"))},
    )
    return True
