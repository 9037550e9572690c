"""How does the database itself keep the record from being changed? Triggers, in the words of each database."""

from collections.abc import Mapping
from typing import Any

TABLES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "entry": (("docket", "no"), ("request", "place")),
    "private": (("docket", "no", "path"),),
    "leaf": (("position",), ("docket", "no")),
    "checkpoint": (("size",),),
}
"""Each table with what is unique in it."""
_ERASED = "NEW.salt IS NULL AND NEW.value IS NULL AND NEW.docket = OLD.docket AND NEW.no = OLD.no AND NEW.path = OLD.path"


def create(apps: Any, schema_editor: Any) -> None:
    for statement in _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement, None)  # no parameters: a percent sign stands for itself


def _sqlite(table: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
    unless_erased = f" WHEN NOT ({_ERASED})" if table == "private" else ""
    same = " OR ".join("(" + " AND ".join(f"{column} = NEW.{column}" for column in columns) + ")" for columns in TABLES[table])
    return [
        # INSERT OR REPLACE takes the old row away without asking the trigger on DELETE.
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {refuse}",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}{unless_erased} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
    ]


def _postgresql(table: str) -> list[str]:
    unless_erased = f" WHEN (NOT ({_ERASED}))" if table == "private" else ""
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW{unless_erased} EXECUTE FUNCTION operis_insert_only()",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION operis_insert_only()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION operis_insert_only()",
    ]


_FUNCTION = (
    "CREATE FUNCTION operis_insert_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME; END $$"
)
_SQLITE = [statement for table in TABLES for statement in _sqlite(table)]
_POSTGRESQL = [_FUNCTION, *(statement for table in TABLES for statement in _postgresql(table))]
