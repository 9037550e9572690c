"""Is every value of the kind that its column has? SQLite takes any value in any column; PostgreSQL sees to it by itself."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.utils.translation import gettext_noop

from operis.export.seen import Seen

APPS = ("ledger", "attachments", "registers")
KINDS = {"integer": ("integer",), "bigint": ("integer",), "bool": ("integer",), "BLOB": ("blob",), "real": ("real", "integer")}
"""By the type of a column what SQLite stores in it; in every other, text."""


def misshapen() -> Iterator[Seen]:
    """Each value of another kind, by table, row and column."""
    if connection.vendor != "sqlite":
        return
    for model in (model for app in APPS for model in apps.get_app_config(app).get_models()):
        fields = [one for one in model._meta.local_concrete_fields if one.column]
        for field in fields:
            yield from _of(model._meta.db_table, _key(model, fields), field)


def _key(model: type[models.Model], fields: Sequence[Any]) -> list[str]:
    """By what a row is named: a number that only counts rows says nothing to anybody."""
    names = getattr(model._meta.pk, "field_names", None) or [one.column for one in fields if one.primary_key and one.column != "id"]
    return list(names) or [one.column for one in fields if one.column != "id"][:2]


def _of(table: str, key: Sequence[str], field: Any) -> Iterator[Seen]:
    kinds = (*KINDS.get(field.db_type(connection).partition(" ")[0], ("text",)), *(["null"] if field.null else []))
    named = ", ".join(f"quote(substr({name}, 1, 40))" for name in key)
    allowed = ", ".join(f"'{one}'" for one in kinds)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT typeof({field.column}), {named} FROM {table} WHERE typeof({field.column}) NOT IN ({allowed})")
        for kind, *row in cursor.fetchall():
            facts: dict[str, str | int] = {"table": table, "row": " ".join(row), "column": field.column, "kind": kind}
            yield Seen(gettext_noop("{table} {row}: in {column} stands what is never written there ({kind})"), facts)
