"""May the role under which Operis serves change the record, or switch off what protects it?"""

import runpy
import sys

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from operis.clerk import rebuild
from operis.ledger import roles
from operis.ledger.checkpoint import load_key, make_key
from operis.ledger.roles import grants
from operis.ledger.sequence import sequence
from tests.ledger.county import County, small_plan
from tests.ledger.tables import erase_all, registers, rows
from tests.statute import calendar

FORBIDDEN = (
    *(f"{change} {table}" for table in ("entry", "private", "leaf", "checkpoint") for change in ("DELETE FROM", "TRUNCATE", "DROP TABLE")),
    "UPDATE entry SET kind = ''",
    "UPDATE leaf SET docket = ''",
    "UPDATE checkpoint SET note = ''",
    "UPDATE private SET path = ''",
    "DELETE FROM attachment",
    "UPDATE attachment SET docket = ''",
    "DELETE FROM used_key",
    "ALTER TABLE entry DISABLE TRIGGER ALL",
    "ALTER TABLE entry DISABLE TRIGGER entry_no_update",
    "DROP TRIGGER entry_no_update ON entry",
    "SET session_replication_role = replica",
    "DELETE FROM django_migrations",
)


def test_the_statements_can_be_sent_as_they_are_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["roles", "operis_serves"])
    runpy.run_path(roles.__file__, run_name="__main__")
    printed = capsys.readouterr().out.splitlines()
    assert printed == [f"{statement};" for statement in grants("operis_serves")]
    assert "GRANT UPDATE (salt, value) ON private TO operis_serves;" in printed


@pytest.mark.parametrize("name", ["", "Operis", "a b", "a;b", '"a"', "9a"])
def test_a_name_that_is_no_plain_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="small letters"):
        grants(name)


@pytest.mark.django_db
@pytest.mark.both_databases
def test_the_role_that_serves_enters_and_erases_and_can_change_nothing(worker_id: str) -> None:
    """On SQLite there are no roles: the same work is done without one, and the triggers stand alone."""
    postgresql, role = connection.vendor == "postgresql", f"operis_serves_{worker_id}"
    with connection.cursor() as cursor:
        for statement in (f"CREATE ROLE {role}", *grants(role), f"SET LOCAL ROLE {role}") if postgresql else ():
            cursor.execute(statement)
    county = County().founded()
    county.done(None, small_plan())
    county.ask(None, small_plan(directory_item=None))
    sequence(settings.OPERIS_ORIGIN, load_key(make_key()))
    before = registers()
    erase_all()
    rebuild(calendar())
    assert registers() == before
    assert len(rows("leaf")) == 12
    for statement in FORBIDDEN if postgresql else ():
        with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert len(rows("leaf")) == 12
