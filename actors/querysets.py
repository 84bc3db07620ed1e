"""Reads on actors and contact persons."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import F, Prefetch, Q

from core.permissions import grants_of


class ActorQuerySet(models.QuerySet[Any]):
    def live(self) -> "ActorQuerySet":
        return self.filter(live=True)

    def visible_to(self, user: Any) -> "ActorQuerySet":
        """Public actors, and drafts of the own region or the own organisation."""
        grants = grants_of(user)
        if grants.leads:
            return self
        return self.filter(Q(live=True) | Q(region_id__in=grants.edits | grants.moderates) | Q(pk__in=grants.member_of))

    def with_card_data(self) -> "ActorQuerySet":
        """Everything an actor card prints, in a fixed number of queries."""
        return self.select_related("region", "district", "image").prefetch_related(
            "texts", "actor_topics", "image__renditions"
        )

    def with_page_data(self) -> "ActorQuerySet":
        """Everything the actor's own page prints of it."""
        return (
            self.with_card_data()
            .select_related("reply_habit")
            .prefetch_related("actor_target_groups", "actor_languages", "contact_persons")
        )

    def partners(self) -> "ActorQuerySet":
        """Who carries the platform: public bodies first, then the agencies, each with its role in words."""
        carriers = self.live().filter(kind__in=("administration", "agency"))
        return (
            carriers.filter(texts__role__gt="")
            .distinct()
            .order_by("kind", F("region__sort_order").asc(nulls_last=True), "name")
            .with_card_data()
        )


class ContactPersonQuerySet(models.QuerySet[Any]):
    def public(self) -> "ContactPersonQuerySet":
        """People of organisations that are public themselves."""
        return self.filter(actor__live=True)

    def with_label_data(self) -> "ContactPersonQuerySet":
        """Everything a contact label prints, in a fixed number of queries."""
        return self.select_related("actor", "region", "portrait").prefetch_related("texts")

    def for_blocks(self) -> "ContactPersonQuerySet":
        """What a block prints of a person; texts are read for all persons of a page together."""
        return self.select_related("actor", "portrait")

    def team(self) -> "ContactPersonQuerySet":
        """The people of the platform: statewide ones first, then region by region."""
        on_team = self.public().filter(on_team=True)
        order = (F("region__sort_order").asc(nulls_first=True), "region__name", "sort_order", "name")
        return on_team.with_label_data().order_by(*order)

    def to_ask_in(self, region: Any) -> list[Any]:
        """The platform's people for a region, else the statewide ones."""
        people = list(self.team().filter(Q(region=region) | Q(region=None)))
        own = [person for person in people if region is not None and person.region_id == region.pk]
        return own or [person for person in people if person.region_id is None]


def by_region(persons: Iterable[Any]) -> list[tuple[Any, list[Any]]]:
    """People in groups of (region, persons); None stands for all of Saxony. Expects the order of `team()`."""
    return [(region, list(group)) for region, group in groupby(persons, key=lambda person: person.region)]


def offices() -> models.QuerySet[Any]:
    """Which agency answers for which region, the lead agency first."""
    from actors.models import Actor, RegionOffice

    return (
        RegionOffice.objects.filter(agency__live=True)
        .select_related("region")
        .prefetch_related("region__texts", Prefetch("agency", Actor.objects.with_card_data()))
        .order_by(F("region__sort_order").asc(nulls_first=True))
    )
