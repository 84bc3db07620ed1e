"""Reads on projects."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from wagtail.models import PageManager

from core.page_queryset import PortalPageQuerySet
from core.permissions import grants_of


class ProjectQuerySet(PortalPageQuerySet):
    def newest(self) -> "ProjectQuerySet":
        """Those that became public last come first."""
        return self.order_by("-first_published_at", "-pk")

    def with_card_data(self) -> "ProjectQuerySet":
        """What a card prints of the project itself; `core.cards` reads the rest."""
        return self.defer_streamfields()

    def only(self, *fields: str) -> "ProjectQuerySet":
        """Leaves out what the manager joins: a column cannot be both deferred and followed."""
        return PortalPageQuerySet.only(self.select_related(None), *fields)

    def of_members(self, user: Any) -> "ProjectQuerySet":
        """Projects of the organisations this person works for, and those they write along at; no translations.

        The most recently changed come first.
        """
        written_along = apps.get_model("projects.CoAuthor").objects.of(user).values("page_id")
        return (
            self.filter(Q(actor_id__in=grants_of(user).member_of) | Q(pk__in=written_along))
            .filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None)
            .select_related("actor", "region")
            .order_by("-latest_revision_created_at", "-pk")
        )


class ProjectManager(PageManager.from_queryset(ProjectQuerySet)):  # type: ignore[misc]
    """Reads region, district and picture together with the project: every page about it shows them."""

    def get_queryset(self) -> ProjectQuerySet:
        return super().get_queryset().select_related("region", "district", "image")
