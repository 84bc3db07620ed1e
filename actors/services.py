"""Writes on actors that have rules of their own."""

from django.db import transaction
from wagtail.models import Collection

from actors.models import Actor
from core.media_permissions import actors_root


@transaction.atomic
def ensure_collection(*, actor: Actor) -> Collection:
    """The actor's own collection of pictures and documents, made if it has none."""
    if actor.collection is None:
        actor.collection = actors_root().add_child(name=actor.name)
        Actor.objects.filter(pk=actor.pk).update(collection=actor.collection)
    return actor.collection
