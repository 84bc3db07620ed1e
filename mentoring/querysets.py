"""Reads on mentors."""

from typing import Any

from django.db import models
from django.db.models import Count, F, Q

from core.permissions import grants_of


class MentorQuerySet(models.QuerySet[Any]):
    def live(self) -> "MentorQuerySet":
        return self.filter(live=True)

    def visible_to(self, user: Any) -> "MentorQuerySet":
        """Public mentors, and drafts of the own region."""
        grants = grants_of(user)
        if grants.leads:
            return self
        return self.filter(Q(live=True) | Q(region_id__in=grants.edits | grants.moderates))

    def taking_mentees(self) -> "MentorQuerySet":
        """Open for somebody new, with a place free."""
        return self.filter(intake="open").with_places().filter(taken__lt=F("capacity"))

    def with_places(self) -> "MentorQuerySet":
        """Each with `taken`: how many places are taken now."""
        return self.annotate(taken=Count("tandems", filter=Q(tandems__seat__isnull=False), distinct=True))

    def with_card_data(self) -> "MentorQuerySet":
        """Everything a mentor card prints, in a fixed number of queries."""
        return (
            self.with_places()
            .select_related("region", "image")
            .prefetch_related(
                "texts",
                "mentor_topics",
                "mentor_languages",
                "mentor_formats",
                "mentor_access",
                "image__renditions",
            )
        )
