"""Which pages a member of staff gets to see in lists and choosers: everything public, and drafts of the own regions."""

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import Page

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


def known_people(user: Any, people: QuerySet[Any]) -> QuerySet[Any]:
    """Narrow a list of people to those of the own regions: staff, members of its organisations, authors of its pages."""
    grants = grants_of(user)
    if grants.leads:
        return people
    regions = grants.edits | grants.moderates
    everybody = get_user_model()._default_manager
    of_region = everybody.filter(Q(region_roles__region__in=regions) | Q(memberships__actor__region__in=regions))
    authors = Page.objects.filter(in_own_regions(user)).values("owner_id")
    return people.filter(Q(pk__in=of_region.values("pk")) | Q(pk__in=authors))
