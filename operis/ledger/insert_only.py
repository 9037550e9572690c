"""How does the database itself keep the record from being changed? Triggers, in the words of each database; and are they still there?"""

from collections.abc import Iterator, Mapping
from typing import Any

Unique = tuple[tuple[str, ...], ...]
TABLES: Mapping[str, Unique] = {
    "entry": (("docket", "no"), ("request", "place")),
    "private": (("docket", "no", "path"),),
    "leaf": (("position",), ("docket", "no")),
    "checkpoint": (("size",),),
}
"""Each table of the record with what is unique in it."""
BESIDE: Mapping[str, Unique] = {"attachment": (("docket", "sha256"), ("id",))}
"""What the record names by its digest."""
_ERASED = "NEW.salt IS NULL AND NEW.value IS NULL AND NEW.docket = OLD.docket AND NEW.no = OLD.no AND NEW.path = OLD.path"
_FUNCTION = (
    "CREATE FUNCTION operis_insert_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME; END $$"
)


def create(apps: Any, schema_editor: Any) -> None:
    """For the tables of the record; on PostgreSQL with the function that all triggers call."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_FUNCTION, None)
    _guard(TABLES, schema_editor)


def create_beside(apps: Any, schema_editor: Any) -> None:
    _guard(BESIDE, schema_editor)


def _guard(tables: Mapping[str, Unique], schema_editor: Any) -> None:
    for statement in _triggers(schema_editor.connection.vendor, tables).values():
        schema_editor.execute(statement, None)  # no parameters: a percent sign stands for itself


def guard_again(connection: Any) -> list[str]:
    """Make each trigger anew that is missing, switched off or other than it was made; gives back their names. Only the owner may."""
    gone = unguarded(connection)
    wanted = _triggers(connection.vendor, {**TABLES, **BESIDE})
    with connection.cursor() as cursor:
        for table, name in gone:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
            cursor.execute(wanted[name])
    return [name for _table, name in gone]


def unguarded(connection: Any) -> list[tuple[str, str]]:
    """Table and trigger of each that is missing, switched off or other than it was made."""
    wanted = _triggers(connection.vendor, {**TABLES, **BESIDE})
    there = (_there_postgresql if connection.vendor == "postgresql" else _there_sqlite)(connection)
    return [(name.rpartition("_no_")[0], name) for name, statement in wanted.items() if there.get(name) != statement]


def _there_sqlite(connection: Any) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _there_postgresql(connection: Any) -> dict[str, str]:
    """PostgreSQL tells a trigger in words of its own: one counts as it was made where it is on and calls a function that refuses."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal AND proname = 'operis_insert_only' "
            "AND prosrc LIKE '%%RAISE EXCEPTION%%' AND starts_with(tgname, relname || '_no_')"
        )
        on = {name for (name,) in cursor.fetchall()}
    return {name: statement for name, statement in _triggers("postgresql", {**TABLES, **BESIDE}).items() if name in on}


def _triggers(vendor: str, tables: Mapping[str, Unique]) -> dict[str, str]:
    """By its name the statement that makes each trigger."""
    made = _postgresql if vendor == "postgresql" else _sqlite
    return {name: statement for table, unique in tables.items() for name, statement in made(table, unique)}


def _sqlite(table: str, unique: Unique) -> Iterator[tuple[str, str]]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
    unless_erased = f" WHEN NOT ({_ERASED})" if table == "private" else ""
    same = " OR ".join("(" + " AND ".join(f"{column} = NEW.{column}" for column in columns) + ")" for columns in unique)
    for change, when in (
        # INSERT OR REPLACE takes the old row away without asking the trigger on DELETE.
        ("replace", f"BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"),
        ("update", f"BEFORE UPDATE ON {table}{unless_erased}"),
        ("delete", f"BEFORE DELETE ON {table}"),
    ):
        yield f"{table}_no_{change}", f"CREATE TRIGGER {table}_no_{change} {when} {refuse}"


def _postgresql(table: str, unique: Unique) -> Iterator[tuple[str, str]]:
    unless_erased = f" WHEN (NOT ({_ERASED}))" if table == "private" else ""
    for change, when in (
        ("update", f"BEFORE UPDATE ON {table} FOR EACH ROW{unless_erased}"),
        ("delete", f"BEFORE DELETE ON {table} FOR EACH ROW"),
        ("truncate", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
    ):
        yield f"{table}_no_{change}", f"CREATE TRIGGER {table}_no_{change} {when} EXECUTE FUNCTION operis_insert_only()"
