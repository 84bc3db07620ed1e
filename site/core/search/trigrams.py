"""The index that finds a stretch of letters inside long texts: PostgreSQL has it, SQLite reads the whole table."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import connections
from django.db.backends.ddl_references import Statement


class TrigramIndex(GinIndex):
    """A GIN index of trigrams on one text column; nothing on other databases."""

    def __init__(self, *fields: str, **options: Any) -> None:
        options.setdefault("opclasses", ["gin_trgm_ops"])
        super().__init__(fields=options.pop("fields", fields), **options)

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Statement:
        if schema_editor.connection.vendor != "postgresql":
            return Statement("-- no trigrams here")
        return super().create_sql(model, schema_editor, using=using, **kwargs)

    def remove_sql(self, model: Any, schema_editor: Any, **kwargs: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return Statement("-- no trigrams here")
        return super().remove_sql(model, schema_editor, **kwargs)


def ensure_extension(using: str, **kwargs: Any) -> None:
    """Before the first migration: PostgreSQL ships the extension, the owner of a database may switch it on."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
