"""Rights on snippets as Wagtail asks for them: one policy per model, answering per object from `core.permissions`."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from core.models import District, FundingSource, Region, TargetGroup, Topic
from core.permissions import grants_of, may_delete, may_lead, may_see_draft, may_unpublish

READING = frozenset({"view", "change"})


class ObjectPolicy(BasePermissionPolicy):
    """Base of policies that look at the object. A right on the model only means: on some objects."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        raise NotImplementedError

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        raise NotImplementedError

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        raise NotImplementedError

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        """People who work in the admin; what each finds there is judged per object."""
        lead = Q(is_superuser=True) | Q(groups__permissions__codename="lead_portal")
        lead |= Q(user_permissions__codename="lead_portal")
        people = get_user_model()._default_manager.filter(is_active=True)
        return people.filter(lead | Q(region_roles__role__in=("editor", "moderator"))).distinct()


class LeadPolicy(ObjectPolicy):
    """Things that only lead editors keep: terms, regions, who answers for a region.

    `withheld` names what nobody does, such as adding districts.
    """

    def __init__(self, model: Any, withheld: Iterable[str] = ()) -> None:
        super().__init__(model)
        self.withheld = frozenset(withheld)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.withheld and may_lead(user)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        everything = self.model._default_manager.all()
        return everything if self.user_has_any_permission(user, actions) else everything.none()


class RegionalPolicy(ObjectPolicy):
    """Things of a region that are public as soon as they are saved: its staff keep them.

    The model says where it belongs; `region_filter` turns region ids into a condition on its rows.
    """

    actions = frozenset({"add", "change", "view", "delete", "choose"})

    def region_filter(self, regions: Iterable[int]) -> Q:
        return Q(region__in=regions)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.actions and grants_of(user).is_staff

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if not self.user_has_permission(user, action):
            return False
        if instance.pk is None:
            return action in {"add", "change"}
        if action == "choose":
            return self.choosable(user).filter(pk=instance.pk).exists()
        return grants_of(user).staff_in(instance.governing_region_id)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        actions = [action for action in actions if self.user_has_permission(user, action)]
        if not actions:
            return self.model._default_manager.none()
        return self.choosable(user) if actions == ["choose"] else self.of_own_regions(user)

    def of_own_regions(self, user: Any) -> QuerySet[Any]:
        grants = grants_of(user)
        everything = self.model._default_manager.all()
        return everything if grants.leads else everything.filter(self.region_filter(grants.edits | grants.moderates))

    def choosable(self, user: Any) -> QuerySet[Any]:
        """What staff may refer to in content: by default what they keep."""
        return self.of_own_regions(user)


class GatedSnippetPolicy(RegionalPolicy):
    """Actors and mentors: staff edit their region's drafts; publishing is nobody's, approval goes through the gate."""

    actions = frozenset({"add", "change", "view", "delete", "choose", "lock", "unlock", "unpublish", "unschedule"})

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if action not in self.actions or not grants_of(user).is_staff:
            return False
        if instance.pk is None:
            return action in {"add", "change"}
        staff = grants_of(user).staff_in(instance.governing_region_id)
        if action in READING:
            return may_see_draft(user, instance)
        if action == "delete":
            return may_delete(user, instance)
        if action in {"unpublish", "unschedule"}:
            return may_unpublish(user, instance) and (instance.live or action == "unschedule")
        if action == "unlock":
            return instance.locked_by_id == user.pk or grants_of(user).moderates_in(instance.governing_region_id)
        if action == "choose":
            return instance.live or staff
        return staff

    def choosable(self, user: Any) -> QuerySet[Any]:
        """Public ones from everywhere, drafts of the own region."""
        if grants_of(user).leads:
            return self.model._default_manager.all()
        grants = grants_of(user)
        return self.model._default_manager.filter(Q(live=True) | self.region_filter(grants.edits | grants.moderates))


def register_term_policies() -> None:
    """Districts are given by law: nobody adds or deletes one."""
    for model in (Topic, TargetGroup, FundingSource, Region):
        register_permission_policy(model, LeadPolicy(model))
    register_permission_policy(District, LeadPolicy(District, withheld={"add", "delete"}))
