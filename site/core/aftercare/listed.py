"""The one definition of what is listed: live, public and not taken down. Lists, search, feeds and teasers all use it."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q


def is_taken_down(page: str = "") -> Exists:
    """Whether a page, or the original it is an alias of, is withdrawn, archived or offline, in whatever language.

    `page` leads from the queried model to the page ("target__").
    """
    keys = Q(translation_key=OuterRef(f"{page}translation_key"))
    keys |= Q(translation_key=OuterRef(f"{page}alias_of__translation_key"))
    return Exists(apps.get_model("aftercare", "TakeDown").objects.filter(keys))
