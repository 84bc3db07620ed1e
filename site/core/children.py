"""Several kinds of a page's child rows in one query."""

from collections.abc import Mapping
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from modelcluster.queryset import FakeQuerySet


def child_values(page: Any, **fields: str) -> Mapping[str, list[Any]]:
    """For each relation the values of one field of its rows, in their order; a draft's rows are in memory."""
    values: dict[str, list[Any]] = {}
    stored = []
    for relation, field in fields.items():
        rows = getattr(page, relation).all()
        values[relation] = [getattr(row, field) for row in rows] if isinstance(rows, FakeQuerySet) else []
        if not isinstance(rows, FakeQuerySet):
            kind, value = Value(relation, CharField()), Cast(F(field), CharField())
            stored.append(rows.order_by().values("sort_order", "pk", child_kind=kind, child_value=value))
    if stored:
        first, *others = stored
        found = first.union(*others, all=True) if others else first
        for row in sorted(found, key=lambda row: (row["sort_order"] or 0, row["pk"])):
            model = getattr(page, row["child_kind"]).model
            values[row["child_kind"]].append(_as_stored(model, fields[row["child_kind"]], row["child_value"]))
    return values


def _as_stored(model: type[Any], name: str, value: str) -> Any:
    field = model._meta.get_field(name.removesuffix("_id"))
    return (field.target_field if field.is_relation else field).to_python(value)
