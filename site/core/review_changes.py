"""What an edit of something public changes, named by field."""

import json
from typing import Any

from core.gate import BOOKKEEPING

# Written by every revision, or derived from what a person typed.
UNSAID = BOOKKEEPING | {
    "pk",
    "live_revision",
    "last_published_at",
    "first_published_at",
    "live",
    "search_description",
    "latitude",
    "longitude",
    "url_path",
}


def changed_fields(obj: Any) -> list[str]:
    """Labels of the fields in which the latest draft differs from what is public; empty where nothing is public."""
    public, draft = obj.live_revision, obj.get_latest_revision()
    if not obj.live or public is None or draft is None or public.pk == draft.pk:
        return []
    return [
        str(label)
        for name, label in _labels(obj).items()
        if name not in UNSAID and _bare(public.content.get(name)) != _bare(draft.content.get(name))
    ]


def _labels(obj: Any) -> dict[str, Any]:
    """Every stored field and every group of child rows with a name for people."""
    labels = {}
    for relation in obj._meta.get_fields():
        if relation.auto_created and relation.one_to_many:
            labels[relation.get_accessor_name()] = relation.related_model._meta.verbose_name_plural
        elif relation.concrete:
            labels[relation.name] = relation.verbose_name
    return labels


def _bare(value: Any) -> Any:
    """Child rows without their keys, which differ from revision to revision."""
    if isinstance(value, list):
        return [{key: part for key, part in row.items() if key not in ("pk", "page")} for row in value]
    if isinstance(value, str) and value[:1] == "[":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
