"""Packages in the Wagtail admin: menu, addresses, and what the editor of a page says of them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem

from core.packages import permissions, services, views
from core.packages.holding import open_item
from core.permissions import grants_of


@hooks.register("register_admin_urls")
def package_urls() -> list[Any]:
    return views.urlpatterns


class PackagesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_create(request.user)


@hooks.register("register_admin_menu_item")
def packages_menu_item() -> MenuItem:
    return PackagesMenuItem(
        gettext_lazy("Packages"), reverse("packages_index"), name="packages", icon_name="calendar", order=95
    )


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("packages.add", gettext_lazy("Add a page"), gettext_lazy("Page added"))
    actions.register_action("packages.take_out", gettext_lazy("Take a page out"), gettext_lazy("Page taken out"))
    actions.register_action("packages.schedule", gettext_lazy("Plan"), gettext_lazy("Planned"))
    actions.register_action("packages.publish", gettext_lazy("Publish"), gettext_lazy("Published"))
    actions.register_action("packages.fail", gettext_lazy("Fail"), gettext_lazy("Could not be published"))
    actions.register_action("packages.cancel", gettext_lazy("Cancel"), gettext_lazy("Cancelled"))


class _PageItem(ActionMenuItem):
    """An entry for gated pages of the own regions."""

    def is_shown(self, context: Any) -> bool:
        page = context.get("page")
        staff = page and getattr(page, "gated", False) and grants_of(context["request"].user).staff_in(page.region_id)
        return bool(staff) and self.fits(page, context["request"].user)

    def fits(self, page: Any, user: Any) -> bool:
        raise NotImplementedError


class PackageMenuItem(_PageItem):
    """Leads from the editor to the package that the page waits for, or to a choice of them."""

    name = "action-package"
    icon_name = "calendar"

    def fits(self, page: Any, user: Any) -> bool:
        return open_item(page) is not None or not services.why_not_add(page)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        item = open_item(parent_context["page"])
        label = _("In the package: %(package)s") % {"package": item.package} if item else _("Add to a package…")
        return {**context, "label": label}

    def get_url(self, parent_context: Any) -> str:
        item = open_item(parent_context["page"])
        if item:
            return reverse("packages_show", args=[item.package_id])
        return reverse("packages_add_page", args=[parent_context["page"].pk])


class ReleaseMenuItem(_PageItem):
    """Leads from the editor to publishing an approved draft that has lost its package."""

    name = "action-release"
    label = gettext_lazy("Publish what was approved…")
    icon_name = "upload"

    def fits(self, page: Any, user: Any) -> bool:
        return permissions.may_release(user, page) and services.can_be_released(page)

    def get_url(self, parent_context: Any) -> str:
        return reverse("packages_release", args=[parent_context["page"].pk])


@hooks.register("register_page_action_menu_item")
def package_menu_item() -> ActionMenuItem:
    return PackageMenuItem(order=7)


@hooks.register("register_page_action_menu_item")
def release_menu_item() -> ActionMenuItem:
    return ReleaseMenuItem(order=8)
