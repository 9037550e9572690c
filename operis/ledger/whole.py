"""What do the tables of the record say as a whole? For those who look for damage: nothing here is decoded."""

import re
from collections.abc import Iterator
from typing import Any

from django.db import connection

from operis.ledger.read import as_bytes

_LAW = re.compile(r'"law":\{[^}]*"pack":"([0-9a-f]{64})"')
CHUNK = 10_000


def dockets() -> list[str]:
    """The number of every docket that some table of the record names."""
    tables = " UNION ".join(f"SELECT docket FROM {table}" for table in ("entry", "leaf", "waiting", "private"))
    return sorted(docket for (docket,) in _rows(tables) if isinstance(docket, str))


def count(table: str) -> int:
    [(found,)] = _rows(f"SELECT count(*) FROM {table}")
    return int(found)


def leaves_in_order(size: int | None = None) -> Iterator[tuple[int, bytes]]:
    """Position and hash of each leaf, as they stand; of the first `size` places alone, where that is given."""
    after = -1
    while rows := _rows(f"SELECT position, leaf FROM leaf WHERE position > {after:d} ORDER BY position LIMIT {CHUNK}"):
        for position, leaf in rows:
            if size is not None and position >= size:
                return
            yield position, as_bytes(leaf)
        after = rows[-1][0]


def waiting_for_others() -> list[tuple[str, int]]:
    """What waits for its place in the log and is no entry, or has another hash than its entry."""
    return _rows(
        "SELECT waiting.docket, waiting.no FROM waiting LEFT JOIN entry ON entry.docket = waiting.docket AND entry.no = waiting.no "
        "WHERE entry.leaf IS NULL OR entry.leaf <> waiting.leaf ORDER BY waiting.docket, waiting.no"
    )


def without_key() -> list[tuple[str, int]]:
    """Entries of whose request no key is known: the same request would be entered again."""
    return _rows(
        "SELECT docket, no FROM entry WHERE NOT EXISTS (SELECT 1 FROM used_key WHERE used_key.request = entry.request) ORDER BY docket, no"
    )


def laws_named(docket: str) -> set[str]:
    """The fingerprints of the laws that the entries of a docket name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM entry WHERE docket = %s", [docket])
        return {found[1] for (body,) in cursor.fetchall() if isinstance(body, str) and (found := _LAW.search(body))}


def counters() -> dict[str, int]:
    return dict(_rows("SELECT name, last FROM counter"))


def _rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
