"""What is in a copy of an installation, and is it still what was written? Files with their digests, in a manifest beside them."""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import Error, connection
from psycopg.conninfo import make_conninfo

from operis.cli._fit import first_line
from operis.ledger.outside import size_of

MANIFEST, SQLITE, DUMP, FILES = "manifest.json", "operis.sqlite3", "operis.dump", "attachments"
CHUNK_BYTES = 1 << 20


class CopyError(Exception):
    """A copy cannot be made or taken, with the reason and the cure."""


def digest(path: Path) -> str:
    told = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            told.update(chunk)
    return told.hexdigest()


def copy_database(database: dict[str, Any], to: Path) -> None:
    """A copy as of one moment, while others write: by SQLite's own backup, or by pg_dump."""
    if is_postgresql(database):
        _postgresql("pg_dump", database, "--format=custom", f"--file={to / DUMP}")
        return
    before = _lies(database["NAME"])
    with closing(sqlite3.connect(database["NAME"], uri=True)) as here, closing(sqlite3.connect(to / SQLITE)) as there:
        here.backup(there)
    if _lies(database["NAME"]) != before:
        raise CopyError("The database was written while it was copied as it lay. There is room again: do it again.")


def _lies(name: Path | str) -> tuple[int, ...]:
    """How a file stands that is read as one that nobody changes, with what waits beside it; nothing where SQLite looks after that."""
    if not str(name).startswith("file:"):
        return ()
    file = Path(unquote(urlsplit(str(name)).path))
    there = [one.stat() for one in (file, file.with_name(f"{file.name}-wal")) if one.exists()]
    return tuple(number for one in there for number in (one.st_mtime_ns, one.st_size))


def put_database(database: dict[str, Any], copy: Path) -> None:
    """The copy of the database at its place, which has to be empty: all of it or nothing.

    Who may do what there is not taken from the copy: another server has other roles.
    """
    if is_postgresql(database):
        _postgresql("pg_restore", database, "--single-transaction", "--no-owner", "--no-privileges", f"{copy / DUMP}")
    else:
        shutil.copyfile(copy / SQLITE, database["NAME"])


def wrong_place(database: dict[str, Any], copy: Path) -> Iterator[str]:
    """Why the copy of the database cannot be put here."""
    files = manifest(copy)["files"]
    if not is_postgresql(database):
        if SQLITE not in files:
            yield "It is a copy of a PostgreSQL database: name an empty one by OPERIS_DATABASE."
    elif DUMP not in files:
        yield "It is a copy of SQLite: leave OPERIS_DATABASE out."
    elif there := _tables():
        yield (
            f"The database {database['NAME']} is not empty: it has {there} tables. Nothing is written over: make an empty one "
            "(createdb NAME), and name it by OPERIS_DATABASE."
        )


def is_postgresql(database: dict[str, Any]) -> bool:
    return str(database["ENGINE"]).endswith("postgresql")


def _tables() -> int:
    try:
        return len(connection.introspection.table_names())
    except Error as fault:
        raise CopyError(
            f"PostgreSQL does not answer: {first_line(fault)}. Look at OPERIS_DATABASE: the database has to be there."
        ) from fault


def _postgresql(program: str, database: dict[str, Any], *words: str) -> None:
    """Run a program of PostgreSQL on this database; the password is in nobody's list of processes."""
    as_new_as_the_server(program)
    parts = {"host": "HOST", "port": "PORT", "user": "USER", "dbname": "NAME"}
    there = make_conninfo(**{name: database[key] for name, key in parts.items() if database.get(key)}, **database.get("OPTIONS", {}))
    own = {"PGPASSWORD": str(database["PASSWORD"])} if database.get("PASSWORD") else {}
    done = subprocess.run([program, f"--dbname={there}", *words], env={**os.environ, **own}, capture_output=True, text=True)
    if done.returncode:
        raise CopyError(f"{program}: {done.stderr.strip()[:500]}")


