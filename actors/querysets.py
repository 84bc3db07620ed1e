"""Reads on actors and contact persons."""

from typing import Any

from django.db import models
from django.db.models import Q

from core.permissions import grants_of


class ActorQuerySet(models.QuerySet[Any]):
    def live(self) -> "ActorQuerySet":
        return self.filter(live=True)

    def visible_to(self, user: Any) -> "ActorQuerySet":
        """Public actors, and drafts of the own region or the own organisation."""
        grants = grants_of(user)
        if grants.leads:
            return self
        return self.filter(
            Q(live=True) | Q(region_id__in=grants.edits | grants.moderates) | Q(pk__in=grants.member_of)
        )

    def with_card_data(self) -> "ActorQuerySet":
        """Everything an actor card prints, in a fixed number of queries."""
        return self.select_related("region", "district", "image").prefetch_related(
            "texts", "actor_topics__topic__texts"
        )
