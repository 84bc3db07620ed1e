"""Permissions that follow from a person's region roles, so that nobody has to be put into groups."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from core.permissions import roles_of

STAFF_PERMISSIONS = frozenset({"wagtailadmin.access_admin"})


class RolePermissionsBackend(BaseBackend):
    """Lets whoever holds a role for it into the admin; what they find there is scoped per object."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm in STAFF_PERMISSIONS and user_obj.is_active and roles_of(user_obj).enters_admin

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set(STAFF_PERMISSIONS) if user_obj.is_active and roles_of(user_obj).enters_admin else set()
