"""Who may write now? Advisory locks by name on PostgreSQL; on SQLite one writer, who queues in front of the database."""

import fcntl
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

RECORD = "record"
"""Whoever writes in the record holds this one shared; who holds it alone keeps all others waiting."""
_RANKS = ("year:", "procurement:", "docket:")


def lock_key(name: str) -> int:
    """64 bits of the name's SHA-256: two names share one lock once in 2**32, and then only wait for each other."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


def rank(name: str) -> tuple[int, str]:
    """The money of a body, the procurement, dockets, then others by name: always in this order, so that nobody waits in a ring."""
    return next((place for place, prefix in enumerate(_RANKS) if name.startswith(prefix)), len(_RANKS)), name


def take_locks(names: Iterable[str], shared: Iterable[str] = ()) -> None:
    """Hold the named locks until the transaction ends; SQLite's one writer holds them all."""
    if connection.vendor != "postgresql":
        return
    names = set(names)
    loose = set(shared) - names
    ordered = sorted(names | loose, key=rank)
    calls = ", ".join(f"pg_advisory_xact_lock{'_shared' if name in loose else ''}(%s)" for name in ordered)  # taken from left to right
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [lock_key(name) for name in ordered])


@contextmanager
def queued() -> Iterator[None]:
    """Wait in order for SQLite's one writer: its own waiting is not fair, and with many writers one may wait for seconds."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with Path(settings.OPERIS_DATA, "queue.lock").open("w") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)
        yield
