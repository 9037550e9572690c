"""Do the registers follow their code? Whatever tables an earlier version left, they end as a rebuild makes them; else nothing is done."""

from random import Random

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from operis.cli import _fit, _tables
from operis.registers import tables
from tests.ledger.county import County, small_plan
from tests.ledger.tables import kept, record, registers
from tests.procedures.documents import intention

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
UPGRADES = 100
ROWS = (
    "UPDATE register_docket SET title_en = 'of before', acts = acts + 1",
    "UPDATE register_party SET accepted = NOT accepted",
    "UPDATE register_owed SET day = NULL",
    "INSERT INTO register_hand (person, docket) VALUES ('of-before', 'DC-2026-S-0099')",
)


def does(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def county() -> County:
    """Registers with rows, and refusals beside them."""
    there = County().founded()
    there.done(None, intention())
    there.done(None, small_plan())
    there.ask(None, small_plan(directory_item=None))
    return there


def columns_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [one.name for one in connection.introspection.get_table_description(cursor, table)]


def other_code(random: Random) -> None:
    does(f"UPDATE {tables.CODE} SET sources = '{random.randrange(1_000_000)}'")


def column_gone(random: Random) -> None:
    table = random.choice(tables.names())
    cascade = " CASCADE" if connection.vendor == "postgresql" else ""
    for column in random.sample(columns_of(table), len(columns_of(table))):
        try:
            with transaction.atomic():
                does(f"ALTER TABLE {table} DROP COLUMN {column}{cascade}")
        except DatabaseError:  # SQLite drops none that an index has
            continue
        return
    does(f"DROP TABLE {table}")


def column_more(random: Random) -> None:
    does(f"ALTER TABLE {random.choice(tables.names())} ADD COLUMN of_before_{random.randrange(1_000_000)} text NOT NULL DEFAULT '-'")


def column_named_otherwise(random: Random) -> None:
    table = random.choice([name for name in tables.names() if name != "register_search"])
    does(f"ALTER TABLE {table} RENAME COLUMN {random.choice(columns_of(table))} TO of_before_{random.randrange(1_000_000)}")


def column_of_another_type(random: Random) -> None:
    """Under the same name: what stood in it was of another kind."""
    table = random.choice([name for name in tables.names() if name != "register_search"])
    column = random.choice(columns_of(table))
    does(f"ALTER TABLE {table} RENAME COLUMN {column} TO of_before_{random.randrange(1_000_000)}")
    does(f"ALTER TABLE {table} ADD COLUMN {column} {random.choice(('text', 'bigint', 'date'))}")


def rows_otherwise(random: Random) -> None:
    """What other code entered, or did not enter."""
    does(random.choice((*ROWS, f"DELETE FROM {random.choice(tables.names())}")))
    other_code(random)


def table_gone(random: Random) -> None:
    does(f"DROP TABLE {random.choice(tables.names())}")


def table_more(random: Random) -> None:
    does(f"CREATE TABLE register_of_before_{random.randrange(1_000_000)} (docket text PRIMARY KEY)")


def never_known(random: Random) -> None:
    does(f"DROP TABLE {tables.CODE}")


CHANGES = (other_code, column_gone, column_more, column_named_otherwise, column_of_another_type, rows_otherwise, table_gone, table_more,
           never_known)  # fmt: skip


def upgraded(random: Random) -> list[str]:
    """One to four changes, as far as each still finds what it changes."""
    done = []
    for change in random.choices(CHANGES, k=random.randint(1, 4)):
        try:
            with transaction.atomic():
                change(random)
        except DatabaseError:
            continue
        done.append(change.__name__)
    return done


@pytest.mark.slow
def test_after_a_hundred_upgrades_the_registers_are_those_of_a_rebuild() -> None:
    county()
    whole, before, beside = registers(), record(), kept()
    seen = set[str]()
    for number in range(UPGRADES):
        with transaction.atomic():  # PostgreSQL keeps the locks of every table that was dropped until it is taken back
            done = upgraded(Random(number))
            seen |= set(done)
            assert not tables.follow(), (number, done)
            assert _tables.follow() == ""
            assert tables.follow()
            assert registers() == whole, (number, done)
            transaction.set_rollback(True)
    assert seen == {change.__name__ for change in CHANGES}
    assert (record(), kept()) == (before, beside)


def test_one_that_follows_its_code_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    county()
    with CaptureQueriesContext(connection) as asked:
        assert _tables.follow() == ""
    assert [one["sql"] for one in asked.captured_queries if not one["sql"].lstrip().startswith("SELECT")] == []
    assert capsys.readouterr() == ("", "")


def test_how_many_were_made_anew_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    county()
    other_code(Random(1))
    assert _tables.follow() == ""
    assert capsys.readouterr() == ("Other code made them than this version's: the registers of 7 dockets were made anew.\n", "")


def test_registers_of_other_code_are_read_by_nobody() -> None:
    other_code(Random(1))
    says = "Other code than this version's made the registers. Run `operis rebuild`: it makes them anew from the record."
    assert _fit.registers() == says


def test_the_digest_hangs_on_every_source() -> None:
    sources = {path.name for name in tables.SOURCES for path in tables.sources(name)}
    assert {"enter.py", "clerk.py", "state.py", "decider.py", "gpl.yaml", "read.py", "awards.py"} <= sources


def test_a_register_is_known_by_its_name_and_nothing_else_has_such_a_name() -> None:
    of_registers = {model._meta.db_table for model in tables.register_models()}
    assert {model._meta.db_table for model in apps.get_models() if model._meta.db_table.startswith(tables.PREFIX)} == of_registers
    assert all(name.startswith(tables.PREFIX) for name in of_registers)


def test_rights_on_registers_outlast_their_tables(worker_id: str) -> None:
    """On SQLite there are none; the tables are made all the same."""
    role, postgresql = f"reads_{worker_id}", connection.vendor == "postgresql"
    for statement in (f"CREATE ROLE {role}", f"GRANT SELECT, INSERT ON register_docket TO {role}") if postgresql else ():
        does(statement)
    tables.make()
    assert tables.follow()
    other_code(Random(1))
    hand = "INSERT INTO register_hand (person, docket) VALUES ('a', 'b')"
    for statement in (f"SET LOCAL ROLE {role}", "SELECT * FROM register_contract", hand) if postgresql else ():
        does(statement)
    whose = " with the owner's address in OPERIS_DATABASE" if postgresql else ""
    says = f"Other code than this version's made the registers. Run `operis rebuild`{whose}: it makes them anew from the record."
    assert (tables.may_make(), _fit.registers()) == (not postgresql, says)
    assert _tables.follow() == (says if postgresql else "")
