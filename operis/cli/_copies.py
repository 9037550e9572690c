"""What is in a copy of an installation, and is it still what was written? Files with their digests, in a manifest beside them."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

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
    if database["ENGINE"].endswith("postgresql"):
        _postgresql("pg_dump", database, "--format=custom", f"--file={to / DUMP}")
        return
    with closing(sqlite3.connect(database["NAME"])) as here, closing(sqlite3.connect(to / SQLITE)) as there:
        here.backup(there)


def put_database(database: dict[str, Any], copy: Path) -> None:
    """The copy of the database at its place, which has to be empty."""
    if database["ENGINE"].endswith("postgresql"):
        _postgresql("pg_restore", database, "--exit-on-error", "--no-owner", f"--dbname={database['NAME']}", f"{copy / DUMP}")
    else:
        shutil.copyfile(copy / SQLITE, database["NAME"])


def _postgresql(program: str, database: dict[str, Any], *words: str) -> None:
    own = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    environment = {**os.environ, **{name: str(database[key]) for name, key in own.items() if database.get(key)}}
    try:
        done = subprocess.run([program, *words], env=environment, capture_output=True, text=True)
    except FileNotFoundError as fault:
        raise CopyError(f"{program} is not there. Install the client programs of PostgreSQL, as new as the server.") from fault
    if done.returncode:
        raise CopyError(f"{program}: {done.stderr.strip()[:500]}")


def copy_files(here: Path, to: Path, before: Path | None) -> None:
    """Files never change under their digest: what the copy before has is linked, not copied again."""
    for path in sorted(one for one in here.rglob("*") if one.is_file()):
        place = path.relative_to(here)
        (to / place).parent.mkdir(parents=True, exist_ok=True)
        old = before / FILES / place if before else None
        if old is not None and old.is_file():
            os.link(old, to / place)
        else:
            shutil.copyfile(path, to / place)


def write_manifest(folder: Path, **about: str) -> None:
    files = {f"{path.relative_to(folder)}": digest(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    (folder / MANIFEST).write_text(json.dumps({**about, "files": files}, indent=1), encoding="utf-8")


def manifest(folder: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise CopyError(f"{folder} has no {MANIFEST} that can be read: it is no copy that `operis backup` finished.") from fault
    return told


def spoilt(folder: Path) -> Iterator[str]:
    """Which of the files named are missing, or are not what was written."""
    for name, sha256 in manifest(folder)["files"].items():
        path = folder / name
        if not path.is_file():
            yield f"{name} is missing."
        elif digest(path) != sha256:
            yield f"{name} is not what was written."


def newest(folder: Path) -> Path | None:
    """The newest copy that was finished."""
    return max((one.parent for one in folder.glob(f"*/{MANIFEST}")), default=None)
