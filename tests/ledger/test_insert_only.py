"""Does the database itself refuse to change the record? Whatever SQL is sent, but for the erasure of a private value."""

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from operis.ledger.checkpoint import load_key, make_key
from operis.ledger.sequence import sequence
from tests.ledger.county import County, body_file
from tests.ledger.tables import columns, record, rows

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
POSTGRESQL = connection.vendor == "postgresql"
KEYS = (("entry", "docket, no"), ("private", "docket, no, path"), ("leaf", "position"), ("checkpoint", "size"))
TABLES = tuple(table for table, _ in KEYS)


@pytest.fixture(autouse=True)
def _something_on_record() -> None:
    County().done(None, body_file())
    sequence(settings.OPERIS_ORIGIN, load_key(make_key()))


def refused(statement: str) -> None:
    before = record()
    with pytest.raises(DatabaseError, match="is insert-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert record() == before


@pytest.mark.parametrize("table", TABLES)
def test_no_column_can_be_updated(table: str) -> None:
    assert len(rows(table)) == 1
    for column in columns(table):
        refused(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_deleted(table: str) -> None:
    refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_no_table_can_be_emptied_at_once(table: str) -> None:
    """SQLite has no TRUNCATE: what it makes of a DELETE without conditions asks no trigger unless there is one."""
    refused(f"TRUNCATE {table}" if POSTGRESQL else f"DELETE FROM {table} WHERE true")


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_no_row_can_be_replaced(table: str, key: str) -> None:
    """On SQLite REPLACE would take the old row away without asking the trigger on DELETE."""
    first = columns(table)[0]
    upsert = f"INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT ({key}) DO UPDATE SET {first} = EXCLUDED.{first}"
    refused(upsert if POSTGRESQL else f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


@pytest.mark.parametrize(
    "shifted",
    ["entry SELECT docket, no + 1, kind, body, leaf, request, place FROM entry", "leaf SELECT position + 1, docket, no, leaf FROM leaf"],
)
def test_a_row_that_shares_what_is_unique_beside_the_key_is_refused(shifted: str) -> None:
    before = record()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT {'' if POSTGRESQL else 'OR REPLACE'} INTO {shifted}")
    assert record() == before


def test_a_private_value_can_be_erased_with_its_salt() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE private SET salt = NULL, value = NULL")
    assert rows("private") == [("DC-2026-F-0001", 0, "/act/fields/contact", None, None)]


@pytest.mark.parametrize(
    "change", ["value = NULL", "salt = NULL", "salt = NULL, value = NULL, path = 'x'", "salt = NULL, value = NULL, no = 7"]
)
def test_nothing_else_of_a_private_value_can_be_changed(change: str) -> None:
    refused(f"UPDATE private SET {change}")


def test_what_was_erased_cannot_be_filled_again() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE private SET salt = NULL, value = NULL")
    refused("UPDATE private SET value = '\"Ms Wang\"'")
