"""Names of curated things (topics, target groups, regions) in the active language, kept in the cache for a minute.

A change is seen at once by the process that makes it, and by others after that minute.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import get_language

from core.models.places import Region
from core.models.terms import TargetGroup, Term, Topic
from core.models.texts import LocalisedTexts, LocalText

SECONDS = 60
NAMED: tuple[type[Any], ...] = (Region, Topic, TargetGroup)


@dataclass(frozen=True, slots=True)
class Name:
    """One thing with its slug and its name in one language."""

    pk: int
    slug: str
    label: str


def names_of(model: type[LocalisedTexts]) -> list[Name]:
    """All rows of a model of `NAMED`, in their order; one query for all these models."""
    language = get_language() or settings.LANGUAGE_CODE
    names = cache.get(_key(language))
    if names is None:
        names = _read(language)
        cache.set(_key(language), names, SECONDS)
    return names[_label(model)]


def names_by_id(model: type[LocalisedTexts], ids: Iterable[int]) -> list[Name]:
    """The names of these rows, in the order of the ids."""
    known = {name.pk: name for name in names_of(model)}
    return [known[pk] for pk in ids if pk in known]


def name_of(model: type[LocalisedTexts], pk: int | None) -> str:
    """The name of one row; empty where there is none."""
    return next((name.label for name in names_by_id(model, [pk] if pk else [])), "")


def _read(language: str) -> dict[str, list[Name]]:
    first, *others = (_rows(model) for model in NAMED)
    texts: dict[tuple[str, int], dict[str, str]] = {}
    order: dict[str, dict[int, tuple[int, str, str]]] = {_label(model): {} for model in NAMED}
    for row in first.union(*others, all=True):
        kind, pk, code = row["kind"], row["pk"], row["code"]
        order[kind][pk] = (row["sort_order"], row["otherwise"], row["slug"])
        texts.setdefault((kind, pk), {"": row["otherwise"]})[code or ""] = row["label"] or row["otherwise"]
    wanted = (language, settings.LANGUAGE_CODE, "")
    return {
        kind: [
            Name(pk, places[pk][2], next(texts[kind, pk][code] for code in wanted if code in texts[kind, pk]))
            for pk in sorted(places, key=lambda pk: places[pk])
        ]
        for kind, places in order.items()
    }


def _rows(model: type[Any]) -> QuerySet[Any, dict[str, Any]]:
    """A row for each text; terms are known by their slug where they have no name, regions have one of their own."""
    return model.objects.order_by().values(
        "pk",
        "slug",
        "sort_order",
        kind=Value(_label(model), CharField()),
        otherwise=F("slug" if issubclass(model, Term) else "name"),
        code=F("texts__language"),
        label=F("texts__name"),
    )


def _label(model: type[Any]) -> str:
    return model._meta.label_lower


def _key(language: str) -> str:
    return f"names:{language}"


@receiver([post_save, post_delete], dispatch_uid="core_names_forget")
def forget_names(sender: Any, **kwargs: Any) -> None:
    """Forget all names when one of them changes."""
    if issubclass(sender, LocalText | LocalisedTexts):
        cache.delete_many([_key(code) for code, _name in settings.LANGUAGES])
