"""Rights on actors, contact persons and offices, as Wagtail asks for them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permissions import register_permission_policy

from actors.models import Actor, ContactPerson, RegionOffice
from core.permissions import grants_of
from core.snippet_permissions import GatedSnippetPolicy, LeadPolicy, RegionalPolicy


class ContactPersonPolicy(RegionalPolicy):
    """Contact persons belong to their own region, else to the region of their organisation."""

    def region_filter(self, regions: Iterable[int]) -> Q:
        return Q(region__in=regions) | Q(region=None, actor__region__in=regions)

    def choosable(self, user: Any) -> QuerySet[Any]:
        """Whoever the public may call anyway, and the people of the own region."""
        everybody = self.model._default_manager.all()
        grants = grants_of(user)
        if grants.leads:
            return everybody
        return everybody.filter(Q(actor__live=True) | self.region_filter(grants.edits | grants.moderates))


def register_policies() -> None:
    register_permission_policy(Actor, GatedSnippetPolicy(Actor))
    register_permission_policy(ContactPerson, ContactPersonPolicy(ContactPerson))
    register_permission_policy(RegionOffice, LeadPolicy(RegionOffice))
