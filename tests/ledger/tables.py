"""What stands in the tables, row by row, as the database has it."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection

RECORD = ("entry", "private", "leaf", "checkpoint", "waiting", "used_key", "counter")
KEPT = ("refusals", "refusals_under")
"""What is kept beside the record and cannot be made from it."""
REGISTERS = tuple(sorted(model._meta.db_table for model in apps.get_app_config("registers").get_models()))


@cache
def columns(table: str) -> list[str]:
    """The columns of a table that say something: numbers that the database counts by itself do not."""
    with connection.cursor() as cursor:
        return [one.name for one in connection.introspection.get_table_description(cursor, table) if one.name != "id"]


def rows(table: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns(table))} FROM {table}")
        return sorted(
            (tuple(bytes(value) if isinstance(value, memoryview) else value for value in row) for row in cursor.fetchall()), key=repr
        )


def record() -> dict[str, list[tuple[Any, ...]]]:
    return {table: rows(table) for table in RECORD}


def kept() -> dict[str, list[tuple[Any, ...]]]:
    return {table: rows(table) for table in KEPT}


def registers() -> dict[str, list[tuple[Any, ...]]]:
    return {table: rows(table) for table in REGISTERS}


def without_triggers(*tables: str) -> None:
    """As whoever owns the database may do: the tables can be changed afterwards."""
    with connection.cursor() as cursor:
        for table in tables:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                continue
            for change in ("update", "delete", "replace"):
                cursor.execute(f"DROP TRIGGER {table}_no_{change}")


def erase_all() -> None:
    """Erase every private value there is, as erasure does it."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE private SET salt = NULL, value = NULL")
