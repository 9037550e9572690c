"""Who waits for whom? Names become locks, always taken in one order; on SQLite writers stand in a queue."""

import fcntl
import random
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from operis.ledger.locks import RECORD, lock_key, queued, rank, take_locks

ORDERED = [
    "year:a:2026",
    "year:b:2025",
    "procurement:DC-2026-S-0001",
    "docket:DC-2026-N-0001",
    "docket:DC-2026-S-0001",
    "key:9",
    "one:file:x",
    RECORD,
]


def test_locks_are_taken_year_first_then_procurement_then_docket_then_the_rest_by_name() -> None:
    shuffled = random.Random(7).sample(ORDERED, len(ORDERED))
    assert sorted(shuffled, key=rank) == ORDERED


def test_a_lock_is_the_first_eight_bytes_of_the_names_digest() -> None:
    assert lock_key("docket:DC-2026-N-0001") == 3060746314453036155
    assert len({lock_key(name) for name in ORDERED}) == len(ORDERED)


def held() -> set[tuple[int, str]]:
    """The advisory locks of this connection: key, and whether alone or shared."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT classid, objid, mode FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        return {((high << 32 | low) - (high >> 31 << 64), mode) for high, low, mode in cursor.fetchall()}


@pytest.mark.django_db
@pytest.mark.both_databases
def test_locks_are_held_alone_or_shared_until_the_transaction_ends() -> None:
    """SQLite's one writer holds all there is: nothing is sent."""
    take_locks(["docket:a", "year:a:2026"], shared=["docket:a", RECORD])
    if connection.vendor == "postgresql":
        alone = {(lock_key(name), "ExclusiveLock") for name in ("docket:a", "year:a:2026")}
        assert held() == alone | {(lock_key(RECORD), "ShareLock")}
    else:
        assert connection.in_atomic_block


@pytest.mark.both_databases
def test_writers_on_sqlite_stand_in_a_queue_and_those_on_postgresql_do_not() -> None:
    with queued(), Path(settings.OPERIS_DATA, "queue.lock").open("w") as another:
        if connection.vendor == "sqlite":
            with pytest.raises(BlockingIOError):
                fcntl.flock(another, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            fcntl.flock(another, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with Path(settings.OPERIS_DATA, "queue.lock").open("w") as another:
        fcntl.flock(another, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.django_db
@pytest.mark.both_databases
def test_who_is_in_a_transaction_already_does_not_queue_again() -> None:
    with queued(), Path(settings.OPERIS_DATA, "queue.lock").open("w") as another:
        fcntl.flock(another, fcntl.LOCK_EX | fcntl.LOCK_NB)
