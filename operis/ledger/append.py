"""How does an act come into the record? Entry, private values and a place in the queue for the log, in one transaction.

SQL by hand, here and in `read`: an object for each row would cost half to two thirds of the time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from operis.core.codec import Encoded, canonical, entry_bytes
from operis.core.kinds import Json
from operis.ledger.read import Stored
from operis.ledger.tree import leaf_hash


@dataclass(frozen=True)
class About:
    """What an entry says beside its act; the same for all acts of one command."""

    docket: str
    entered: datetime
    facts: dict[str, Json]
    law: dict[str, Json]
    mandate: dict[str, Json]
    notes: list[Json]
    request: str
    key: str
    """Digest of the idempotency key; beside the entries, not in them."""
    held_by: str = ""
    """The docket that holds them back from the log; empty where nothing does."""


def append(about: About, first: int, acts: Sequence[tuple[Encoded, bytes]]) -> tuple[Stored, ...]:
    """Enter the acts, each with its nonce, as numbers `first` and on; gives them back as stored."""
    entries, private, waiting, stored = [], [], [], []
    for place, (encoded, nonce) in enumerate(acts):
        no = first + place
        body = entry_bytes(
            act=encoded.act,
            docket=about.docket,
            no=no,
            entered=about.entered,
            facts=about.facts,
            law=about.law,
            mandate=about.mandate,
            nonce=nonce,
            notes=about.notes,
            request=about.request,
        )
        leaf = leaf_hash(body)
        entries.append((about.docket, no, encoded.act["kind"], body.decode(), leaf, about.request, place, about.held_by))
        waiting.append((about.docket, no, leaf, about.held_by))
        private += [(about.docket, no, one.path, one.salt, canonical(one.value).decode()) for one in encoded.private]
        stored.append(Stored(about.docket, no, body.decode(), leaf, about.held_by))
    with connection.cursor() as cursor:
        _insert(cursor, "entry", ("docket", "no", "kind", "body", "leaf", "request", "place", "logged_with"), entries)
        _insert(cursor, "private", ("docket", "no", "path", "salt", "value"), private)
        _insert(cursor, "waiting", ("docket", "no", "leaf", "held_by"), waiting)
        _insert(cursor, "used_key", ("key", "request"), [(about.key, about.request)])
    return tuple(stored)


def let_go(docket: str) -> None:
    """What this docket held back gets its places with the next batch: that of the act by which it let go."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE waiting SET held_by = '' WHERE held_by = %s", [docket])


def next_number(name: str) -> int:
    """The next number of a series, without gaps: the row stays locked until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO counter (name, last) VALUES (%s, 1) ON CONFLICT (name) DO UPDATE SET last = counter.last + 1 RETURNING last",
            [name],
        )
        return int(cursor.fetchone()[0])


def _insert(cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    rows = list(rows)
    if rows:
        values = ", ".join(["(" + ", ".join(["%s"] * len(columns)) + ")"] * len(rows))
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values}", [value for row in rows for value in row])
