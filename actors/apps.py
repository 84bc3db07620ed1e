from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class ActorsConfig(AppConfig):
    name = "actors"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Actors")

    def ready(self) -> None:
        from actors.models import Actor, ContactPerson
        from actors.permissions import register_policies
        from actors.readiness import subject
        from core.media_release import release_when_saved
        from core.readiness import subjects

        subjects.register(Actor, subject)
        register_policies()
        release_when_saved(ContactPerson)
        post_save.connect(give_collection, sender="actors.Actor", dispatch_uid="actors_collection")


def give_collection(instance: Any, raw: bool, **kwargs: Any) -> None:
    """Every actor has a collection from its first save on, whoever saved it."""
    from actors.services import ensure_collection

    if not raw:
        ensure_collection(actor=instance)
