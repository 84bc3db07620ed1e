"""The action menu at the foot of a gated snippet's form."""

from typing import Any

from django.http import HttpRequest
from wagtail.permissions import policy_registry
from wagtail.snippets.action_menu import (
    PublishMenuItem,
    RestartWorkflowMenuItem,
    SnippetActionMenu,
    UnpublishMenuItem,
)


class ScopedUnpublishMenuItem(UnpublishMenuItem):
    """Takes the object down; asks the policy about the object instead of a stored permission."""

    def is_shown(self, context: dict[str, Any]) -> bool:
        instance = context.get("instance")
        if not instance or context.get("locked_for_user"):
            return False
        policy = policy_registry.get(instance)
        return policy.user_has_permission_for_instance(context["request"].user, "unpublish", instance)


class GatedActionMenu(SnippetActionMenu):
    """Save, submit, withdraw, take down. The plain publish button is nobody's."""

    default_item: Any
    menu_items: list[Any]
    REPLACED = (PublishMenuItem, RestartWorkflowMenuItem, UnpublishMenuItem)

    def __init__(self, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(request, **kwargs)
        offered = [self.default_item, *self.menu_items, ScopedUnpublishMenuItem(order=20)]
        items = [item for item in offered if item and type(item) not in self.REPLACED]
        items = [item for item in items if not isinstance(item, ScopedUnpublishMenuItem) or item.is_shown(self.context)]
        self.default_item = items.pop(0) if items else None
        self.menu_items = items
