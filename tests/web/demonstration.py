"""How is the demonstration loaded without being made again? As the rows and the files that it adds."""

import os
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from operis.cli import demo

Rows = dict[str, list[tuple[Any, ...]]]
TABLES = """SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
    AND name NOT LIKE 'sqlite%' AND name <> 'django_migrations' ORDER BY name"""
"""Tables for search, which are virtual, fill themselves."""


@dataclass(frozen=True)
class Demonstration:
    """What the demonstration adds to an installation that is empty: rows by their tables, files by their paths."""

    rows: Rows
    files: dict[str, tuple[int, bytes]]

    def load(self, folder: Path) -> None:
        for path, (mode, content) in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
            (folder / path).chmod(mode)
        with connection.cursor() as cursor:
            for table, rows in self.rows.items():
                cursor.executemany(f'INSERT INTO "{table}" VALUES ({", ".join(["%s"] * len(rows[0]))})', rows)


def demonstrated(folder: Path) -> Demonstration:
    """It is loaded into the tables, and told."""
    before = _rows()
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):
        assert demo.demonstrate(reset=False, now=False, again="", lang="en") == 0
    after = _rows()
    assert [table for table, rows in before.items() if after[table][: len(rows)] != rows] == [], "a row that was there is another"
    added = {table: rows[len(before[table]) :] for table, rows in after.items()}
    files = [path for path in folder.rglob("*") if path.is_file()]
    return Demonstration(
        {table: rows for table, rows in added.items() if rows},
        {str(path.relative_to(folder)): (path.stat().st_mode & 0o777, path.read_bytes()) for path in files},
    )


def _rows() -> Rows:
    with connection.cursor() as cursor:
        tables = [name for (name,) in cursor.execute(TABLES)]
        return {table: cursor.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}
