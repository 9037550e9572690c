"""Which tables hold the registers, and did this version's code make them?

Every row follows from the record, so that no migration ever changes these tables. Beside them stands by which code they were made, and
with which columns; where either is another now, all of them are dropped, made and filled anew, in one transaction.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import connection, models

import operis
from operis.registers import indexing

PACKAGE: Final = Path(operis.__file__).parent
SOURCES: Final = ("clerk.py", "core", "dockets", "law", "ledger", "procedures", "registers", "rules", "strict_yaml.py")
"""What decides a row of a register, below the package: how acts are read and folded, the law by whose days they count, what is entered."""
PREFIX: Final = "register_"
"""Every table of this schema whose name begins so is a register's, whatever version made it."""
CODE: Final = "register_code"
"""The table that no model stands for: the digest of the sources, and that of the columns they made."""


def register_models() -> list[type[models.Model]]:
    """All that the app has: a register is one by its model alone."""
    return list(apps.get_app_config("registers").get_models())


def names() -> list[str]:
    return sorted(model._meta.db_table for model in register_models())


@cache
def digest() -> str:
    """SHA-256 of the sources of this version, by their paths."""
    told = hashlib.sha256()
    for path in sorted(path for name in SOURCES for path in sources(name)):
        text = path.read_bytes()
        told.update(f"{path.relative_to(PACKAGE).as_posix()} {len(text)}\n".encode() + text)
    return told.hexdigest()


def sources(name: str) -> Iterator[Path]:
    """The files of a package, or the one of a module."""
    found = (PACKAGE / name).rglob("*") if (PACKAGE / name).is_dir() else [PACKAGE / name]
    return (path for path in found if path.suffix in (".py", ".yaml"))


def follow() -> bool:
    """Whether the registers that are there were made by this version's code, and nobody has changed their columns since."""
    return CODE in connection.introspection.table_names() and _asked(f"SELECT * FROM {CODE}") == [(digest(), columns())]


def may_make() -> bool:
    """Whether the role under which we came may drop and make them: the one that only serves may not."""
    if connection.vendor != "postgresql":
        return True
    [(may,)] = _asked(
        "SELECT has_schema_privilege(current_schema(), 'CREATE') AND coalesce(bool_and(pg_has_role(relowner, 'USAGE')), true) "
        f"FROM pg_class WHERE {_POSTGRESQL_OURS}"
    )
    return bool(may)


def make() -> None:
    """Drop whatever registers are there and make this version's, empty, within the transaction that fills them."""
    rights = _rights()
    drop()
    # Its own way in wants SQLite outside a transaction, for what is altered; here tables are only made.
    editor: Any = connection.schema_editor(atomic=False)
    editor.deferred_sql = []
    for model in register_models():
        editor.create_model(model)
    for statement in editor.deferred_sql:
        editor.execute(statement)
    for sql in (*indexing.statements(connection.vendor), f"CREATE TABLE {CODE} (sources text NOT NULL, columns text NOT NULL)"):
        editor.execute(sql, None)
    _grant(rights)
    editor.execute(f"INSERT INTO {CODE} VALUES (%s, %s)", [digest(), columns()])


def columns() -> str:
    """A digest of the columns that the tables have, told by the database."""
    asked = _COLUMNS_POSTGRESQL if connection.vendor == "postgresql" else _COLUMNS_SQLITE
    return hashlib.sha256(repr(_asked(asked)).encode()).hexdigest()


def drop() -> None:
    """All of them. A view of somebody else that reads one is not dropped with it: the database says which stands in the way."""
    if connection.vendor == "postgresql":
        if found := [name for (name,) in _asked(f"SELECT relname FROM pg_class WHERE {_POSTGRESQL_OURS}")]:
            _does(f"DROP TABLE {', '.join(map(connection.ops.quote_name, found))}")
        return
    _does(f"DROP TABLE IF EXISTS {indexing.WORDS}")  # with the tables it consists of, which cannot be dropped by themselves
    for (name,) in _asked(f"SELECT name FROM sqlite_master WHERE {_SQLITE_OURS}"):
        _does(f"DROP TABLE {connection.ops.quote_name(name)}")


def _rights() -> list[tuple[str, str]]:
    """Who besides the owner may do what with registers: rights are lost with a table."""
    if connection.vendor != "postgresql":
        return []
    return _asked(
        "SELECT DISTINCT CASE WHEN one.grantee = 0 THEN 'PUBLIC' ELSE one.grantee::regrole::text END, one.privilege_type "
        f"FROM pg_class, aclexplode(relacl) one WHERE {_POSTGRESQL_OURS} AND one.grantee <> relowner ORDER BY 1, 2"
    )


def _grant(rights: list[tuple[str, str]]) -> None:
    if not rights:
        return
    tables = ", ".join((*names(), CODE))
    counts = ", ".join(name for (name,) in _asked(f"SELECT relname FROM pg_class WHERE {_POSTGRESQL_COUNTS}"))
    for grantee, right in rights:
        _does(f"GRANT {right} ON TABLE {tables} TO {grantee}")
        if right == "SELECT":
            _does(f"GRANT SELECT ON SEQUENCE {counts} TO {grantee}")  # a backup reads them


def _asked(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _does(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


_SQLITE_OURS: Final = f"type = 'table' AND substr(name, 1, {len(PREFIX)}) = '{PREFIX}'"
_POSTGRESQL_SCHEMA: Final = f"relnamespace = current_schema()::regnamespace AND starts_with(relname, '{PREFIX}')"
_POSTGRESQL_OURS: Final = f"{_POSTGRESQL_SCHEMA} AND relkind = 'r'"
_POSTGRESQL_COUNTS: Final = f"{_POSTGRESQL_SCHEMA} AND relkind = 'S'"
_COLUMNS_SQLITE: Final = (
    "SELECT name, sql FROM sqlite_master "  # a change of columns changes the text by which a table was made
    f"WHERE {_SQLITE_OURS} ORDER BY 1"
)
_COLUMNS_POSTGRESQL: Final = (
    "SELECT relname, attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid "
    f"WHERE {_POSTGRESQL_OURS} AND attnum > 0 AND NOT attisdropped ORDER BY 1, 2"
)