def as_new_as_the_server(program: str) -> None:
    """An older one refuses the server or its copies: that is told with its cure, and so is one that is missing."""
    try:
        connection.ensure_connection()
    except Error as fault:
        raise CopyError(
            f"PostgreSQL does not answer: {first_line(fault)}. Look at OPERIS_DATABASE, and whether the server runs."
        ) from fault
    server = connection.connection.info.server_version // 10_000
    debian = f"on Debian: apt-get install postgresql-client-{server}"
    cure = f"Install the client programs of PostgreSQL {server} or newer, first on PATH ({debian})."
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as fault:
        raise CopyError(f"{program} is not there. {cure}") from fault
    version = re.search(r"\d+", said)
    if version is None or int(version[0]) < server:
        raise CopyError(f"{said.strip()} is older than the server, which is of version {server}. {cure}")


def copy_files(here: Path, to: Path, before: Path | None) -> None:
    """Files never change under their digest: what the copy before has is linked, not copied again, but for one that still grows."""
    for path in sorted(one for one in here.rglob("*") if one.is_file()):
        place = path.relative_to(here)
        (to / place).parent.mkdir(parents=True, exist_ok=True)
        old = before / FILES / place if before else None
        try:
            if old is not None and old.is_file() and old.stat().st_size == path.stat().st_size:
                os.link(old, to / place)
            else:
                shutil.copyfile(path, to / place)
        except FileNotFoundError:
            if path.is_file():
                raise
            (to / place).unlink(missing_ok=True)  # taken out of a bid's draft meanwhile


def write_manifest(folder: Path, **about: str) -> None:
    files = {f"{path.relative_to(folder)}": digest(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    (folder / MANIFEST).write_text(json.dumps({**about, "files": files}, indent=1), encoding="utf-8")


def manifest(folder: Path) -> dict[str, Any]:
    try:
        told: Any = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if not isinstance(told, dict) or not isinstance(told["files"], dict) or not isinstance(told["origin"], str):
            raise TypeError(MANIFEST)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise CopyError(f"{folder} has no {MANIFEST} that can be read: it is no copy that `operis backup` finished.") from fault
    whole: dict[str, Any] = told
    return whole


def spoilt(folder: Path) -> Iterator[str]:
    """Which of the files named are missing, or are not what was written."""
    for name, sha256 in manifest(folder)["files"].items():
        path = folder / name
        if not path.is_file():
            yield f"{name} is missing."
        elif digest(path) != sha256:
            yield f"{name} is not what was written."


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was finished: for how many entries it is signed, how many it holds at least, when it was made by its clock."""

    folder: Path
    size: int
    holds: int
    made: str

    def says(self) -> str:
        if self.size < 0:
            return f"{self.folder}, which does not say what it holds"
        waiting = self.holds - self.size
        besides = f", with {waiting} more that waited for {'their' if waiting > 1 else 'its'} place in the log" if waiting else ""
        return f"{self.folder}, made {self.made}, signed for {self.size} entries{besides}"

    def entries(self) -> tuple[int, int]:
        """What was signed first: how many more came with it is told by the copy alone."""
        return self.size, self.holds


def copy_in(folder: Path) -> Copy:
    """What a copy says of itself; its size is negative where that cannot be read."""
    try:
        size, says = size_of((folder / "checkpoint").read_text(encoding="utf-8")), manifest(folder)
        return Copy(folder, size, max(size, int(says.get("entries", size))), str(says["made"]))
    except (OSError, ValueError, KeyError, CopyError):
        return Copy(folder, -1, -1, "")


def copies_in(folder: Path) -> list[Copy]:
    """Those that were finished, the best last: by what they hold, and of those that hold the same by when they were made.

    A clock may have been wrong when a copy got its name; how many entries it holds no clock says.
    """
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    found = (copy_in(one.parent) for one in folder.glob(f"*/{MANIFEST}"))
    return sorted(found, key=lambda one: (*one.entries(), one.made <= now, one.made, one.folder.name))


def later_by_name(copies: Sequence[Copy]) -> Iterator[str]:
    """Which copies were made later by their names than the best, and why they are not taken."""
    best = copies[-1]
    for one in (one for one in copies if one.folder.name > best.folder.name):
        holds = "holds fewer entries than" if one.entries() < best.entries() else "holds no more entries, by a time that is not yet, than"
        yield (
            f"The copy {one.says()}, was made later by its name, and {holds} {best.folder.name}: {best.folder.name} is taken. "
            "The clock may have been wrong when one was made, or entries were accepted as lost in between. To take another, name it itself."
        )
