"""Names of curated things (topics, target groups, regions …) in the active language, kept in the cache for a minute.

A change is seen at once by the process that makes it, and by others after that minute.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import get_language

from core.models.terms import Term
from core.models.texts import LocalisedTexts, LocalText

SECONDS = 60
_asked_for: set[str] = set()


@dataclass(frozen=True, slots=True)
class Name:
    """One thing with its slug and its name in one language."""

    pk: int
    slug: str
    label: str


def names_of(model: type[LocalisedTexts]) -> list[Name]:
    """All rows of a model whose `texts` have a `name`, in their order; at most one query."""
    language = get_language() or settings.LANGUAGE_CODE
    key = f"names:{model._meta.label_lower}:{language}"  # type: ignore[attr-defined]
    _asked_for.add(key)
    names = cache.get(key)
    if names is None:
        names = _read(model, language)
        cache.set(key, names, SECONDS)
    return names


def _read(model: Any, language: str) -> list[Name]:
    default = "slug" if issubclass(model, Term) else "name"
    found: dict[int, dict[str, str]] = {}
    slugs: dict[int, str] = {}
    for pk, slug, otherwise, code, name in model.objects.values_list(
        "pk", "slug", default, "texts__language", "texts__name"
    ):
        slugs[pk] = slug
        found.setdefault(pk, {"": otherwise})[code or ""] = name or otherwise
    wanted = (language, settings.LANGUAGE_CODE, "")
    return [Name(pk, slugs[pk], next(by[code] for code in wanted if code in by)) for pk, by in found.items()]


@receiver([post_save, post_delete], dispatch_uid="core_names_forget")
def forget_names(sender: Any, **kwargs: Any) -> None:
    """Forget all names when one of them changes."""
    if issubclass(sender, LocalText | LocalisedTexts):
        cache.delete_many(list(_asked_for))
