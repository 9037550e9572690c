"""What would the registers be, made anew from the record? Made in tables of the same names that only this connection sees, and let go.

A temporary table stands before the one of the same name, so everything that enters rows enters them there. Meanwhile one moment is read:
nobody waits for it, and whoever writes changes nothing of it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that reads what stood when it began, holds no lock that a writer waits for, and is taken back."""
    here: Any = connections[DEFAULT_DB_ALIAS]
    mode, begins = getattr(here, "transaction_mode", None), not here.in_atomic_block
    here.transaction_mode = "DEFERRED"  # SQLite would take the lock of the one writer when it begins
    try:
        with transaction.atomic():
            if begins and here.vendor == "postgresql":
                with here.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
            transaction.set_rollback(True)
    finally:
        here.transaction_mode = mode


def empty_beside(tables: Sequence[str]) -> None:
    """Empty tables of these names, with their indexes, before those that are there; for this connection and transaction."""
    for table in tables:
        for statement in _postgresql(table) if connection.vendor == "postgresql" else _sqlite(table):
            with connection.cursor() as cursor:
                cursor.execute(statement)


def _postgresql(table: str) -> Iterator[str]:
    yield f"CREATE TEMPORARY TABLE {table} (LIKE {table} INCLUDING ALL) ON COMMIT DROP"


def _sqlite(table: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, sql FROM main.sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL ORDER BY type DESC", [table])
        for kind, name, made in cursor.fetchall():
            if kind == "table":
                yield made.replace("CREATE TABLE", "CREATE TEMPORARY TABLE", 1)
            elif kind == "index":
                head, _, rest = made.partition(f'"{name}"')
                yield f'{head}temp."{name}"{rest}'
