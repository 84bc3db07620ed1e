"""Which pages a member of staff gets to see in lists and choosers: everything public, and drafts of the own regions."""

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from core.permissions import grants_of


def in_own_regions(user: Any) -> Q:
    """Condition on Page for the trees of the regions a person works for, in every language."""
    grants = grants_of(user)
    if grants.leads:
        return Q()
    paths = (
        apps.get_model("home", "RegionPage")
        .objects.filter(region_id__in=grants.edits | grants.moderates)
        .values_list("path", flat=True)
    )
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(path__startswith=path)
    return condition


def visible_to_staff(user: Any, pages: QuerySet[Any]) -> QuerySet[Any]:
    """Narrow a page queryset to what this person may know of; foreign drafts do not exist for them."""
    if grants_of(user).leads:
        return pages
    return pages.filter(Q(live=True) | in_own_regions(user))
