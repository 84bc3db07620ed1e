"""Public pages in one query. Wagtail's own `public()` asks for all view restrictions first, in every list anew."""

from typing import Self

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import PageQuerySet, PageViewRestriction

from core.aftercare.listed import is_taken_down


def is_restricted() -> Exists:
    """Whether a page, or one above it, may be seen by certain people only."""
    above = PageViewRestriction.objects.alias(inner_path=ExpressionWrapper(OuterRef("path"), CharField()))
    return Exists(above.filter(inner_path__startswith=F("page__path")))


class PortalPageQuerySet(PageQuerySet):
    """Wagtail's queryset of pages, with a cheaper `public()`."""

    def listed(self) -> Self:
        """What lists, search, feeds, maps and teasers show: live, public, not taken down."""
        return self.live().public().exclude(is_taken_down())

    def private_q(self) -> Q:
        return Q(is_restricted())
