"""Page rights as Wagtail asks for them: testers per page and the policy for lists, both from `core.permissions`."""

from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.conf import settings
from wagtail.models import PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.permissions import grants_of, may_delete, may_lead, may_see_draft, may_submit, may_unpublish

STAFF_ACTIONS = ("add", "change", "lock", "unlock")


def region_id_of(page: Any) -> int | None:
    return getattr(page.specific, "region_id", None)


class GatedPagePermissionTester(PagePermissionTester):
    """Rights on news, projects and events. Publishing is nobody's: approval goes through the gate.

    Only translations of what is public are published by lead editors, and the gate checks that again.
    """

    def can_add_subpage(self) -> bool:
        return False

    def can_edit(self) -> bool:
        return self.user.is_active and may_see_draft(self.user, self.page)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.user.is_active and may_delete(self.user, self.page)

    def can_unpublish(self) -> bool:
        """Nobody by Wagtail's own button, bulk action and API: taking down wants an explanation (`core.aftercare`)."""
        return False

    def can_publish(self) -> bool:
        return may_lead(self.user) and self.page.is_translation_of_live_source()

    def can_publish_subpage(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return may_lead(self.user)

    def can_unschedule(self) -> bool:
        return may_unpublish(self.user, self.page)

    def can_submit_for_moderation(self) -> bool:
        return may_submit(self.user, self.page) and super().can_submit_for_moderation()

    def can_lock(self) -> bool:
        task = self.page.current_workflow_task
        if task is not None:
            return task.user_can_lock(self.page, self.user)
        return grants_of(self.user).staff_in(self.page.region_id)

    def can_unlock(self) -> bool:
        return self.user_has_lock() or grants_of(self.user).moderates_in(self.page.region_id)

    def can_reorder_children(self) -> bool:
        return False

    def can_move(self) -> bool:
        return grants_of(self.user).moderates_in(self.page.region_id)

    def can_move_to(self, destination: Any) -> bool:
        if self.page == destination or destination.is_descendant_of(self.page):
            return False
        if not self.page.is_child_of(destination) and not self.page.specific.can_move_to(destination):
            return False
        return self.can_move() and grants_of(self.user).moderates_in(region_id_of(destination))

    def can_copy(self) -> bool:
        return grants_of(self.user).staff_in(self.page.region_id)

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        if not self.can_copy() or not self.page.specific_class.can_create_at(destination):
            return False
        return grants_of(self.user).staff_in(region_id_of(destination))


class StructurePagePermissionTester(PagePermissionTester):
    """Rights on home, region, index and standard pages: lead editors change them, staff add below indexes."""

    def can_add_subpage(self) -> bool:
        if not self.user.is_active:
            return False
        models = [model for model in self.page.specific.creatable_subpage_models() if model.can_create_at(self.page)]
        if may_lead(self.user):
            return bool(models)
        return any(getattr(model, "gated", False) for model in models) and grants_of(self.user).staff_in(
            region_id_of(self.page)
        )

    def can_edit(self) -> bool:
        return not self.page_is_root and may_lead(self.user)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self.page_is_root and may_lead(self.user)

    def can_unpublish(self) -> bool:
        return bool(self.page.live and not self.page_locked() and may_lead(self.user))

    def can_publish(self) -> bool:
        return not self.page_is_root and may_lead(self.user)

    def can_publish_subpage(self) -> bool:
        models = self.page.specific.creatable_subpage_models()
        return may_lead(self.user) and bool(models) and not any(getattr(model, "gated", False) for model in models)

    def can_lock(self) -> bool:
        return may_lead(self.user)

    def can_unlock(self) -> bool:
        return self.user_has_lock() or may_lead(self.user)

    def can_reorder_children(self) -> bool:
        return may_lead(self.user)

    def can_move_to(self, destination: Any) -> bool:
        if self.page == destination or destination.is_descendant_of(self.page):
            return False
        if not self.page.is_child_of(destination) and not self.page.specific.can_move_to(destination):
            return False
        return may_lead(self.user)

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        if recursive and (self.page == destination or destination.is_descendant_of(self.page)):
            return False
        return may_lead(self.user) and self.page.specific_class.can_create_at(destination)


class RolePermission:
    """A page permission that exists only in a person's region roles; looks like GroupPagePermission to Wagtail."""

    def __init__(self, page: Any, action: str) -> None:
        self.page, self.page_id = page, page.pk
        self.permission = SimpleNamespace(codename=f"{action}_page")


class PortalPagePolicy(PagePermissionPolicy):
    """Puts region roles in the place of group permissions for lists, and asks the testers about single pages."""

    def get_all_permissions_for_user(self, user: Any) -> Any:
        grants = grants_of(user)
        if grants.leads:
            return super().get_all_permissions_for_user(user)
        # Only the first language's tree: rights on translations are answered per page, by its region.
        pages = apps.get_model("home", "RegionPage").objects.filter(
            region__in=grants.edits | grants.moderates, locale__language_code=settings.LANGUAGE_CODE
        )
        return [RolePermission(page, action) for page in pages for action in STAFF_ACTIONS]

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        if not getattr(instance, "pk", None):
            return super().user_has_any_permission_for_instance(user, actions, instance)
        tester = instance.permissions_for_user(user)
        checks = {
            "add": tester.can_add_subpage,
            "change": tester.can_edit,
            "publish": tester.can_publish,
            "delete": tester.can_delete,
            "bulk_delete": tester.can_delete,
            "lock": tester.can_lock,
            "unlock": tester.can_unlock,
        }
        return any(checks[action]() for action in actions if action in checks)
